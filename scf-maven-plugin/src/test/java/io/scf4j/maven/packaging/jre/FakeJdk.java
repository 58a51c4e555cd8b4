package io.scf4j.maven.packaging.jre;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories that look like JDKs to whoever only reads. */
final class FakeJdk {
  private FakeJdk() {}

  static Path in(Path home, String version, String platform) throws IOException {
    int space = platform.indexOf(' ');
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("bin/jlink"), "");
    Files.writeString(
        home.resolve("release"),
        """
        IMPLEMENTOR="Some Vendor"
        JAVA_RUNTIME_VERSION="%s"
        JAVA_VERSION="%s"
        MODULES="java.base java.sql"
        OS_ARCH="%s"
        OS_NAME="%s"
        """
            .formatted(
                version,
                version.replaceFirst("[+-].*", ""),
                platform.substring(space + 1),
                platform.substring(0, space)));
    return home;
  }

  static Path forThePlatform(Path home, String version) throws IOException {
    return in(home, version, "Linux x86_64");
  }

  /** The JDK of the tests, which is a real one. */
  static Jdk real() {
    return Jdk.at(Path.of(System.getProperty("java.home"))).orElseThrow();
  }
}
