package io.scf4j.maven.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file system of this machine as a process sees it that is killed after so many changes: from
 * then on nothing changes any more, whatever the code that tidies up tries. What the store does is
 * the real thing; it only gets its directory as a path of this file system.
 */
final class CrashingFiles {

  /** The process has been killed. */
  static final class Crash extends IOException {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("killed");
    }
  }

  private final FileSystemProvider provider = new Provider();
  private final FileSystem fileSystem = new Disk();
  private int stepsLeft;
  private boolean crashed;

  /** Crashes instead of making the change after so many others. */
  CrashingFiles(int steps) {
    this.stepsLeft = steps;
  }

  boolean crashed() {
    return crashed;
  }

  private void step() throws Crash {
    if (crashed || stepsLeft == 0) {
      crashed = true;
      throw new Crash();
    }
    stepsLeft--;
  }

  /** What {@link #path} has made of it, undone. */
  private interface Wrapped {
    Path real();
  }

  /** The same path in this file system. */
  Path path(Path real) {
    return (Path)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Path.class, Wrapped.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("real")) {
                return real;
              }
              if (method.getName().equals("getFileSystem")) {
                return fileSystem;
              }
              Object[] unwrapped =
                  arguments == null
                      ? null
                      : Arrays.stream(arguments)
                          .map(one -> one instanceof Path path ? real(path) : one)
                          .toArray();
              try {
                Object result = method.invoke(real, unwrapped);
                return result instanceof Path path ? path(path) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Path real(Path path) {
    return path instanceof Wrapped wrapped ? wrapped.real() : path;
  }

  @FunctionalInterface
  private interface Opening<C> {
    C open() throws IOException;
  }

  private final class Provider extends FileSystemProvider {

    private FileSystemProvider of(Path path) {
      return real(path).getFileSystem().provider();
    }

    /** Two changes: the file is there, or empty, and then it has its content. */
    private <C extends Channel> C opened(Opening<C> opening, Set<? extends OpenOption> options)
        throws IOException {
      boolean reads = options.isEmpty() || options.equals(Set.of(StandardOpenOption.READ));
      if (!reads) {
        step();
      }
      C channel = opening.open();
      if (!reads) {
        try {
          step();
        } catch (Crash e) {
          channel.close();
          throw e;
        }
      }
      return channel;
    }

    @Override
    public FileChannel newFileChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      return opened(() -> of(path).newFileChannel(real(path), options, attributes), options);
    }

    @Override
    public SeekableByteChannel newByteChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      return opened(() -> of(path).newByteChannel(real(path), options, attributes), options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
        Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
      DirectoryStream<Path> real =
          of(directory).newDirectoryStream(real(directory), one -> filter.accept(path(one)));
      return new DirectoryStream<>() {
        @Override
        public Iterator<Path> iterator() {
          Iterator<Path> all = real.iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return all.hasNext();
            }

            @Override
            public Path next() {
              return path(all.next());
            }
          };
        }

        @Override
        public void close() throws IOException {
          real.close();
        }
      };
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
      step();
      of(directory).createDirectory(real(directory), attributes);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
        throws IOException {
      step();
      of(link).createSymbolicLink(real(link), real(target), attributes);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
      return path(of(link).readSymbolicLink(real(link)));
    }

    @Override
    public void delete(Path path) throws IOException {
      step();
      of(path).delete(real(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
      step();
      of(source).copy(real(source), real(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      step();
      of(source).move(real(source), real(target), options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
      return of(path).isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
      return of(path).isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
      return of(path).getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
      of(path).checkAccess(real(path), modes);
    }

    /** The one for modes is only asked for to change them. */
    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
        Path path, Class<V> type, LinkOption... options) {
      if (type == PosixFileAttributeView.class) {
        try {
          step();
        } catch (Crash e) {
          throw new UncheckedIOException(e);
        }
      }
      return of(path).getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
        Path path, Class<A> type, LinkOption... options) throws IOException {
      return of(path).readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
        throws IOException {
      return of(path).readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
        throws IOException {
      step();
      of(path).setAttribute(real(path), attribute, value, options);
    }

    @Override
    public String getScheme() {
      return "crashing";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
      throw new UnsupportedOperationException();
    }
  }

  private final class Disk extends FileSystem {
    @Override
    public FileSystemProvider provider() {
      return provider;
    }

    @Override
    public Path getPath(String first, String... more) {
      return path(Path.of(first, more));
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return List.of(path(Path.of("/")));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return Set.of("basic", "posix");
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
      throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException();
    }
  }
}
