package io.scf4j.maven.local.cloudapi;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a request becomes, however it came here: who asks for which action of which version, and the
 * envelope around the answer. Faults on purpose happen around every action but those that order
 * them.
 */
final class CloudApi {
  private static final String VERSION = "2018-04-16";
  private static final String DEFAULT_REGION = "ap-guangzhou";
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z0-9]+)+");

  /** The platform's limit for a GET. */
  private static final int MAX_QUERY_BYTES = 32 * 1024;

  private static final int MAX_SIMILAR = 3;

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private final Authentication authentication;
  private final Consumer<String> problems;
  private final Map<String, Action> actions = new HashMap<>();

  /**
   * The API of some actions.
   *
   * @param problems takes what goes wrong in this program itself, with the stack trace
   */
  CloudApi(Authentication authentication, Map<String, Action> actions, Consumer<String> problems) {
    this.authentication = authentication;
    this.problems = problems;
    Faults faults = new Faults();
    actions.forEach(
        (name, action) -> this.actions.put(name, new FaultyAction(name, action, faults)));
    this.actions.putAll(new FaultActions(faults).byName());
  }

  /**
   * The answer as JSON.
   *
   * @param claim what the head of the request was found to say of its signature
   * @throws FaultyAction.ConnectionCut when there shall be none
   */
  String answer(Optional<Tc3Authentication.Claim> claim, ApiRequest request)
      throws FaultyAction.ConnectionCut {
    String requestId = UUID.randomUUID().toString();
    return envelope(requestId, response(claim, request, requestId));
  }

  /** The answer to a request that was not read. */
  static String refusal(ApiFault fault) {
    return envelope(UUID.randomUUID().toString(), error(fault.code(), fault.getMessage()));
  }

  private static String envelope(String requestId, JsonObject response) {
    response.addProperty("RequestId", requestId);
    JsonObject envelope = new JsonObject();
    envelope.add("Response", response);
    return GSON.toJson(envelope);
  }

  private static JsonObject error(String code, String message) {
    JsonObject error = new JsonObject();
    error.addProperty("Code", code);
    error.addProperty("Message", message);
    JsonObject response = new JsonObject();
    response.add("Error", error);
    return response;
  }

  private JsonObject response(
      Optional<Tc3Authentication.Claim> claim, ApiRequest request, String requestId)
      throws FaultyAction.ConnectionCut {
    try {
      return perform(claim, request, requestId);
    } catch (ApiFault e) {
      return error(e.code(), e.getMessage());
    } catch (InterruptedException e) {
      return error("InternalError", "The local SCF is ending.");
    } catch (FaultyAction.ConnectionCut e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) { // whatever it is, the client is answered
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      problems.accept("Request " + requestId + " failed in the local SCF: " + trace);
      return error(
          "InternalError", "The local SCF failed: " + e + ". Its log has more of this RequestId.");
    }
  }

  private JsonObject perform(
      Optional<Tc3Authentication.Claim> claim, ApiRequest request, String requestId)
      throws ApiFault, IOException, InterruptedException {
    if (request.isGet() && request.query().length() > MAX_QUERY_BYTES) {
      throw new ApiFault(
          "RequestSizeLimitExceeded",
          "The query string is over " + MAX_QUERY_BYTES + " bytes; use POST.");
    }
    SignedCall signed = authentication.authenticate(claim, request);
    checkVersion(signed.version());
    Action action = action(signed.action());
    return action.perform(new ApiCall(requestId, region(signed.region()), signed.parameters()));
  }

  private static void checkVersion(String version) throws ApiFault {
    if (version.isEmpty()) {
      throw missing("Version");
    }
    if (!version.equals(VERSION)) {
      throw new ApiFault(
          "NoSuchVersion", "The API has no version '" + version + "', only " + VERSION + ".");
    }
  }

  private Action action(String name) throws ApiFault {
    if (name.isEmpty()) {
      throw missing("Action");
    }
    Action action = actions.get(name);
    if (action == null) {
      throw new ApiFault(
          "InvalidAction", "The local SCF has no action '" + name + "'" + similar(name) + ".");
    }
    return action;
  }

  /** Actions of the same beginning: most slips are in the case or in a plural. */
  private String similar(String name) {
    String similar =
        actions.keySet().stream()
            .filter(known -> haveSameBeginning(known, name))
            .sorted()
            .limit(MAX_SIMILAR)
            .collect(Collectors.joining(", "));
    return similar.isEmpty() ? "" : ", but " + similar;
  }

  private static boolean haveSameBeginning(String one, String other) {
    return one.regionMatches(true, 0, other, 0, Math.min(one.length(), other.length()));
  }

  static String region(String region) throws ApiFault {
    if (region.isEmpty()) {
      return DEFAULT_REGION;
    }
    if (!REGION.matcher(region).matches()) {
      throw new ApiFault("UnsupportedRegion", "'" + region + "' is not the name of a region.");
    }
    return region;
  }

  private static ApiFault missing(String name) {
    return new ApiFault(
        "MissingParameter", "The request is missing the required parameter `" + name + "`.");
  }
}
