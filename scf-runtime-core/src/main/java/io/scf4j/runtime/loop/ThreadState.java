package io.scf4j.runtime.loop;

/**
 * What a handler may leave behind on the one thread that serves all events: put back after each, so
 * that an event meets the same conditions whichever was before it.
 */
final class ThreadState {
  private final Thread thread;
  private final String name;
  private final int priority;
  private final ClassLoader loader;

  private ThreadState(Thread thread) {
    this.thread = thread;
    this.name = thread.getName();
    this.priority = thread.getPriority();
    this.loader = thread.getContextClassLoader();
  }

  static ThreadState ofCurrentThread() {
    return new ThreadState(Thread.currentThread());
  }

  void restore() {
    Thread.interrupted(); // clears the flag
    if (thread.getContextClassLoader() != loader) {
      thread.setContextClassLoader(loader);
    }
    if (!thread.getName().equals(name)) {
      thread.setName(name);
    }
    if (thread.getPriority() != priority) {
      thread.setPriority(priority);
    }
  }
}
