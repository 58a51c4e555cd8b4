package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.ScfFileRules.Permission;
import io.scf4j.maven.report.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of {@code src/main/scf} that go into the package. What editors, file managers and git
 * leave behind stays out without being named, and so do the sample events, which are for training
 * and for trying out.
 */
final class ScfFiles {
  private static final Set<String> JUNK = Set.of(".DS_Store", "Thumbs.db", ".gitkeep");
  private static final Pattern GIT = Pattern.compile("(.*/)?\\.git(/.*)?");
  private static final Pattern SAMPLE_EVENT = Pattern.compile("events/[^/]+\\.json");
  private static final int ALL_EXECUTE = 0111;

  private final Path directory;
  private final ScfFileRules rules;
  private final Console console;

  /**
   * @param directory may not exist
   * @param console is warned of patterns that match nothing
   */
  ScfFiles(Path directory, ScfFileRules rules, Console console) {
    this.directory = directory;
    this.rules = rules;
    this.console = console;
  }

  /**
   * As entries of the package.
   *
   * @throws ScfFailure for a script that could not be started, or a bootstrap that should not be
   */
  List<PackageEntry> entries() {
    List<String> there =
        Files.isDirectory(directory)
            ? FileTree.filesIn(directory).stream()
                .map(file -> FileTree.relative(directory, file))
                .filter(path -> !isLeftOut(path))
                .toList()
            : List.of();
    warnOfUseless("includes", rules.includes(), there);
    warnOfUseless("excludes", rules.excludes(), there);
    List<String> wanted = there.stream().filter(this::isWanted).toList();
    List<PathPattern> modes = rules.permissions().stream().map(Permission::pattern).toList();
    warnOfUseless("permissions", modes, wanted);
    return wanted.stream().map(this::entry).toList();
  }

  private static boolean isLeftOut(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return JUNK.contains(name)
        || name.endsWith("~")
        || GIT.matcher(path).matches()
        || SAMPLE_EVENT.matcher(path).matches();
  }

  /** The bootstrap needs no pattern to be wanted: without it the rest is no function. */
  private boolean isWanted(String path) {
    boolean included =
        rules.includes().isEmpty()
            || path.equals(PackageEntry.BOOTSTRAP)
            || rules.includes().stream().anyMatch(pattern -> pattern.matches(path));
    return included && rules.excludes().stream().noneMatch(pattern -> pattern.matches(path));
  }

  private PackageEntry entry(String path) {
    Path file = directory.resolve(path);
    boolean bootstrap = path.equals(PackageEntry.BOOTSTRAP);
    int mode = bootstrap ? ScriptCheck.modeOfBootstrap(file) : ScriptCheck.modeOf(file);
    for (Permission permission : rules.permissions()) {
      if (permission.pattern().matches(path)) {
        mode = permission.mode();
      }
    }
    if (bootstrap && (mode & ALL_EXECUTE) != ALL_EXECUTE) {
      throw new ScfFailure(
          String.format(
              Locale.ROOT,
              "<permissions> take the executable bit from %s (mode %o).",
              PackageEntry.BOOTSTRAP,
              mode),
          "The platform could not start it. Use patterns that leave it out, or let 'bootstrap' with"
              + " 755 be the last of them.");
    }
    return new PackageEntry(path, file, mode, PackagePart.APP);
  }

  private void warnOfUseless(String parameter, List<PathPattern> patterns, List<String> paths) {
    for (PathPattern pattern : patterns) {
      if (paths.stream().noneMatch(pattern::matches)) {
        console.warn("<" + parameter + "> '" + pattern + "' matches no file of " + directory + ".");
      }
    }
  }
}
