package io.scf4j.runtime;

/** Where a function's process starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(0);
  }
}
