package io.scf4j.maven.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ELF files without a line of code in them: what a dynamic linker reads before it refuses. They
 * have program headers and no sections, as a stripped file has.
 */
public final class ElfBytes {
  public static final int X86_64 = 62;
  public static final int AARCH64 = 183;

  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final long ADDRESS = 0x400000;

  private final int type;
  private int machine = X86_64;
  private int bits = 64;
  private int system;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private String interpreter;
  private final Set<String> libraries = new LinkedHashSet<>();
  private final Map<String, List<String>> versions = new LinkedHashMap<>();
  private final Set<String> weak = new LinkedHashSet<>();

  private ElfBytes(int type) {
    this.type = type;
  }

  /** A program that the platform's dynamic linker starts. */
  public static ElfBytes program() {
    return new ElfBytes(2).interpreter("/lib64/ld-linux-x86-64.so.2");
  }

  public static ElfBytes library() {
    return new ElfBytes(3);
  }

  /** Of another {@code e_type}. */
  public static ElfBytes ofType(int type) {
    return new ElfBytes(type);
  }

  /** Null for a static one. */
  public ElfBytes interpreter(String path) {
    interpreter = path;
    return this;
  }

  public ElfBytes machine(int number) {
    machine = number;
    return this;
  }

  /** {@code EI_OSABI}. */
  public ElfBytes system(int number) {
    system = number;
    return this;
  }

  public ElfBytes bits(int number) {
    bits = number;
    return this;
  }

  public ElfBytes bigEndian() {
    order = ByteOrder.BIG_ENDIAN;
    return this;
  }

  /** Needs a library, and symbols of those versions from it. */
  public ElfBytes needs(String library, String... symbolVersions) {
    libraries.add(library);
    if (symbolVersions.length > 0) {
      versions.computeIfAbsent(library, name -> new ArrayList<>()).addAll(List.of(symbolVersions));
    }
    return this;
  }

  /** Needs a version for symbols without which it is loaded all the same. */
  public ElfBytes needsWeakly(String library, String symbolVersion) {
    weak.add(symbolVersion);
    return needs(library, symbolVersion);
  }

  public byte[] build() {
    Strings strings = new Strings();
    byte[] needs = versionNeeds(strings);
    List<Long> dynamic = new ArrayList<>();
    libraries.forEach(library -> dynamic.addAll(List.of(1L, (long) strings.index(library))));
    int interp = HEADER + 3 * PROGRAM_HEADER;
    byte[] interpBytes =
        interpreter == null ? new byte[0] : (interpreter + "\0").getBytes(StandardCharsets.UTF_8);
    int strtab = interp + interpBytes.length;
    byte[] stringBytes = strings.bytes();
    int verneed = strtab + stringBytes.length;
    int dyn = verneed + needs.length;
    dynamic.addAll(List.of(5L, ADDRESS + strtab, 10L, (long) stringBytes.length));
    if (needs.length > 0) {
      dynamic.addAll(List.of(0x6ffffffeL, ADDRESS + verneed));
    }
    dynamic.addAll(List.of(0L, 0L));
    int size = dyn + dynamic.size() * 8;

    ByteBuffer out = ByteBuffer.allocate(size).order(order);
    out.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (bits / 32)});
    out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 2)).put((byte) 1).put((byte) system);
    out.position(16);
    out.putShort((short) type).putShort((short) machine).putInt(1);
    out.putLong(32, HEADER).putShort(54, (short) PROGRAM_HEADER).putShort(56, (short) 3);
    out.position(HEADER);
    segment(out, 1, 0, size);
    segment(out, interpreter == null ? 4 : 3, interp, interpBytes.length);
    segment(out, 2, dyn, dynamic.size() * 8);
    out.put(interpBytes).put(stringBytes).put(needs);
    dynamic.forEach(out::putLong);
    return out.array();
  }

  public Path write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void segment(ByteBuffer out, int type, int offset, int size) {
    out.putInt(type).putInt(4).putLong(offset).putLong(ADDRESS + offset).putLong(ADDRESS + offset);
    out.putLong(size).putLong(size).putLong(1);
  }

  private byte[] versionNeeds(Strings strings) {
    int size = versions.values().stream().mapToInt(names -> 16 + 16 * names.size()).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(order);
    versions.forEach(
        (library, names) -> {
          int length = 16 + 16 * names.size();
          boolean last = out.position() + length == size;
          out.putShort((short) 1).putShort((short) names.size()).putInt(strings.index(library));
          out.putInt(16).putInt(last ? 0 : length);
          for (int i = 0; i < names.size(); i++) {
            out.putInt(0)
                .putShort((short) (weak.contains(names.get(i)) ? 2 : 0))
                .putShort((short) 2);
            out.putInt(strings.index(names.get(i))).putInt(i == names.size() - 1 ? 0 : 16);
          }
        });
    return out.array();
  }

  private static final class Strings {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final Map<String, Integer> known = new LinkedHashMap<>();

    Strings() {
      all.write(0);
    }

    int index(String text) {
      return known.computeIfAbsent(
          text,
          added -> {
            int at = all.size();
            all.writeBytes((added + "\0").getBytes(StandardCharsets.UTF_8));
            return at;
          });
    }

    byte[] bytes() {
      return all.toByteArray();
    }
  }
}
