package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files from {@code src/main/scf} that the platform would execute or source: found wrong here, with
 * a reason, instead of there, as a bare 443.
 */
final class ScriptCheck {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final byte[] SHEBANG = {'#', '!'};

  private ScriptCheck() {}

  /**
   * @return {@link PackageEntry#EXECUTABLE} for scripts and binaries, else {@link
   *     PackageEntry#DATA}
   * @throws ScfFailure for a script with Windows line ends
   */
  static int modeOf(Path file) {
    byte[] content = read(file);
    boolean script = startsWith(content, SHEBANG) || file.toString().endsWith(".sh");
    if (script) {
      requireUnixLines(file.toString(), content);
    }
    return script || startsWith(content, ELF) ? PackageEntry.EXECUTABLE : PackageEntry.DATA;
  }

  /**
   * @return {@link PackageEntry#EXECUTABLE}, for this name means that the platform starts it
   * @throws ScfFailure when the kernel could not start it
   */
  static int modeOfBootstrap(Path file) {
    requireStartable(file.toString(), read(file));
    return PackageEntry.EXECUTABLE;
  }

  /**
   * @param name for the message
   * @throws ScfFailure when the kernel could not start this file
   */
  static void requireStartable(String name, byte[] content) {
    if (startsWith(content, ELF)) {
      return;
    }
    if (!startsWith(content, SHEBANG)) {
      throw new ScfFailure(
          name + " starts neither with '#!' nor as a Linux binary (ELF).",
          "Its first line is: " + firstLine(content),
          "Make '#!/bin/sh' or '#!/bin/bash' its first line, without anything before it.",
          null);
    }
    requireUnixLines(name, content);
  }

  private static void requireUnixLines(String name, byte[] content) {
    if (!hasCarriageReturn(content)) {
      return;
    }
    throw new ScfFailure(
        name + " has Windows line ends (CR LF).",
        "Linux takes the CR for a part of the line: '" + firstLine(content) + "\\r'.",
        "Save it with LF, and keep it so with a line '*.sh text eol=lf' and 'bootstrap text eol=lf'"
            + " in .gitattributes.",
        null);
  }

  private static boolean startsWith(byte[] content, byte[] magic) {
    if (content.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (content[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasCarriageReturn(byte[] content) {
    for (int i = 1; i < content.length; i++) {
      if (content[i] == '\n' && content[i - 1] == '\r') {
        return true;
      }
    }
    return false;
  }

  private static String firstLine(byte[] content) {
    String head =
        new String(content, 0, Math.min(content.length, 120), StandardCharsets.UTF_8).strip();
    return head.lines().findFirst().orElse("(empty)");
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
