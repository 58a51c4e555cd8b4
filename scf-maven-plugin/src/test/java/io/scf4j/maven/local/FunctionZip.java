package io.scf4j.maven.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Builds the zips of functions for tests, with unix modes, and hostile ones too. */
public final class FunctionZip {

  /** The platform's sample, in our own words: echo the event, one process for many events. */
  public static final String ECHO =
      """
      #!/bin/bash
      api="http://$SCF_RUNTIME_API:$SCF_RUNTIME_API_PORT/runtime"
      curl -s -d " " "$api/init/ready" -o /dev/null
      headers=$(mktemp)
      while true; do
        event=$(curl -sS -D "$headers" "$api/invocation/next") || exit 7
        echo "$event" 1>&2
        curl -s --data-binary "Echoing request: '$event'" "$api/invocation/response" -o /dev/null
      done
      """;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes);

  /** A zip with nothing in it yet. */
  public static FunctionZip empty() {
    return new FunctionZip();
  }

  /** A zip with this bootstrap, mode 0755. */
  public static FunctionZip of(String bootstrap) {
    return new FunctionZip().file("bootstrap", bootstrap, 0100755);
  }

  /** Adds an entry with a unix mode; 0120777 makes the content a link's target. */
  public FunctionZip file(String name, String content, int mode) {
    return file(name, content.getBytes(StandardCharsets.UTF_8), mode);
  }

  /** The same of a file that is no text. */
  FunctionZip file(String name, byte[] content, int mode) {
    try {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      entry.setUnixMode(mode);
      zip.putArchiveEntry(entry);
      zip.write(content);
      zip.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a file of zeros, which is large only when it is unpacked. */
  public FunctionZip zeros(String name, int megabytes) {
    try {
      zip.putArchiveEntry(new ZipArchiveEntry(name));
      byte[] zeros = new byte[1024 * 1024];
      for (int i = 0; i < megabytes; i++) {
        zip.write(zeros);
      }
      zip.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The finished zip. */
  public byte[] bytes() {
    try {
      zip.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As an SDK sends it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes());
  }
}
