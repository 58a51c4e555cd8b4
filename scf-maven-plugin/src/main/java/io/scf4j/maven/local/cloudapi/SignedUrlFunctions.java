package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.http.UrlFunctions;
import io.scf4j.maven.local.http.UrlRefusal;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.store.StoredTrigger;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions as their URLs see them, and the signatures of those that want one. */
final class SignedUrlFunctions implements UrlFunctions {
  private final Functions functions;
  private final Authentication authentication;

  SignedUrlFunctions(Functions functions, Authentication authentication) {
    this.functions = functions;
    this.authentication = authentication;
  }

  @Override
  public Optional<List<StoredTrigger>> httpTriggers(String namespace, String function) {
    try {
      return Optional.of(
          functions.get(namespace, function).run().triggers().stream()
              .filter(trigger -> trigger.type().equals("http"))
              .toList());
    } catch (ApiFault e) {
      return Optional.empty();
    }
  }

  @Override
  public InvocationReport invoke(
      String namespace,
      String function,
      String qualifier,
      String requestId,
      byte[] event,
      String origin)
      throws UrlRefusal, IOException, InterruptedException {
    try {
      return functions
          .instances()
          .invokeQualifier(new Key(namespace, function), qualifier, requestId, event, origin);
    } catch (ApiFault e) {
      throw new UrlRefusal(status(e.code()), e.code() + ": " + e.getMessage());
    }
  }

  /** The platform's status codes of invocations, where it has one. */
  private static int status(String code) {
    return switch (code) {
      case "ResourceNotFound.Function" -> 404;
      case "ResourceNotFound.Qualifier" -> 442;
      case "FailedOperation.FunctionStatusError" -> 438;
      default -> 500;
    };
  }

  /** As the cloud API is signed, but the time is in a header of another name. */
  @Override
  public void checkSignature(String method, String query, Map<String, String> headers, byte[] body)
      throws UrlRefusal {
    try {
      authentication.check(new ApiRequest(method, query, name -> header(headers, name), body));
    } catch (ApiFault e) {
      throw new UrlRefusal(
          401,
          e.code()
              + ": "
              + e.getMessage()
              + " This function URL has AuthType CAM: sign with TC3-HMAC-SHA256, service scf, and"
              + " send X-Scf-Cam-Timestamp.");
    }
  }

  private static String header(Map<String, String> headers, String name) {
    String time = headers.getOrDefault("x-scf-cam-timestamp", "");
    return name.equals("x-tc-timestamp") && !time.isEmpty() ? time : headers.getOrDefault(name, "");
  }
}
