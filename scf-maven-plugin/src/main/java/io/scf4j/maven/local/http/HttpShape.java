package io.scf4j.maven.local.http;

/** How one kind of trigger puts a request into an event and takes an answer out of a result. */
interface HttpShape {

  /** The event, as JSON. */
  String event(UrlRequest request);

  /** What the client gets for what the function returned. */
  UrlAnswer answer(String result);
}
