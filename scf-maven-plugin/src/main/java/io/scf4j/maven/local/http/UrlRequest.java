package io.scf4j.maven.local.http;

import java.util.Map;

/**
 * A request for a function.
 *
 * @param requestId of the invocation
 * @param qualifier version or alias that is invoked
 * @param method as it was sent
 * @param path the part of the path that is the function's, as it was sent
 * @param query as it stands in the URL, empty when there is none
 * @param headers by lower-case name, several of one name joined by commas
 * @param body the exact bytes
 * @param remoteAddress the client's
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes; never compared
record UrlRequest(
    String requestId,
    String qualifier,
    String method,
    String path,
    String query,
    Map<String, String> headers,
    byte[] body,
    String remoteAddress) {

  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
