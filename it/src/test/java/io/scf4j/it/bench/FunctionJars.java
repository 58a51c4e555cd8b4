package io.scf4j.it.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Functions as jars: each directory of {@code src/bench/java} on its own, because two runtimes'
 * handlers have the same names and no function may carry the classes of another.
 */
final class FunctionJars {
  private static final String OLDEST_JAVA = "11";

  private final Path sources;
  private final Path target;

  FunctionJars(Settings settings) {
    this.sources = settings.sources().resolve("java");
    this.target = settings.work().resolve("functions");
  }

  Path of(String function) {
    return target.resolve(function + ".jar");
  }

  void build(Settings settings) throws IOException {
    Path scf4j = settings.library("scf4j");
    Path aws = settings.library("aws-lambda");
    Path order = sources.resolve("order");
    build("hello", List.of(sources.resolve("hello")), List.of());
    build("scf4j-echo", List.of(sources.resolve("scf4j-echo")), filesIn(scf4j, ".jar"));
    build("scf4j-orders", List.of(sources.resolve("scf4j-orders"), order), List.of());
    build("aws-echo", List.of(sources.resolve("aws-echo")), filesIn(aws, ".jar"));
    build("aws-orders", List.of(sources.resolve("aws-orders"), order), filesIn(aws, ".jar"));
  }

  private void build(String function, List<Path> directories, List<Path> libraries)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path directory : directories) {
      files.addAll(filesIn(directory, ".java"));
    }
    Path classes = target.resolve(function);
    Files.createDirectories(classes);
    compile(files, libraries, classes);
    writeJar(classes, of(function));
  }

  private static void compile(List<Path> files, List<Path> libraries, Path classes)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new BenchmarkException(
          "The benchmark needs a JDK, but Maven runs on a JRE. Set JAVA_HOME to a JDK.");
    }
    List<String> options =
        List.of(
            "--release",
            OLDEST_JAVA,
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            libraries.stream().map(Path::toString).collect(Collectors.joining(":")));
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
      boolean compiled =
          javac
              .getTask(
                  messages,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!compiled) {
        throw new BenchmarkException("The functions to measure do not compile:\n" + messages);
      }
    }
  }

  private static void writeJar(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Path entry : filesIn(classes, ".class")) {
        out.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
        Files.copy(entry, out);
      }
    }
  }

  private static List<Path> filesIn(Path directory, String suffix) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
