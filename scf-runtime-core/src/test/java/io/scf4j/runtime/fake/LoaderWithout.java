package io.scf4j.runtime.fake;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/** The class path of a function that lacks some of what the tests have. */
public final class LoaderWithout extends ClassLoader {
  private final String[] packages;

  public LoaderWithout(String... packages) {
    super(LoaderWithout.class.getClassLoader());
    this.packages = packages;
  }

  /** With no JSON library at all. */
  public static LoaderWithout jsonLibraries() {
    return new LoaderWithout("tools.jackson.", "com.fasterxml.", "com.google.gson.");
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    for (String missing : packages) {
      if (name.startsWith(missing)) {
        throw new ClassNotFoundException(name);
      }
    }
    return super.loadClass(name, resolve);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.startsWith("META-INF/services/")
        ? Collections.emptyEnumeration()
        : super.getResources(name);
  }
}
