package io.scf4j.maven.project;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * What the local SCF's own process is started with: Maven's Java and the class path of the plugin's
 * realm.
 */
public final class PluginRuntime {
  private PluginRuntime() {}

  /** The {@code java} that runs Maven. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The jars of the realm that this class was loaded from; the JVM's own path outside of Maven. */
  public static List<Path> classPath() {
    List<Path> paths = new ArrayList<>();
    if (PluginRuntime.class.getClassLoader() instanceof URLClassLoader realm) {
      for (URL url : realm.getURLs()) {
        try {
          paths.add(Path.of(url.toURI()));
        } catch (URISyntaxException e) {
          throw new IllegalStateException("the plugin's realm holds " + url, e);
        }
      }
      return paths;
    }
    StringTokenizer path =
        new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
    while (path.hasMoreTokens()) {
      paths.add(Path.of(path.nextToken()));
    }
    return paths;
  }
}
