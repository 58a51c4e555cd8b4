package io.scf4j.runtime.value;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes whose number is not known before the last one: kept in pieces and joined once. One array
 * that doubles would take four times their size on the way to 6 MB, in a function that may have 128
 * MB in all; this takes twice.
 *
 * <p>A full piece is never written again, so a stream that a handler kept cannot change a result
 * that was taken from it; and it may go on writing on another thread meanwhile.
 */
public final class Pieces extends OutputStream {
  private static final int FIRST_PIECE = 1024;
  private static final int LARGEST_SPARE_PIECE = 256 * 1024;

  private final List<byte[]> full = new ArrayList<>(0);
  private byte[] last = new byte[0];
  private int inLast;
  private int inFull;

  @Override
  public synchronized void write(int oneByte) {
    if (inLast == last.length) {
      addPiece(1);
    }
    last[inLast++] = (byte) oneByte;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int count) {
    int first = Math.min(count, last.length - inLast);
    System.arraycopy(bytes, offset, last, inLast, first);
    inLast += first;
    int rest = count - first;
    if (rest >= LARGEST_SPARE_PIECE) {
      keepLast();
      last = Arrays.copyOfRange(bytes, offset + first, offset + count); // not zeroed before
      inLast = rest;
    } else if (rest > 0) {
      addPiece(rest);
      System.arraycopy(bytes, offset + first, last, 0, rest);
      inLast = rest;
    }
  }

  /** How many bytes were written. */
  public synchronized int size() {
    return inFull + inLast;
  }

  /** All bytes written until now; not copied when they are one piece exactly. */
  public synchronized byte[] join() {
    if (full.isEmpty() && inLast == last.length) {
      return last;
    }
    byte[] all = new byte[size()];
    int done = 0;
    for (byte[] piece : full) {
      System.arraycopy(piece, 0, all, done, piece.length);
      done += piece.length;
    }
    System.arraycopy(last, 0, all, done, inLast);
    return all;
  }

  private void addPiece(int atLeast) {
    keepLast();
    int spare = Math.min(LARGEST_SPARE_PIECE, Math.max(FIRST_PIECE, inFull));
    last = new byte[Math.max(atLeast, spare)];
    inLast = 0;
  }

  private void keepLast() {
    if (inLast > 0) {
      full.add(last);
      inFull = Math.addExact(inFull, inLast);
    }
  }
}
