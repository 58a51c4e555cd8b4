package io.scf4j.maven.local.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.scf4j.maven.model.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The retired API gateway, for functions that were written for it: an API of any method on the root
 * path, with integrated response, so a result that is not of its form is refused.
 */
final class ApiGatewayShape implements HttpShape {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @Override
  public String event(UrlRequest request) {
    JsonObject headers = new JsonObject();
    request.headers().forEach(headers::addProperty);
    String trace = request.requestId().replace("-", "");
    headers.addProperty("x-anonymous-consumer", "true");
    headers.addProperty("x-api-requestid", trace);
    headers.addProperty("x-api-scheme", "http");
    headers.addProperty("x-b3-traceid", trace);
    headers.addProperty("x-qualifier", request.qualifier());
    JsonObject event = new JsonObject();
    addBody(event, request.body());
    event.add("headerParameters", new JsonObject());
    event.add("headers", headers);
    event.addProperty("httpMethod", request.method());
    event.addProperty("path", request.path());
    event.add("pathParameters", new JsonObject());
    event.add("queryString", QueryString.parse(request.query()));
    event.add("queryStringParameters", new JsonObject());
    event.add("requestContext", context(request, trace));
    JsonObject stage = new JsonObject();
    stage.addProperty("stage", "release");
    event.add("stageVariables", stage);
    return GSON.toJson(event);
  }

  private static JsonObject context(UrlRequest request, String trace) {
    JsonObject context = new JsonObject();
    context.addProperty("httpMethod", "ANY");
    context.add("identity", new JsonObject());
    context.addProperty("path", "/");
    context.addProperty("requestId", trace);
    context.addProperty("serviceId", "service-scf4j");
    context.addProperty("sourceIp", request.remoteAddress());
    context.addProperty("stage", "release");
    return context;
  }

  /** Text as it is; other bytes in base64, as the gateway does when it is told to. */
  private static void addBody(JsonObject event, byte[] body) {
    if (body.length == 0) {
      return;
    }
    try {
      event.addProperty(
          "body", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      event.addProperty("body", Base64.getEncoder().encodeToString(body));
      event.addProperty("isBase64Encoded", true);
    }
  }

  @Override
  public UrlAnswer answer(String result) {
    Optional<JsonElement> json = StrictJson.parse(result);
    return json.isPresent() && json.get() instanceof JsonObject object
        ? IntegratedResponse.answer(object)
        : IntegratedResponse.MALFORMED;
  }
}
