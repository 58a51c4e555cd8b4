package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.maven.testing.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortHolderTest {
  private static final Path PROC = Path.of("/proc");

  @TempDir Path directory;

  @Test
  void isTheProcessThatListens() throws IOException {
    Machine.requires(Files.isDirectory(PROC.resolve("self")), "/proc");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(PortHolder.of(server.getLocalPort(), PROC))
          .contains(new PortHolder(ProcessHandle.current().pid(), "java"));
      assertThatThrownBy(() -> LocalScf.start(directory, server.getLocalPort()))
          .isInstanceOf(LocalScfException.class)
          .hasMessage(
              "Port "
                  + server.getLocalPort()
                  + " of 127.0.0.1 is taken by process "
                  + ProcessHandle.current().pid()
                  + " (java).\n"
                  + "End that process, or choose another port with -Dscf.port=PORT; 0 takes a free"
                  + " one.");
    }
  }

  @Test
  void isFoundByTheSocketsInode() throws IOException {
    table("1: 0100007F:2378 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 4242 1 0");
    process(17, "python3", "socket:[4242]");
    process(18, "other", "socket:[1]");
    assertThat(PortHolder.of(9080, directory)).contains(new PortHolder(17, "python3"));
  }

  @Test
  void isNotWhoeverIsConnectedFromThatPort() throws IOException {
    table("1: 0100007F:2378 0100007F:0050 01 00000000:00000000 00:00000000 00000000 0 0 4242 1 0");
    process(17, "python3", "socket:[4242]");
    assertThat(PortHolder.of(9080, directory)).isEmpty();
  }

  @Test
  void isUnknownWhereItsDescriptorsCannotBeRead() throws IOException {
    table("1: 0100007F:2378 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 4242 1 0");
    Files.createDirectories(directory.resolve("17"));
    assertThat(PortHolder.of(9080, directory)).isEmpty();
    assertThat(PortHolder.of(9080, directory.resolve("none"))).isEmpty();
  }

  private void table(String line) throws IOException {
    Files.createDirectories(directory.resolve("net"));
    Files.writeString(
        directory.resolve("net/tcp"),
        "  sl  local_address rem_address   st ...\n   " + line + "\n");
  }

  private void process(long pid, String name, String descriptor) throws IOException {
    Path process = directory.resolve(Long.toString(pid));
    Files.createDirectories(process.resolve("fd"));
    Files.writeString(process.resolve("comm"), name + "\n");
    Files.createSymbolicLink(process.resolve("fd/3"), Path.of(descriptor));
  }
}
