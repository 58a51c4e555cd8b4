package io.scf4j.maven.packaging.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Programs and libraries against the platform's limits. A version that a library of the package's
 * own has to have is that library's affair, and object files and core dumps are never loaded.
 */
final class NativeFiles {
  private static final int X86_64 = 62;
  private static final Set<Integer> LINUX = Set.of(0, 3);
  private static final String MUSL = "libc.musl-";

  /** By {@code e_machine}; the ones that a build machine may be, or a jar may carry. */
  private static final Map<Integer, String> CPUS =
      Map.of(
          3,
          "x86, 32 bits",
          8,
          "MIPS",
          20,
          "PowerPC, 32 bits",
          21,
          "PowerPC",
          22,
          "s390x",
          40,
          "ARM, 32 bits",
          183,
          "aarch64",
          243,
          "RISC-V",
          258,
          "LoongArch");

  private static final Map<Integer, String> SYSTEMS =
      Map.of(2, "NetBSD", 6, "Solaris", 9, "FreeBSD", 12, "OpenBSD");

  /** A library may name a dynamic linker too, for when it is run as a program. */
  private static final Pattern LIBRARY = Pattern.compile(".*\\.so(\\.[0-9.]+)?");

  private final Set<String> brought;
  private final Interpreters interpreters;

  /**
   * @param brought file names of the package's own libraries
   */
  NativeFiles(Set<String> brought, Interpreters interpreters) {
    this.brought = brought;
    this.interpreters = interpreters;
  }

  /** Whether a file is one of those that a jar carries for the platform. */
  static boolean isForThePlatform(ElfFile elf) {
    return elf.bits() == 64
        && elf.littleEndian()
        && elf.machine() == X86_64
        && LINUX.contains(elf.system())
        && !isMusl(elf);
  }

  /** What the platform would not take of it. */
  List<String> problems(String path, ElfFile elf) {
    if (elf.type() != ElfFile.PROGRAM && elf.type() != ElfFile.SHARED) {
      return List.of();
    }
    if (elf.machine() != X86_64 || elf.bits() != 64 || !elf.littleEndian()) {
      return List.of("is for " + cpu(elf) + "; the platform is " + PlatformLimits.CPU);
    }
    if (!LINUX.contains(elf.system())) {
      String system = SYSTEMS.getOrDefault(elf.system(), "system " + elf.system());
      return List.of("is for " + system + "; the platform is " + PlatformLimits.CPU);
    }
    List<String> problems = new ArrayList<>();
    boolean startable = !LIBRARY.matcher(path).matches();
    elf.interpreter()
        .filter(interpreter -> startable && !interpreters.has(interpreter))
        .ifPresent(
            interpreter ->
                problems.add(
                    "is started by "
                        + interpreter
                        + ", which the platform ("
                        + PlatformLimits.NAME
                        + ") does not have"));
    if (isMusl(elf) && elf.libraries().stream().noneMatch(brought::contains)) {
      problems.add(
          "is linked with musl; the platform ("
              + PlatformLimits.NAME
              + ") has glibc "
              + PlatformLimits.GLIBC);
    }
    problems.addAll(versionProblems(elf));
    return problems;
  }

  /** Of symbol versions only. */
  List<String> versionProblems(ElfFile elf) {
    return SymbolVersions.problems(
        elf.versions().stream()
            .filter(version -> !version.weak() && !brought.contains(version.library()))
            .map(ElfFile.Version::name)
            .toList());
  }

  private static boolean isMusl(ElfFile elf) {
    return elf.libraries().stream().anyMatch(library -> library.startsWith(MUSL));
  }

  private static String cpu(ElfFile elf) {
    if (elf.machine() == X86_64) {
      return "x86-64 with 32-bit addresses";
    }
    return CPUS.getOrDefault(elf.machine(), "CPU number " + elf.machine());
  }
}
