package demo;

import java.util.function.UnaryOperator;

/** Bytes in, the same bytes out: what a large binary event calls for. */
public class Bytes implements UnaryOperator<byte[]> {
  @Override
  public byte[] apply(byte[] event) {
    return event;
  }
}
