package io.scf4j.maven.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * One writer for each store, by the operating system's lock on {@code <store>/lock}, which ends
 * with its process however that ends. The file holds the pid of who has it, for the message of who
 * waits in vain.
 */
public final class StoreLock implements AutoCloseable {
  private static final long PAUSE_MS = 50;

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, waiting while another process has it.
   *
   * @throws IOException when it is still taken after the limit; the message names the other process
   */
  public static StoreLock acquire(Path store, Duration limit)
      throws IOException, InterruptedException {
    StoreFiles.createPrivately(store);
    Path file = store.resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (!tryLock(channel)) {
        if (System.nanoTime() >= deadline) {
          throw new IOException(
              "The local SCF's store "
                  + store
                  + " is in use by process "
                  + Files.readString(file).trim()
                  + ".\n"
                  + "Waited "
                  + limit.toSeconds()
                  + " s for it.\n"
                  + "Let that process end (it may be 'mvn scf:run' in another terminal), or end it yourself.");
        }
        Thread.sleep(PAUSE_MS);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new StoreLock(channel);
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // taken in this very JVM
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
