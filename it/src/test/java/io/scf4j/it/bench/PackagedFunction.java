package io.scf4j.it.bench;

import io.scf4j.it.bench.Peer.Api;
import io.scf4j.it.bench.Peer.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A package, unpacked where it was not made, every file with the time of now: as the platform's
 * instance finds it.
 *
 * @param code the directory
 * @param handler as the API has it
 * @param reply what it makes of an event
 */
record PackagedFunction(Path code, String handler, Reply reply) {
  private static final int ANY_EXECUTE = 0111;

  static PackagedFunction unpack(Path zip, Path code, String handler, Reply reply)
      throws IOException {
    delete(code);
    try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
      for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
        Path file = code.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        if (entry.isUnixSymlink()) {
          Files.createSymbolicLink(file, Path.of(archive.getUnixSymlink(entry)));
          continue;
        }
        try (InputStream in = archive.getInputStream(entry)) {
          Files.copy(in, file);
        }
        boolean executable = (entry.getUnixMode() & ANY_EXECUTE) != 0;
        Files.setPosixFilePermissions(
            file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
    PackagedFunction function = new PackagedFunction(code, handler, reply);
    function.touch();
    return function;
  }

  /** The same with one file less. */
  PackagedFunction without(String file, Path zip, Path elsewhere) throws IOException {
    PackagedFunction function = unpack(zip, elsewhere, handler, reply);
    Files.delete(elsewhere.resolve(file));
    return function;
  }

  private void touch() throws IOException {
    FileTime now = FileTime.from(Instant.now());
    try (Stream<Path> files = Files.walk(code)) {
      for (Path file : files.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        Files.setLastModifiedTime(file, now);
      }
    }
  }

  /** Only for cold starts: what a package is made for. */
  Peer peer(String name, int jdk) {
    return new Peer(
        name,
        jdk,
        Api.SCF,
        handler,
        Optional.of(code),
        environment(code),
        true,
        List.of(code.resolve("bootstrap").toString()),
        reply,
        EnumSet.of(Load.COLD),
        1);
  }

  /** What the platform documents, besides the runtime API and what is the stub's own. */
  private static Map<String, String> environment(Path code) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("SCF_RUNTIME", "CustomRuntime");
    variables.put("TENCENTCLOUD_RUNENV", "SCF");
    variables.put("TENCENTCLOUD_APPID", "1250000000");
    variables.put("TENCENTCLOUD_UIN", "100000000001");
    variables.put("TENCENTCLOUD_TZ", "UTC");
    variables.put("_SCF_SERVER_PORT", "28902");
    variables.put("USER_CODE_ROOT", code + "/");
    variables.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    variables.put("LD_LIBRARY_PATH", code + ":/opt");
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("HOME", "/home/qcloud");
    variables.put("USER", "qcloud");
    variables.put("LOGNAME", "qcloud");
    variables.put("SHELL", "/bin/bash");
    variables.put("HOSTNAME", "bench");
    variables.put("PWD", code.toString());
    return variables;
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
