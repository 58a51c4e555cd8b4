package io.scf4j.maven.local.cloudapi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A request to the cloud API as it came over the wire. Nothing is decoded or put in order, because
 * a signature is of what was sent.
 *
 * @param method request method
 * @param query the query string as it stands in the URL, empty when there is none
 * @param headers value of a request header by its name in any case, empty when it was not sent
 * @param body the exact bytes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes; never compared
record ApiRequest(String method, String query, UnaryOperator<String> headers, byte[] body) {

  String header(String name) {
    return headers.apply(name);
  }

  boolean isGet() {
    return method.equals("GET");
  }

  /** The content type without its parameters, in lower case; empty when it was not sent. */
  String mediaType() {
    return header("content-type").split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
  }

  /**
   * What a client may have signed as its host: the header, or the header without the port, as the
   * Node SDK does.
   */
  List<String> hosts() {
    String host = header("host").trim();
    int port = host.lastIndexOf(':');
    return port > host.lastIndexOf(']') ? List.of(host, host.substring(0, port)) : List.of(host);
  }

  /** The parameters of a GET or of a form. */
  FormParameters form() throws ApiFault {
    return FormParameters.parse(isGet() ? query : new String(body, StandardCharsets.UTF_8));
  }
}
