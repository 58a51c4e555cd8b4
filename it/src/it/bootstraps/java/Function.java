package scenarios;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The scenarios' function: what a handler can do; the rest is the runtime's. */
public final class Function {
  private static final String INIT = System.getenv().getOrDefault("INIT", "");

  static {
    try {
      initialise();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Function() {}

  private static void initialise() throws Exception {
    switch (INIT) {
      case "exit":
        System.out.println("no database");
        System.exit(3);
        break;
      case "signal":
        System.out.println("no database");
        kill();
        break;
      case "slow":
        System.out.println("loading");
        Thread.sleep(600_000);
        break;
      case "print":
        System.out.println("init to stdout");
        System.err.println("init to stderr");
        break;
      case "throw":
        throw new IllegalStateException("no database");
      default:
    }
  }

  public static byte[] handle(byte[] event) throws Exception {
    if (event.length > 64) {
      return event;
    }
    switch (new String(event, StandardCharsets.UTF_8).replace("\"", "")) {
      case "do:error":
        throw new IllegalStateException("failed on purpose");
      case "do:exit":
        System.out.println("leaving");
        System.exit(4);
        return null;
      case "do:signal":
        System.out.println("leaving");
        kill();
        return null;
      case "do:sleep":
        System.out.println("sleeping");
        Thread.sleep(600_000);
        return null;
      case "do:print":
        System.out.println("to stdout");
        System.err.println("to stderr");
        return bytes("printed");
      case "do:large":
        return new byte[6 * 1024 * 1024 + 1];
      case "do:empty":
        return new byte[0];
      case "do:pid":
        return bytes(Long.toString(ProcessHandle.current().pid()));
      case "do:write-code":
        return bytes(writeCode());
      case "do:write-tmp":
        return bytes(writeTmp());
      case "do:fill":
        System.out.println("filling");
        ByteBuffer.allocateDirect(400_000_000);
        Thread.sleep(600_000);
        return null;
      case "do:until-term": // which makes this project's runtime end after the event
        Thread.sleep(2000);
        return bytes("asked to end");
      case "do:environment":
        byte[] environment = Files.readAllBytes(Path.of("/proc/self/environ"));
        return bytes(new String(environment, StandardCharsets.UTF_8).replace('\0', '\n'));
      default:
        return event;
    }
  }

  private static void kill() throws Exception {
    new ProcessBuilder("/bin/sh", "-c", "kill -s KILL $PPID").start().waitFor();
    Thread.sleep(600_000); // the signal is on its way
  }

  private static String writeCode() {
    try {
      Files.writeString(Path.of("written"), "more");
      return "written";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private static String writeTmp() throws IOException {
    String tmp = System.getenv().getOrDefault("TMPDIR", "/tmp");
    Path lines = Path.of(tmp, "lines");
    Files.writeString(lines, "line\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return Long.toString(Files.size(lines) / 5);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
