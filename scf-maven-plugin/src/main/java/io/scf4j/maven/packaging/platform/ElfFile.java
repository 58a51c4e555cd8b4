package io.scf4j.maven.packaging.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a program or library for Linux says of itself: CPU, dynamic linker, the libraries it needs
 * and how new those have to be. It goes by the program headers, as the kernel and the dynamic
 * linker do, so that a file without sections is read too. Of anything but 64 bits in little-endian
 * order only the first bytes are read: enough to say what it is. Every length and offset is a claim
 * until it was checked; the source of the layout is the ELF-64 specification and, for versions, the
 * "Linux Standard Base", chapter "Symbol Versioning".
 *
 * @param bits 32 or 64
 * @param littleEndian its byte order
 * @param system {@code EI_OSABI}: 0 or 3 for Linux
 * @param type {@code e_type}: what it is for
 * @param machine {@code e_machine}: the CPU
 * @param interpreter the dynamic linker that starts it; libraries and static programs have none
 * @param libraries the names of those that it needs
 * @param versions those that it needs of them
 */
record ElfFile(
    int bits,
    boolean littleEndian,
    int system,
    int type,
    int machine,
    Optional<String> interpreter,
    List<String> libraries,
    List<Version> versions) {
  static final int PROGRAM = 2;
  static final int SHARED = 3;

  private static final int HEADER_BYTES = 64;
  private static final int SHORTEST_HEADER_BYTES = 20;
  private static final int PROGRAM_HEADER_BYTES = 56;
  private static final int DYNAMIC_ENTRY_BYTES = 16;
  private static final int VERSION_ENTRY_BYTES = 16;

  /** More than any real file has; a loop within the file ends here. */
  private static final int MOST_VERSIONS = 4096;

  private static final int LONGEST_NAME = 4096;
  private static final int LARGEST_TABLE = 4 * 1024 * 1024;

  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int PT_INTERP = 3;
  private static final long DT_NULL = 0;
  private static final long DT_NEEDED = 1;
  private static final long DT_STRTAB = 5;
  private static final long DT_VERNEED = 0x6ffffffe;
  private static final int VER_FLG_WEAK = 2;

  /**
   * A version of symbols of a library.
   *
   * @param library such as {@code libc.so.6}
   * @param name such as {@code GLIBC_2.34}
   * @param weak whether the file is loaded, and warned of, without it
   */
  record Version(String library, String name, boolean weak) {}

  ElfFile {
    libraries = List.copyOf(libraries);
    versions = List.copyOf(versions);
  }

  /** Whether bytes are the first ones of an ELF file. */
  static boolean isElf(byte[] head) {
    return head.length >= 4
        && head[0] == 0x7f
        && head[1] == 'E'
        && head[2] == 'L'
        && head[3] == 'F';
  }

  /**
   * Reads it.
   *
   * @return empty when it is something else
   * @throws DamagedElfException when it begins as one and does not go on so
   */
  static Optional<ElfFile> read(Path file) throws IOException, DamagedElfException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new Reader(channel, channel.size()).read();
    }
  }

  private record Segment(int type, long offset, long address, long size) {}

  /** Of one file. */
  private record Reader(FileChannel file, long size) {

    Optional<ElfFile> read() throws IOException, DamagedElfException {
      ByteBuffer head = ByteBuffer.allocate((int) Math.min(size, HEADER_BYTES));
      fill(head, 0);
      if (!isElf(head.array())) {
        return Optional.empty();
      }
      if (size < SHORTEST_HEADER_BYTES) {
        throw new DamagedElfException("it ends after " + size + " bytes");
      }
      int bits = head.get(4) == 1 ? 32 : 64;
      boolean littleEndian = head.get(5) != 2;
      head.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int system = head.get(7) & 0xff;
      int type = head.getShort(16) & 0xffff;
      int machine = head.getShort(18) & 0xffff;
      boolean readOn = bits == 64 && littleEndian;
      List<Segment> segments = readOn ? segments(head) : List.of();
      Optional<String> interpreter = Optional.empty();
      List<String> libraries = new ArrayList<>();
      List<Version> versions = new ArrayList<>();
      for (Segment segment : segments) {
        if (segment.size() == 0) {
          continue; // split off from it: a file with debug symbols only
        }
        if (segment.type() == PT_INTERP) {
          interpreter = Optional.of(text(segment.offset(), segment.size()));
        } else if (segment.type() == PT_DYNAMIC) {
          readDynamic(segment, segments, libraries, versions);
        }
      }
      return Optional.of(
          new ElfFile(bits, littleEndian, system, type, machine, interpreter, libraries, versions));
    }

    private List<Segment> segments(ByteBuffer head) throws IOException, DamagedElfException {
      if (size < HEADER_BYTES) {
        throw new DamagedElfException("it ends after " + size + " bytes");
      }
      int count = head.getShort(56) & 0xffff;
      if (count == 0) {
        return List.of(); // an object file
      }
      if ((head.getShort(54) & 0xffff) != PROGRAM_HEADER_BYTES) {
        throw new DamagedElfException("its program headers have an unknown size");
      }
      ByteBuffer table =
          at(head.getLong(32), (long) count * PROGRAM_HEADER_BYTES, "its program headers");
      List<Segment> segments = new ArrayList<>();
      for (int at = 0; at < table.limit(); at += PROGRAM_HEADER_BYTES) {
        segments.add(
            new Segment(
                table.getInt(at),
                table.getLong(at + 8),
                table.getLong(at + 16),
                table.getLong(at + 32)));
      }
      return segments;
    }

    private void readDynamic(
        Segment dynamic, List<Segment> segments, List<String> libraries, List<Version> versions)
        throws IOException, DamagedElfException {
      ByteBuffer table = at(dynamic.offset(), dynamic.size(), "its dynamic section");
      List<Long> needed = new ArrayList<>();
      long strings = -1;
      long versionNeeds = 0;
      for (int at = 0; at + DYNAMIC_ENTRY_BYTES <= table.limit(); at += DYNAMIC_ENTRY_BYTES) {
        long tag = table.getLong(at);
        long value = table.getLong(at + 8);
        if (tag == DT_NULL) {
          break;
        } else if (tag == DT_NEEDED) {
          needed.add(value);
        } else if (tag == DT_STRTAB) {
          strings = offset(value, segments);
        } else if (tag == DT_VERNEED) {
          versionNeeds = offset(value, segments);
        }
      }
      for (long name : needed) {
        libraries.add(string(strings, name));
      }
      if (versionNeeds != 0) {
        readVersions(versionNeeds, strings, versions);
      }
    }

    /** A chain of libraries, each with a chain of versions; a next of 0 ends either. */
    private void readVersions(long first, long strings, List<Version> versions)
        throws IOException, DamagedElfException {
      long at = first;
      for (long next = 1; next != 0; at += next) {
        ByteBuffer need = at(at, VERSION_ENTRY_BYTES, "its version needs");
        String library = string(strings, unsigned(need, 4));
        long aux = at + unsigned(need, 8);
        for (long nextAux = 1; nextAux != 0; aux += nextAux) {
          if (versions.size() == MOST_VERSIONS) {
            throw new DamagedElfException("its version needs do not end");
          }
          ByteBuffer version = at(aux, VERSION_ENTRY_BYTES, "its version needs");
          boolean weak = (version.getShort(4) & VER_FLG_WEAK) != 0;
          versions.add(new Version(library, string(strings, unsigned(version, 8)), weak));
          nextAux = unsigned(version, 12);
        }
        next = unsigned(need, 12);
      }
    }

    /** Where in the file lies what will have that address. */
    private long offset(long address, List<Segment> segments) throws DamagedElfException {
      for (Segment segment : segments) {
        long within = address - segment.address();
        if (segment.type() == PT_LOAD && within >= 0 && within < segment.size()) {
          return segment.offset() + within;
        }
      }
      throw new DamagedElfException("its dynamic section points to what is not in it");
    }

    private String string(long strings, long index) throws IOException, DamagedElfException {
      if (index < 0 || index > size) {
        throw new DamagedElfException("its strings would lie beyond its end");
      }
      return text(strings + index, Math.min(LONGEST_NAME, size - strings - index));
    }

    private String text(long offset, long longest) throws IOException, DamagedElfException {
      byte[] bytes = at(offset, Math.min(longest, LONGEST_NAME), "its strings").array();
      for (int end = 0; end < bytes.length; end++) {
        if (bytes[end] == 0) {
          return new String(bytes, 0, end, StandardCharsets.UTF_8);
        }
      }
      throw new DamagedElfException("a string in it does not end");
    }

    private ByteBuffer at(long offset, long length, String what)
        throws IOException, DamagedElfException {
      if (offset < 0 || length < 0 || length > size || offset > size - length) {
        throw new DamagedElfException(what + " would lie beyond its end");
      }
      if (length > LARGEST_TABLE) {
        throw new DamagedElfException(what + " would have " + length + " bytes");
      }
      ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
      fill(buffer, offset);
      return buffer;
    }

    private void fill(ByteBuffer buffer, long offset) throws IOException, DamagedElfException {
      long at = offset;
      while (buffer.hasRemaining()) {
        int read = file.read(buffer, at);
        if (read < 0) {
          throw new DamagedElfException("it became shorter while it was read");
        }
        at += read;
      }
      buffer.flip();
    }

    private static long unsigned(ByteBuffer buffer, int index) {
      return Integer.toUnsignedLong(buffer.getInt(index));
    }
  }
}
