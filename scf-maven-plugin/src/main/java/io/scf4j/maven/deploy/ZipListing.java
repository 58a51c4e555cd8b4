package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.CodeEnd;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * What a zip says at its end of the files in it: enough to see which of them another zip has
 * otherwise, without the content of either.
 */
final class ZipListing {
  private record Entry(int mode, long bytes, long crc) {}

  private final Map<String, Entry> entries;

  private ZipListing(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /** Of a whole zip; empty when it cannot be read. */
  static Optional<ZipListing> of(Path zip) {
    try (SeekableByteChannel channel = Files.newByteChannel(zip)) {
      return Optional.of(read(channel));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Of the end of one; empty when the listing begins before it, or there is none. */
  static Optional<ZipListing> of(CodeEnd zip) {
    try (SeekableByteChannel channel = new End(zip)) {
      return Optional.of(read(channel));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ZipListing read(SeekableByteChannel channel) throws IOException {
    Map<String, Entry> entries = new HashMap<>();
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(channel).setIgnoreLocalFileHeader(true).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        entries.put(
            entry.getName(), new Entry(entry.getUnixMode(), entry.getSize(), entry.getCrc()));
      }
    }
    return new ZipListing(entries);
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** Whether the other one has the same files but for that one. */
  boolean differsOnlyIn(String name, ZipListing other) {
    return without(name).equals(other.without(name));
  }

  private Map<String, Entry> without(String name) {
    Map<String, Entry> rest = new HashMap<>(entries);
    rest.remove(name);
    return rest;
  }

  /** A file of which only the end is there. */
  private static final class End implements SeekableByteChannel {
    private final CodeEnd zip;
    private long position;
    private boolean open = true;

    End(CodeEnd zip) {
      this.zip = zip;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      if (position >= zip.zipBytes()) {
        return -1;
      }
      long from = position - (zip.zipBytes() - zip.bytes().length);
      if (from < 0) {
        throw new EOFException("byte " + position + " of the zip was not asked for");
      }
      int length = (int) Math.min(into.remaining(), zip.bytes().length - from);
      into.put(zip.bytes(), (int) from, length);
      position += length;
      return length;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
      position = to;
      return this;
    }

    @Override
    public long size() {
      return zip.zipBytes();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }
  }
}
