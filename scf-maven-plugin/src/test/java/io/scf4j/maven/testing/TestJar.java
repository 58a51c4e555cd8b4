package io.scf4j.maven.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** A jar, entry by entry, as a build tool may have made it. */
public final class TestJar {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JarOutputStream out;

  public TestJar() {
    try {
      out = new JarOutputStream(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a manifest with one attribute; to be the first call. */
  public TestJar manifest(String name, String value) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue(name, value);
    try {
      out.putNextEntry(fixed(JarFile.MANIFEST_NAME));
      manifest.write(out);
      out.closeEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TestJar with(String path, String content) {
    return with(fixed(path), content.getBytes(StandardCharsets.UTF_8));
  }

  /** A jar within, deflated. */
  public TestJar with(String path, TestJar nested) {
    return with(fixed(path), nested.bytes());
  }

  /** A jar within, stored: as Spring Boot does it. */
  public TestJar stored(String path, TestJar nested) {
    byte[] content = nested.bytes();
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = fixed(path);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    return with(entry, content);
  }

  public byte[] bytes() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public Path at(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes());
  }

  private TestJar with(ZipEntry entry, byte[] content) {
    try {
      out.putNextEntry(entry);
      out.write(content);
      out.closeEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ZipEntry fixed(String path) {
    ZipEntry entry = new ZipEntry(path);
    entry.setTime(0);
    return entry;
  }
}
