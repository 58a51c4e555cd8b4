package io.scf4j.maven.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What another process adds to a file of lines, line by line; the last one when it is whole. */
public final class LogFollower {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final Path file;
  private long position;

  LogFollower(Path file, long position) {
    this.file = file;
    this.position = position;
  }

  /** Where the log is. */
  public Path file() {
    return file;
  }

  /** The lines that have been added since the last call; none while there is no such file. */
  public List<String> newLines() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      if (log.length() < position) {
        position = 0; // begun anew
      }
      log.seek(position);
      byte[] bytes = new byte[(int) Math.min(log.length() - position, CHUNK_BYTES)];
      log.readFully(bytes);
      int end = endOfLastLine(bytes);
      position += end;
      return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** A line that fills the whole chunk is cut, or it would hide all that follow. */
  private static int endOfLastLine(byte[] bytes) {
    for (int end = bytes.length; end > 0; end--) {
      if (bytes[end - 1] == '\n') {
        return end;
      }
    }
    return bytes.length == CHUNK_BYTES ? CHUNK_BYTES : 0;
  }
}
