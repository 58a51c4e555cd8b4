package io.scf4j.maven.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A function in Java that takes its time to be ready, and for each event. */
final class JavaFunction {
  private JavaFunction() {}

  /**
   * The zip of one, which runs on this JVM's Java.
   *
   * @param initMs how long it takes until it is ready
   * @param eventMs how long it takes for an event, whose time limit it answers
   */
  static FunctionZip zip(int initMs, int eventMs) throws IOException {
    String name = JavaFunction.class.getName();
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = JavaFunction.class.getResourceAsStream("/" + file)) {
      return FunctionZip.of(
              "#!/bin/sh\nexec \"$JAVA_HOME/bin/java\" -XX:TieredStopAtLevel=1 -cp . %s %d %d\n"
                  .formatted(name, initMs, eventMs))
          .file(file, in.readAllBytes(), 0100644);
    }
  }

  /** The loop of the platform's page. */
  public static void main(String[] args) throws Exception {
    Thread.sleep(Integer.parseInt(args[0]));
    post("init/ready", " ");
    while (true) {
      HttpURLConnection next = to("invocation/next");
      next.getInputStream().readAllBytes();
      Thread.sleep(Integer.parseInt(args[1]));
      post("invocation/response", next.getHeaderField("Time_Limit_In_Ms"));
    }
  }

  private static HttpURLConnection to(String path) throws IOException {
    String api = System.getenv("SCF_RUNTIME_API") + ":" + System.getenv("SCF_RUNTIME_API_PORT");
    return (HttpURLConnection)
        URI.create("http://" + api + "/runtime/" + path).toURL().openConnection();
  }

  private static void post(String path, String body) throws IOException {
    HttpURLConnection post = to(path);
    post.setDoOutput(true);
    post.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    post.getInputStream().readAllBytes();
  }
}
