package io.scf4j.maven.packaging.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What of a jar counts on the platform: the class that needs the newest Java, and the libraries
 * that are for the platform and need more than it has. Of each entry the first bytes are unpacked,
 * of such libraries all: a jar's index says neither what a class was compiled for nor what a file
 * without an ending is.
 *
 * @param java that Java; 0 when it holds no classes
 * @param newestClass its path in the jar; empty when it holds none
 * @param natives each its path in the jar with what is wrong with it
 */
record JarContent(int java, String newestClass, List<String> natives) {
  private static final NativeFiles NATIVES = new NativeFiles(Set.of(), new Interpreters(Set.of()));

  JarContent {
    natives = List.copyOf(natives);
  }

  /** Reads a jar; what is no jar holds nothing. */
  static JarContent of(Path jar) throws IOException {
    int java = 0;
    String newestClass = "";
    List<String> natives = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.isDirectory() || entry.getSize() < ClassVersion.HEADER_BYTES) {
          continue;
        }
        byte[] head = head(zip, entry);
        if (ClassVersion.counts(entry.getName()) && ClassVersion.of(head) > java) {
          java = ClassVersion.of(head);
          newestClass = printable(entry);
        } else if (ElfFile.isElf(head)) {
          for (String problem : problems(zip, entry)) {
            natives.add(printable(entry) + " " + problem);
          }
        }
      }
    } catch (ZipException notAJar) {
      return new JarContent(0, "", List.of());
    }
    return new JarContent(java, newestClass, natives);
  }

  /** Whoever made the jar chose the name, and it goes into a log. */
  private static String printable(ZipEntry entry) {
    return entry.getName().replaceAll("\\p{Cntrl}", "?");
  }

  private static byte[] head(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes(ClassVersion.HEADER_BYTES);
    }
  }

  /** Nothing of a damaged one: whoever loads it is told so, on every machine. */
  private static List<String> problems(ZipFile zip, ZipEntry entry) throws IOException {
    Path unpacked = Files.createTempFile("scf-native-", "");
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
      Optional<ElfFile> elf = ElfFile.read(unpacked);
      return elf.filter(NativeFiles::isForThePlatform)
          .map(NATIVES::versionProblems)
          .orElse(List.of());
    } catch (DamagedElfException e) {
      return List.of();
    } finally {
      Files.delete(unpacked);
    }
  }
}
