package io.scf4j.maven.local.instance;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * The memory of one process, in bytes, by {@code /proc/<pid>/status}, which is kept open: it is
 * read after every invocation, and to look up a file of {@code /proc} takes as long as to read it.
 * An open one is of one process for ever, also when its pid is another's by then. For one thread at
 * a time.
 */
final class ProcessMemory implements AutoCloseable {

  /** None of the files that are read is half as long, and the kernel gives each in one piece. */
  private static final int MAX_FILE_BYTES = 4096;

  private final long pid;
  private final byte[] text = new byte[MAX_FILE_BYTES];
  private int length;
  private RandomAccessFile status;
  private boolean gone;

  ProcessMemory(long pid) {
    this.pid = pid;
  }

  long pid() {
    return pid;
  }

  /** Whether the process was found to have ended. */
  boolean isGone() {
    return gone;
  }

  /** Takes the figures of now; all are 0 when it has ended or cannot be known. */
  void read() {
    try {
      if (status == null) {
        status = new RandomAccessFile("/proc/" + pid + "/status", "r");
      }
      status.seek(0);
      length = status.read(text);
    } catch (IOException e) {
      gone = true;
      length = 0;
      close();
    }
  }

  /**
   * Its own peak (VmHWM), the truest figure to be had without cgroups: pages of mapped files count,
   * and pages that it shares with others count whole.
   */
  long peakBytes() {
    return bytes(text, length, "VmHWM:");
  }

  /** What it has now and could not read again from a file: private pages and shared memory. */
  long heldBytes() {
    return bytes(text, length, "RssAnon:") + bytes(text, length, "RssShmem:");
  }

  /**
   * As {@link #heldBytes()}, but only its part of the pages that it shares: a forked child shares
   * its parent's until one of them writes. It takes the kernel a walk through all pages, some
   * milliseconds for each gigabyte. A kernel before 5.4 does not tell, and they count whole.
   */
  static long heldShareBytes(long pid) {
    byte[] pages = new byte[MAX_FILE_BYTES];
    int length = 0;
    try (FileInputStream rollup = new FileInputStream("/proc/" + pid + "/smaps_rollup")) {
      length = rollup.read(pages);
    } catch (IOException e) {
      // it has ended, or the kernel has no such file
    }
    if (find(pages, length, "Pss_Anon:") >= 0) {
      return bytes(pages, length, "Pss_Anon:") + bytes(pages, length, "Pss_Shmem:");
    }
    try (ProcessMemory whole = new ProcessMemory(pid)) {
      whole.read();
      return whole.heldBytes();
    }
  }

  /** A field of a file whose lines are like {@code VmHWM: 1234 kB}; 0 without it. */
  private static long bytes(byte[] text, int length, String field) {
    long kilobytes = 0;
    int at = find(text, length, field);
    for (int i = at; i >= 0 && i < length && text[i] != '\n'; i++) {
      int digit = text[i] - '0';
      kilobytes = digit < 0 || digit > 9 ? kilobytes : kilobytes * 10 + digit;
    }
    return kilobytes * 1024;
  }

  /** Where the value of a field begins, or -1. Bytes, because it is done so often. */
  private static int find(byte[] text, int length, String field) {
    for (int line = 0; line < length; line++) {
      int i = 0;
      while (i < field.length() && line + i < length && text[line + i] == field.charAt(i)) {
        i++;
      }
      if (i == field.length()) {
        return line + i;
      }
      while (line < length && text[line] != '\n') {
        line++;
      }
    }
    return -1;
  }

  /** The next {@link #read()} opens it again. */
  @Override
  public void close() {
    try (RandomAccessFile closing = status) {
      status = null;
    } catch (IOException e) {
      // nothing was written
    }
  }
}
