package io.scf4j.maven.local.instance;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes of a group and their memory, read from {@code /proc}; an empty group where there is
 * no {@code /proc}.
 *
 * @param id pid of the group's leader
 */
record ProcessGroup(long id) {
  private static final Path PROC = Path.of("/proc");

  /** None of the files that are read is half as long. */
  private static final int MAX_FILE_BYTES = 4096;

  /**
   * Memory of processes, in bytes.
   *
   * @param peak sum of each process's own peak (VmHWM), the truest figure to be had without
   *     cgroups: shared pages count once for each process, and a process that has ended no longer
   *     counts
   * @param held sum of what is in memory now and cannot be read again from a file: private pages
   *     and shared memory
   */
  record Memory(long peak, long held) {
    private static final Memory NONE = new Memory(0, 0);

    Memory plus(Memory other) {
      return new Memory(peak + other.peak, held + other.held);
    }
  }

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
    } catch (DirectoryIteratorException e) {
      throw new UncheckedIOException(e.getCause());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return members;
  }

  boolean isEmpty() {
    return members().isEmpty();
  }

  /** Memory of these processes; nothing for those that have ended or cannot be known. */
  static Memory memory(List<Long> pids) {
    Memory sum = Memory.NONE;
    for (long pid : pids) {
      String status = read(PROC.resolve(Long.toString(pid)).resolve("status"));
      sum =
          sum.plus(
              new Memory(
                  bytes(status, "VmHWM:"), bytes(status, "RssAnon:") + bytes(status, "RssShmem:")));
    }
    return sum;
  }

  /**
   * What these processes hold, as {@link Memory#held()}, with each page counted once however many
   * of them share it: a forked child shares its parent's pages until one of them writes. It takes
   * the kernel a walk through all pages, some milliseconds for each gigabyte. A kernel before 5.4
   * does not tell, and each process's share counts whole.
   */
  static long heldOnce(List<Long> pids) {
    long sum = 0;
    for (long pid : pids) {
      String pages = read(PROC.resolve(Long.toString(pid)).resolve("smaps_rollup"));
      sum +=
          pages.contains("\nPss_Anon:")
              ? bytes(pages, "Pss_Anon:") + bytes(pages, "Pss_Shmem:")
              : memory(List.of(pid)).held();
    }
    return sum;
  }

  /** A field of a file whose lines are like {@code VmHWM: 1234 kB}; 0 without it. */
  private static long bytes(String file, String field) {
    int at = file.startsWith(field) ? 0 : file.indexOf("\n" + field) + 1;
    if (at == 0 && !file.startsWith(field)) {
      return 0;
    }
    long kilobytes = 0;
    for (int i = at + field.length(); i < file.length() && file.charAt(i) != '\n'; i++) {
      int digit = Character.digit(file.charAt(i), 10);
      kilobytes = digit < 0 ? kilobytes : kilobytes * 10 + digit;
    }
    return kilobytes * 1024;
  }

  /**
   * Fields after the command's name, which is in brackets and may hold anything: state, parent,
   * group.
   */
  private boolean isMember(Path process) {
    String stat = read(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", 4);
    return fields.length > 2 && fields[2].equals(Long.toString(id)) && !fields[0].equals("Z");
  }

  /**
   * Empty when the process has just ended. It is read after every invocation, so with the fewest
   * system calls: the kernel gives such a file in one piece.
   */
  private static String read(Path file) {
    byte[] buffer = new byte[MAX_FILE_BYTES];
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      int length = in.read(buffer);
      return length <= 0 ? "" : new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
