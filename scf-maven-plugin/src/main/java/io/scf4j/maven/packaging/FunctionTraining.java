package io.scf4j.maven.packaging;

import io.scf4j.maven.local.instance.InstanceSpec;
import io.scf4j.maven.local.runtimeapi.Answer;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.Sha256;
import io.scf4j.maven.packaging.jre.AotException;
import io.scf4j.maven.packaging.jre.AotStore;
import io.scf4j.maven.packaging.jre.AotTraining;
import io.scf4j.maven.packaging.jre.Jre;
import io.scf4j.maven.packaging.jre.JvmStartException;
import io.scf4j.maven.packaging.jre.SampleEvents;
import io.scf4j.maven.report.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The AOT cache of a package: found by the content of everything that it depends on, else trained
 * on the package itself, laid out as it will be unpacked. A training that fails is told, and the
 * package goes without a cache.
 */
final class FunctionTraining {
  /** Raised when caches that were made before must not be used any more. */
  private static final String RECIPE = "2";

  private final PackageInput input;
  private final Jre jre;
  private final SampleEvents samples;
  private final Console console;

  FunctionTraining(PackageInput input, Jre jre, SampleEvents samples, Console console) {
    this.input = input;
    this.jre = jre;
    this.samples = samples;
    this.console = console;
  }

  /**
   * The cache.
   *
   * @param entries of the package, with a bootstrap that uses the cache whatever the jars' times
   * @param handler value of {@code _HANDLER}
   */
  Optional<AotStore.Stored> cache(List<PackageEntry> entries, String handler) {
    AotStore store = new AotStore(input.jre().cache());
    String key = key(entries, handler);
    Optional<AotStore.Stored> known = store.find(key);
    if (known.isPresent()) {
      return known;
    }
    console.info("Training the start of '" + input.functionName() + "' on " + names() + " …");
    try {
      return Optional.of(store.make(key, work -> train(entries, handler, work)));
    } catch (JvmStartException e) {
      throw refusal(e);
    } catch (AotException e) {
      console.warn("No AOT cache, so the function starts slower: " + e.getMessage());
      e.lastLines().forEach(line -> console.warn("  | " + line));
    } catch (UncheckedIOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e; // whoever ends the build wants no other package instead
      }
      console.warn("No AOT cache, so the function starts slower: " + e.getMessage());
      console.warn("  | " + e.getCause());
    }
    console.warn("Mend what it says, or package without a cache: <aot>off</aot> or -Dscf.aot=off.");
    return Optional.empty();
  }

  /** A package whose JVM does not start is none. */
  private ScfFailure refusal(JvmStartException e) {
    List<String> own = input.start().jvmOptions();
    List<String> named =
        own.stream().filter(option -> isNamed(option.strip(), e.getMessage())).toList();
    return new ScfFailure(
        "The JVM of function '" + input.functionName() + "' does not start.",
        e.getMessage(),
        named.isEmpty()
            ? "Mend <jvmOptions> ("
                + (own.isEmpty() ? "there are none" : String.join(", ", own))
                + "), or what the function's <environment> tells the JVM."
            : "Take it out of <jvmOptions>, or mend it: " + String.join(", ", named) + ".",
        e);
  }

  /** A JVM names an option whole, or what follows {@code -XX:} in quotes. */
  private static boolean isNamed(String option, String said) {
    String name = option.replaceFirst("^-XX:[+-]?", "").replaceFirst("=.*", "");
    return said.contains(option) || said.contains("'" + name);
  }

  private String key(List<PackageEntry> entries, String handler) {
    StartSettings start = input.start();
    String all =
        String.join(
            "\n",
            RECIPE,
            jre.id(),
            new PackagePlan(entries).sha256(input.timestamp()),
            samples.sha256(),
            handler,
            Integer.toString(start.memoryMb()),
            new TreeMap<>(start.environment()).toString());
    return Sha256.of(all).substring(0, 32);
  }

  private String names() {
    int events = samples.events().size();
    return samples.own()
        ? events + (events == 1 ? " event" : " events") + " of src/main/scf/events"
        : "the event {} (src/main/scf/events has none)";
  }

  private AotTraining.Made train(List<PackageEntry> entries, String handler, Path work)
      throws IOException, InterruptedException {
    Instant time = jarTime(input.timestamp());
    Path code = work.resolve("code");
    unpack(entries, code, time);
    Files.createSymbolicLink(code.resolve("jre"), jre.directory().toAbsolutePath());
    AotTraining.Made made = new AotTraining(instance(handler, code), samples, time, work).run();
    for (int i = 0; i < made.answers().size(); i++) {
      report(samples.events().get(i).name(), made.answers().get(i));
    }
    return made;
  }

  /** A failed event trains what ran until it failed; that is little, but no reason to give up. */
  private void report(String event, Answer answer) {
    if (answer.kind() == Answer.Kind.RESPONSE) {
      return;
    }
    TrainingError error = TrainingError.of(new String(answer.body(), StandardCharsets.UTF_8));
    if (error.isOfTheHandler()) {
      throw new ScfFailure(error.message(), "Set <handler> to a method that the function has.");
    }
    String line = "In training the function answered " + event + " with an error: " + error;
    if (samples.own()) {
      console.warn(line);
    } else {
      console.info(line);
      console.info(
          "Put an event that it can answer into src/main/scf/events/, for a faster first event.");
    }
  }

  /** What the jars of a package have when they are unpacked in UTC: a zip knows even seconds. */
  static Instant jarTime(Instant timestamp) {
    return Instant.ofEpochSecond(timestamp.getEpochSecond() & ~1L);
  }

  private static void unpack(List<PackageEntry> entries, Path code, Instant time)
      throws IOException {
    for (PackageEntry entry : entries) {
      Path target = code.resolve(entry.path());
      Files.createDirectories(target.getParent());
      Files.copy(entry.file(), target, StandardCopyOption.COPY_ATTRIBUTES);
      Files.setPosixFilePermissions(
          target,
          PosixFilePermissions.fromString(
              entry.mode() == PackageEntry.EXECUTABLE ? "rwxr-xr-x" : "rw-r--r--"));
      Files.setLastModifiedTime(target, FileTime.from(time));
    }
  }

  private InstanceSpec instance(String handler, Path code) {
    StartSettings start = input.start();
    return new InstanceSpec(
        "default",
        input.functionName(),
        "$LATEST",
        "ap-guangzhou",
        handler,
        start.memoryMb(),
        30,
        60,
        start.environment(),
        code);
  }
}
