/**
 * The runtime inside a Java function on SCF Custom Runtime.
 *
 * <p>Only the package that users compile against is exported. Nothing is required besides java.base
 * and nothing is opened: handlers are reached through public members, on the class path.
 */
module io.scf4j.runtime {
  exports io.scf4j.runtime;

  uses io.scf4j.runtime.EventCodec;
}
