package io.scf4j.maven.packaging.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;

/**
 * The files of a package against the platform: programs and libraries that are for another CPU or
 * need a newer system, a {@code bootstrap} whose interpreter is missing, classes that are too new
 * for the function's JRE. What the platform answers to each of these is a 443 or an exit status.
 */
public final class TargetCheck {
  /** Those of java.base, without which no JVM starts; the first says most about the others. */
  private static final List<String> JVM =
      List.of(
          "lib/server/libjvm.so",
          "lib/libjava.so",
          "lib/libjimage.so",
          "lib/libjli.so",
          "lib/jli/libjli.so",
          "lib/libnet.so",
          "lib/libnio.so",
          "lib/libverify.so",
          "lib/libzip.so",
          "bin/java");

  private static final String BOOTSTRAP = "bootstrap";
  private static final String JRE = "jre/";
  private static final int HEAD_BYTES = 256;
  private static final String JRE_WAYS_OUT =
      "Link the JRE from a JDK that runs on CentOS 7, such as Temurin or Kona, with"
          + " -Dscf.targetJdk=DIR, or take it from a layer (<jre>layer</jre>).";
  private static final String NATIVE_WAYS_OUT =
      "Build programs and libraries for x86-64 on CentOS 7 or against its glibc (a manylinux2014"
          + " image, zig cc -target x86_64-linux-gnu.2.17, cargo zigbuild), or link them statically.";
  private static final String SCRIPT_WAYS_OUT =
      "Let bootstrap begin with '#!/bin/sh' or '#!/bin/bash', or bring the interpreter: in a layer,"
          + " below /opt, or in the package, below /var/user.";

  private final JarContents jars;

  /**
   * @param cache {@code <scf.home>/cache}
   */
  public TargetCheck(Path cache) {
    this.jars = new JarContents(cache);
  }

  /** Whether bytes are the first ones of a program or library, which is then read to its end. */
  public static boolean isNative(byte[] head) {
    return ElfFile.isElf(head);
  }

  /** What the platform would not take of a JDK's own programs and libraries, a line each. */
  public static List<String> ofJdk(Path home) {
    NativeFiles natives = new NativeFiles(Set.of(), new Interpreters(Set.of()));
    List<String> problems = new ArrayList<>();
    for (String path : JVM) {
      Path file = home.resolve(path);
      if (Files.isRegularFile(file)) {
        nativeProblems(natives, path, file).forEach(problem -> problems.add(path + " " + problem));
      }
    }
    return problems;
  }

  /**
   * Looks at all files of a package.
   *
   * @param files by their path in it
   * @param java of the JRE that the function will have; empty when it is not known, and then
   *     classes are not judged
   */
  public TargetReport of(SortedMap<String, Path> files, OptionalInt java) {
    Map<String, byte[]> heads = new LinkedHashMap<>();
    Set<String> libraries = new HashSet<>();
    files.forEach(
        (path, file) -> {
          byte[] head = head(file);
          heads.put(path, head);
          if (ElfFile.isElf(head)) {
            libraries.add(path.substring(path.lastIndexOf('/') + 1));
          }
        });
    Interpreters interpreters = new Interpreters(files.keySet());
    NativeFiles natives = new NativeFiles(libraries, interpreters);
    List<Finding> findings = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    heads.forEach(
        (path, head) -> {
          Path file = files.get(path);
          if (ElfFile.isElf(head)) {
            String toDo = path.startsWith(JRE) ? JRE_WAYS_OUT : NATIVE_WAYS_OUT;
            nativeProblems(natives, path, file)
                .forEach(problem -> findings.add(new Finding(path, problem, toDo)));
          } else if (path.equals(BOOTSTRAP)) {
            interpreters
                .problem(head)
                .ifPresent(problem -> findings.add(new Finding(path, problem, SCRIPT_WAYS_OUT)));
          } else if (path.endsWith(".jar")) {
            JarContent content = content(file);
            newerThan(java, content)
                .ifPresent(problem -> findings.add(new Finding(path, problem, classWaysOut(java))));
            content
                .natives()
                .forEach(
                    line ->
                        warnings.add(
                            path + "!/" + line + "; a function that loads it fails there."));
          }
        });
    findings.sort(Comparator.comparing(finding -> !finding.file().equals(JRE + JVM.get(0))));
    return new TargetReport(findings, warnings);
  }

  private static Optional<String> newerThan(OptionalInt java, JarContent jar) {
    if (java.isEmpty() || jar.java() <= java.getAsInt()) {
      return Optional.empty();
    }
    return Optional.of(
        "has classes for Java "
            + jar.java()
            + " ("
            + jar.newestClass()
            + "); the function's JRE is Java "
            + java.getAsInt());
  }

  private static String classWaysOut(OptionalInt java) {
    return "Compile with --release "
        + java.orElseThrow()
        + ", take the library in a version for that Java, or link the JRE from a newer JDK with"
        + " -Dscf.targetJdk=DIR.";
  }

  private static List<String> nativeProblems(NativeFiles natives, String path, Path file) {
    try {
      return ElfFile.read(file).map(elf -> natives.problems(path, elf)).orElse(List.of());
    } catch (DamagedElfException e) {
      return List.of("begins as a Linux program or library and is damaged: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private JarContent content(Path jar) {
    try {
      return jars.get(jar);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + jar, e);
    }
  }

  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
