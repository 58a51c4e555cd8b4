package io.scf4j.it.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs the C stub, which runs the peer. The stub watches its standard input, which is a pipe from
 * here: when this program is gone, the pipe ends, and so do stub and peer.
 */
final class Stub {
  private static final String TIMEOUT_SECONDS = "30";

  private final Path program;
  private final Path logs;
  private final Events events;
  private final Settings settings;

  Stub(Path program, Path logs, Events events, Settings settings) {
    this.program = program;
    this.logs = logs;
    this.events = events;
    this.settings = settings;
  }

  /** One run from exec to the idle process; a failure is a result too. */
  Measurement measure(Peer peer, Load load) throws IOException, InterruptedException {
    Path log = logs.resolve(load.id() + "-" + peer.id() + ".log");
    Process process =
        new ProcessBuilder(command(peer, load, log))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return parse(peer, output, log);
    } finally {
      process.destroy();
    }
  }

  private List<String> command(Peer peer, Load load, Path log) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    add(command, "--api", peer.api().name().toLowerCase(Locale.ROOT));
    add(command, "--event", events.eventOf(load).toString());
    add(command, "--expect", events.responseOf(load, peer.reply()).toString());
    add(command, "--warmup", Integer.toString(paced(peer, load, load.warmup())));
    add(command, "--events", Integer.toString(paced(peer, load, settings.eventsOf(load))));
    add(command, "--pin", load.pin().name().toLowerCase(Locale.ROOT));
    add(command, "--handler", peer.handler());
    add(command, "--log", log.toString());
    add(command, "--timeout-s", TIMEOUT_SECONDS);
    peer.directory().ifPresent(directory -> add(command, "--dir", directory.toString()));
    add(command, "--read-only", peer.readOnly() ? "yes" : "no");
    peer.environment().forEach((name, value) -> add(command, "--env", name + "=" + value));
    command.add("--");
    command.addAll(peer.command());
    return command;
  }

  private static void add(List<String> command, String option, String value) {
    command.add(option);
    command.add(value);
  }

  private static int paced(Peer peer, Load load, int count) {
    return load == Load.COLD ? count : Math.max(1, count / peer.pace());
  }

  /** A program that only ends has no ready: what stands in for it is its end. */
  private static Measurement parse(Peer peer, String output, Path log) throws IOException {
    JsonObject json;
    try {
      json = JsonParser.parseString(output).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException notOurs) {
      return Measurement.failed("the stub gave no figures");
    }
    if (!json.get("ok").getAsBoolean()) {
      String why = json.get("failure").getAsString();
      boolean saidWhy = why.startsWith("the peer answered with an error");
      json.addProperty("failure", saidWhy ? why : why + lastLineOf(log));
    } else if (peer.api() == Peer.Api.EXIT) {
      json.add(Metric.READY.key(), json.get("exit_us"));
      json.add(Metric.CPU_AT_READY.key(), json.get("cpu_end_us"));
    }
    return new Measurement(json);
  }

  private static String lastLineOf(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    if (lines.isEmpty()) {
      return "";
    }
    String last = lines.get(lines.size() - 1).strip();
    return " (" + (last.length() > 160 ? last.substring(0, 160) + "…" : last) + ")";
  }
}
