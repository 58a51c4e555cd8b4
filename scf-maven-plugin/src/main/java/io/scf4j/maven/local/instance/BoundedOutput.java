package io.scf4j.maven.local.instance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a function writes, cut while it is written, so that a chatty one cannot exhaust our memory.
 * A record (line) keeps its first 8 KB, as on the platform. Of all records the first ones, which
 * tell how it began, and the last ones, which explain a failure, are kept. Every cut is named where
 * it was made.
 */
final class BoundedOutput {

  /** The platform delivers 8 KB of a record and discards the rest. */
  static final int RECORD_BYTES = 8 * 1024;

  /**
   * With {@link #TAIL_BYTES} half of the 1 MB that the platform takes for a request: what was
   * written before ready is the one half, what was written for the event the other.
   */
  static final int HEAD_BYTES = 128 * 1024;

  static final int TAIL_BYTES = 384 * 1024;

  private final int headBytes;
  private final int tailBytes;
  private ByteArrayOutputStream head = new ByteArrayOutputStream();
  private ByteArrayOutputStream tail = new ByteArrayOutputStream();
  private long leftOut;
  private int recordKept;
  private long recordCut;

  BoundedOutput() {
    this(HEAD_BYTES, TAIL_BYTES);
  }

  BoundedOutput(int headBytes, int tailBytes) {
    this.headBytes = headBytes;
    this.tailBytes = tailBytes;
  }

  /** One record of our own, cut as the function's are. */
  static String record(String text) {
    BoundedOutput output = new BoundedOutput();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    output.write(bytes, bytes.length);
    return output.take();
  }

  void write(byte[] bytes, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        part(bytes, from, i - from);
        endRecord();
        keep(bytes, i, 1);
        from = i + 1;
      }
    }
    part(bytes, from, length - from);
  }

  /** A part of a record, or all of it. */
  private void part(byte[] bytes, int from, int length) {
    int kept = recordCut > 0 ? 0 : Math.min(length, RECORD_BYTES - recordKept);
    if (kept < length && recordCut == 0) {
      while (kept > 0 && (bytes[from + kept] & 0xC0) == 0x80) { // not within a character
        kept--;
      }
    }
    keep(bytes, from, kept);
    recordKept += kept;
    recordCut += length - kept;
  }

  private void endRecord() {
    if (recordCut > 0) {
      byte[] mark =
          ("... [record cut here: " + recordCut + " bytes left out]")
              .getBytes(StandardCharsets.UTF_8);
      keep(mark, 0, mark.length);
    }
    recordKept = 0;
    recordCut = 0;
  }

  private void keep(byte[] bytes, int from, int length) {
    int toHead = Math.max(0, Math.min(length, headBytes - head.size()));
    head.write(bytes, from, toHead);
    tail.write(bytes, from + toHead, length - toHead);
    if (tail.size() > 2 * tailBytes) {
      shorten();
    }
  }

  private void shorten() {
    byte[] bytes = tail.toByteArray();
    int surplus = bytes.length - tailBytes;
    if (surplus > 0) {
      leftOut += surplus;
      tail = new ByteArrayOutputStream();
      tail.write(bytes, surplus, tailBytes);
    }
  }

  /** Everything written since the last call, as UTF-8 text; an unfinished record ends here. */
  String take() {
    endRecord();
    if (head.size() == 0) {
      return "";
    }
    shorten();
    String text = leftOut == 0 ? whole() : aroundTheCut();
    head = new ByteArrayOutputStream();
    tail = new ByteArrayOutputStream();
    leftOut = 0;
    return text;
  }

  private String whole() {
    return head.toString(StandardCharsets.UTF_8) + tail.toString(StandardCharsets.UTF_8);
  }

  /** Whole records on both sides of it, where there are any. */
  private String aroundTheCut() {
    byte[] first = head.toByteArray();
    byte[] last = tail.toByteArray();
    int to = first.length;
    while (to > 0 && first[to - 1] != '\n') {
      to--;
    }
    int from = 0;
    while (from < last.length && last[from] != '\n') {
      from++;
    }
    from = Math.min(last.length, from + 1);
    long cut = leftOut + (first.length - to) + from;
    return new String(first, 0, to, StandardCharsets.UTF_8)
        + "[log cut here: "
        + cut
        + " bytes left out]\n"
        + new String(last, from, last.length - from, StandardCharsets.UTF_8);
  }
}
