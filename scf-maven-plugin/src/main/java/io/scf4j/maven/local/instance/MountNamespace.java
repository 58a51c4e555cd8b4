package io.scf4j.maven.local.instance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The file system as the platform shows it to an instance: its code cannot be written to, by root
 * neither (EROFS), {@code /tmp} is its own, and its layers are at {@code /opt}. File modes cannot
 * do that, bind mounts in a mount namespace can, and they end with the last process that sees them;
 * the host sees none of them.
 *
 * <p>Whether that is permitted is found out by doing it once: many containers and some hardened
 * systems forbid it. Root needs the namespace only. Any other user needs a user namespace to mount
 * in, where it would be root; the command runs in one more, where it is itself again and has no
 * right to unmount anything. There, files of everybody else look like those of {@code nobody}.
 */
public final class MountNamespace {
  private static final Path TMP = Path.of("/tmp");
  private static final Path OPT = Path.of("/opt");
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);

  /**
   * $1 is mount, then what to mount as triples of options, source and target up to an empty
   * argument, then the working directory, which has to be entered anew to be the mounted one; the
   * rest is the command. Libraries that a function brings must not be mount's. The names begin with
   * an underscore since those of a function's variables do not: an assignment would change them.
   */
  private static final String SCRIPT =
      "_mount=$1; shift\n"
          + "while [ -n \"$1\" ]; do\n"
          + "  LD_PRELOAD= LD_LIBRARY_PATH= \"$_mount\" -n -o \"$1\" \"$2\" \"$3\" || exit 126\n"
          + "  shift 3\n"
          + "done\n"
          + "cd \"$2\" || exit 126\n"
          + "unset OLDPWD\n"
          + "shift 2\n"
          + "exec \"$@\"\n";

  /** Ends with 0 where everything is as on the platform, else with a word about what is not. */
  private static final String PROBE =
      "[ -e marker ] && [ -e /tmp/marker ] || { echo 'the mounts are not to be seen'; exit 1; }\n"
          + "if (: > written) 2>/dev/null; then echo 'read-only code can be written to'; exit 1; fi\n"
          + "(: > /tmp/written) 2>/dev/null || { echo '/tmp cannot be written to'; exit 1; }\n";

  /**
   * Whose processes they will be.
   *
   * @param uid effective user id
   * @param gid effective group id
   */
  record User(long uid, long gid) {
    static Optional<User> current() throws IOException {
      Path status = Path.of("/proc/self/status");
      if (!Files.isReadable(status)) {
        return Optional.empty();
      }
      try (Stream<String> lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
        List<String> ids =
            lines
                .filter(line -> line.startsWith("Uid:") || line.startsWith("Gid:"))
                .map(line -> line.split("\t", -1)[2])
                .toList();
        return Optional.of(new User(Long.parseLong(ids.get(0)), Long.parseLong(ids.get(1))));
      }
    }
  }

  private record Bind(Path source, Path target, String options) {
    static Bind readOnly(Path source, Path target) {
      return new Bind(source, target, "bind,ro");
    }

    /** With what is mounted below the source. */
    static Bind whole(Path source, Path target) {
      return new Bind(source, target, "rbind");
    }

    /** With what is mounted below the source, each as it is. */
    static Bind wholeReadOnly(Path source, Path target) {
      return new Bind(source, target, "rbind,ro");
    }

    /**
     * Where a directory has to be mounted, before this, so that it has its path although this hides
     * it.
     */
    Path through(Path directory) throws IOException {
      return Files.createDirectories(source.resolve(target.relativize(directory)));
    }
  }

  private final Path unshare;
  private final Path mount;
  private final User user;
  private final String refusal;

  private MountNamespace(Path unshare, Path mount, User user, String refusal) {
    this.unshare = unshare;
    this.mount = mount;
    this.user = user;
    this.refusal = refusal;
  }

  /** Mounts with these tools without having tried. */
  static MountNamespace of(Path unshare, Path mount, User user) {
    return new MountNamespace(unshare, mount, user, null);
  }

  /** Mounts nothing. */
  static MountNamespace refused(String why) {
    return new MountNamespace(null, null, null, why);
  }

  /**
   * Tries it, which takes some milliseconds and never more than a few seconds.
   *
   * @param directory where to try, made when absent: on the file system that the code will be on,
   *     whose mount options matter. Nothing stays in it.
   */
  public static MountNamespace probe(Path directory) {
    try {
      return tried(directory);
    } catch (IOException e) {
      return refused(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refused("trying it was interrupted");
    }
  }

  private static MountNamespace tried(Path directory) throws IOException, InterruptedException {
    Optional<User> user = User.current();
    Optional<Path> unshare = HostTool.find("unshare");
    Optional<Path> mount = HostTool.find("mount");
    if (user.isEmpty() || !Files.isDirectory(TMP)) {
      return refused("there is no " + (user.isEmpty() ? "/proc" : TMP));
    }
    if (unshare.isEmpty() || mount.isEmpty()) {
      return refused("there is no program " + (unshare.isEmpty() ? "unshare" : "mount"));
    }
    return of(unshare.get(), mount.get(), user.get()).tried(directory, PROBE_LIMIT);
  }

  /** This one, or a refused one that says what happened. */
  MountNamespace tried(Path directory, Duration limit) throws IOException, InterruptedException {
    try (InstanceDirectory scratch = InstanceDirectory.create(directory)) {
      Path code = Files.createDirectory(scratch.root().resolve("code"));
      Files.createFile(code.resolve("marker"));
      Files.createFile(scratch.tmp().resolve("marker"));
      List<String> command = new ArrayList<>(prefix(code, scratch.tmp()));
      command.addAll(List.of("/bin/sh", "-c", PROBE));
      ProcessBuilder probe =
          new ProcessBuilder(command).directory(code.toFile()).redirectErrorStream(true);
      probe.environment().clear();
      try (Leash leash = Leash.start(probe)) {
        if (!leash.process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          return refused(unshare + " did not end within " + limit.toMillis() + " ms");
        }
        int exit = leash.process().exitValue();
        return exit == 0 ? this : refused(reason(leash.process().getInputStream(), exit));
      }
    }
  }

  /** Reads only what is there: a child left behind would keep the stream open. */
  private String reason(InputStream output, int exit) throws IOException {
    return new String(output.readNBytes(output.available()), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .map(String::strip)
        .findFirst()
        .orElse(unshare + " ended with status " + exit);
  }

  /** Why instances have to do without it, or empty when they need not. */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * What to put before a command so that it starts in the code directory, read-only for it and its
   * children, and with an own {@code /tmp}. The process stays the same one, all the way to the
   * command: its pid, status, environment and streams are the command's. A command that cannot be
   * given this is not started; what mount said is in its output, and its status is 126.
   *
   * @param code the code directory, which keeps its path
   * @param tmp what to show as {@code /tmp}; where the code itself is below {@code /tmp}, empty
   *     directories on the way to it appear in here
   * @return empty when it is refused, and the command is to be started as it is
   * @throws IOException when one of the directories cannot be used
   */
  public List<String> prefix(Path code, Path tmp) throws IOException {
    return prefix(code, tmp, Optional.empty());
  }

  /**
   * Whether it can show layers at {@code /opt}, which takes a directory of that name on the host.
   */
  boolean showsLayers() {
    return refusal == null && Files.isDirectory(OPT);
  }

  /**
   * The same with layers.
   *
   * @param opt what to show as {@code /opt}, read-only; where the code or our Java is below the
   *     host's, empty directories on the way to it appear in here
   */
  List<String> prefix(Path code, Path tmp, Optional<Path> opt) throws IOException {
    if (refusal != null) {
      return List.of();
    }
    List<String> prefix = new ArrayList<>(List.of(unshare.toString()));
    if (user.uid() != 0) {
      prefix.addAll(List.of("--user", "--map-root-user"));
    }
    prefix.addAll(List.of("--mount", "--propagation", "private", "--"));
    prefix.addAll(List.of("/bin/sh", "-c", SCRIPT, "namespace", mount.toString()));
    for (Bind bind : binds(code, tmp, opt)) {
      prefix.addAll(List.of(bind.options(), bind.source().toString(), bind.target().toString()));
    }
    prefix.addAll(List.of("", code.toString()));
    if (user.uid() != 0) {
      prefix.addAll(List.of(unshare.toString(), "--user"));
      prefix.addAll(List.of("--map-user=" + user.uid(), "--map-group=" + user.gid(), "--"));
    }
    return prefix;
  }

  /** In the order of mounting: what hides something comes after what it hides. */
  private static List<Bind> binds(Path code, Path tmp, Optional<Path> opt) throws IOException {
    Path own = tmp.toRealPath();
    List<Bind> covers = new ArrayList<>(List.of(Bind.whole(own, TMP.toRealPath())));
    if (opt.isPresent()) {
      Path hostOpt = OPT.toRealPath();
      Bind layers = Bind.wholeReadOnly(opt.get().toRealPath(), hostOpt);
      covers.add(own.startsWith(hostOpt) ? 1 : 0, layers);
    }
    List<Bind> binds = new ArrayList<>();
    Path realCode = code.toRealPath();
    Path java = Path.of(System.getProperty("java.home")).toRealPath();
    binds.add(Bind.readOnly(realCode, visible(realCode, covers)));
    if (!visible(java, covers).equals(java)) { // JAVA_HOME of every instance
      binds.add(Bind.readOnly(java, visible(java, covers)));
    }
    binds.addAll(covers);
    return binds;
  }

  /** Where a directory has to be mounted so that it has its path in spite of what covers it. */
  private static Path visible(Path directory, List<Bind> covers) throws IOException {
    for (Bind cover : covers) {
      if (directory.startsWith(cover.target())) {
        return cover.through(directory);
      }
    }
    return directory;
  }
}
