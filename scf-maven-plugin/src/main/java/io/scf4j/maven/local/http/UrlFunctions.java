package io.scf4j.maven.local.http;

import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.store.StoredTrigger;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What function URLs need of the functions and of the cloud API's keys. */
public interface UrlFunctions {

  /** The function's triggers of type {@code http}; empty when there is no such function. */
  Optional<List<StoredTrigger>> httpTriggers(String namespace, String function);

  /**
   * Invokes a function and waits.
   *
   * @param origin the request in short, {@code URL GET /path}
   * @throws UrlRefusal when it cannot be invoked now, or has no such version or alias
   */
  InvocationReport invoke(
      String namespace,
      String function,
      String qualifier,
      String requestId,
      byte[] event,
      String origin)
      throws UrlRefusal, IOException, InterruptedException;

  /**
   * Returns when the request is signed with the store's key.
   *
   * @param query as it stands in the URL, empty when there is none
   * @param headers by lower-case name
   * @throws UrlRefusal when it is not
   */
  void checkSignature(String method, String query, Map<String, String> headers, byte[] body)
      throws UrlRefusal;
}
