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
 * The processes of a group, read from {@code /proc}; an empty group where there is no {@code
 * /proc}.
 *
 * @param id pid of the group's leader
 */
record ProcessGroup(long id) {
  private static final Path PROC = Path.of("/proc");

  /** The file that is read is not half as long. */
  private static final int MAX_FILE_BYTES = 4096;

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

  /**
   * Fields after the command's name, which is in brackets and may hold anything: state, parent,
   * group.
   */
  private boolean isMember(Path process) {
    String stat = read(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", 4);
    return fields.length > 2 && fields[2].equals(Long.toString(id)) && !fields[0].equals("Z");
  }

  /** Empty when the process has just ended. The kernel gives such a file in one piece. */
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
