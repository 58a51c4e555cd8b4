package io.scf4j.maven.local.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes of a group, read from {@code /proc}; an empty group where there is no {@code
 * /proc}. Memory is the sum of each process's own peak (VmHWM), the truest figure to be had without
 * cgroups: shared pages count once for each process, and a process that has ended no longer counts.
 *
 * @param id pid of the group's leader
 */
record ProcessGroup(long id) {
  private static final Path PROC = Path.of("/proc");

  /** Pids of the living members; zombies do not count. */
  List<Long> members() {
    List<Long> members = new ArrayList<>();
    if (!Files.isDirectory(PROC.resolve("self"))) {
      return members;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (isMember(process)) {
          members.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return members;
  }

  boolean isEmpty() {
    return members().isEmpty();
  }

  /** Sum of the members' peaks in bytes; 0 where it cannot be known. */
  static long peakBytes(List<Long> members) {
    return members.stream().mapToLong(ProcessGroup::peakBytes).sum();
  }

  private static long peakBytes(long pid) {
    for (String line : read(PROC.resolve(Long.toString(pid)).resolve("status")).split("\n", -1)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    return 0;
  }

  /**
   * Fields after the command's name, which is in brackets and may hold anything: state, parent,
   * group.
   */
  private boolean isMember(Path process) {
    String stat = read(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
    return fields.length > 2 && fields[2].equals(Long.toString(id)) && !fields[0].equals("Z");
  }

  /** Empty when the process has just ended. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
