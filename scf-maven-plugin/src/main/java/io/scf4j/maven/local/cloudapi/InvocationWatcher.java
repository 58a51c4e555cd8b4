package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.instance.OutputWatcher;
import io.scf4j.maven.local.store.InvocationRecord;

/** Who sees invocations while they happen: what the functions write, and how each one ended. */
public interface InvocationWatcher extends OutputWatcher {

  /** Nobody. */
  InvocationWatcher NONE =
      new InvocationWatcher() {
        @Override
        public void wrote(String namespace, String function, String requestId, String line) {}

        @Override
        public void ended(String namespace, String function, InvocationRecord invocation) {}
      };

  /** Takes an invocation that has ended, after all that it has written, and returns at once. */
  void ended(String namespace, String function, InvocationRecord invocation);
}
