package io.scf4j.maven.local.instance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at {@code bootstrap} before it is started. The kernel would say "no such file" for a
 * missing file, a missing interpreter and a {@code #!} line that ends in CR alike, and a shell
 * would run a file without {@code #!} although the platform does not; so each gets its own words.
 */
final class Bootstrap {
  private static final Path OPT = Path.of("/opt");
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final Map<String, Integer> ELF_MACHINES = Map.of("amd64", 62, "aarch64", 183);

  private Bootstrap() {}

  static Path in(Path code) {
    return code.resolve("bootstrap");
  }

  /** Why it cannot be started, or empty when nothing speaks against it. */
  static Optional<Failure> check(InstanceSpec spec) throws IOException {
    Path code = spec.code();
    Path file = in(code);
    if (!Files.isRegularFile(file)) {
      return refused("Bootstrap does not exist: the zip needs a file named bootstrap at its root");
    }
    if (!Files.isExecutable(file)) {
      return refused("Bootstrap not executable");
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(256);
    }
    if (startsWith(head, ELF)) {
      return otherCpu(head)
          ? refused("Bootstrap is a program for another CPU than this machine's (" + cpu() + ")")
          : Optional.empty();
    }
    if (!startsWith(head, new byte[] {'#', '!'})) {
      return refused(
          "Bootstrap has no #! line and is not an ELF program; begin it with #!/bin/bash");
    }
    String line = new String(head, 2, head.length - 2, StandardCharsets.UTF_8).split("\n", 2)[0];
    if (line.endsWith("\r")) {
      return refused("Bootstrap has CRLF line ends (#!" + line.trim() + "\\r); save it with LF");
    }
    String interpreter = line.trim().split("[ \t]", 2)[0];
    if (interpreter.isEmpty() || !isExecutable(code.resolve(interpreter), spec.layers())) {
      return refused("Bootstrap names an interpreter that is not there: " + interpreter);
    }
    return Optional.empty();
  }

  /** Below {@code /opt} there are the layers, when there are any, and not what the host has. */
  private static boolean isExecutable(Path program, List<Path> layers) {
    if (layers.isEmpty() || !program.startsWith(OPT)) {
      return Files.isExecutable(program);
    }
    Path inLayer = OPT.relativize(program);
    return layers.stream().anyMatch(layer -> Files.isExecutable(layer.resolve(inLayer)));
  }

  /** Bytes 18 and 19 of an ELF file are its CPU; the shell would say "Exec format error". */
  private static boolean otherCpu(byte[] elf) {
    Integer own = ELF_MACHINES.get(cpu());
    return own != null && elf.length > 19 && (((elf[19] & 0xff) << 8) | (elf[18] & 0xff)) != own;
  }

  private static String cpu() {
    return System.getProperty("os.arch");
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (i >= bytes.length || bytes[i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Failure> refused(String reason) {
    return Optional.of(Failure.bootstrap(reason));
  }
}
