package io.scf4j.maven.packaging;

import java.util.OptionalLong;

/**
 * How {@code bootstrap} decides, before the JVM is there, whether it can use the AOT cache: a JVM
 * that rejects one shares nothing, not even the JDK's classes, and starts in three times the time.
 *
 * @param jreId what stands in the {@code scf4j.id} of the JRE that made the cache
 * @param jarsChecksum of the jars that it was made from; the runtime core looks at it before the
 *     function's classes are used
 * @param jarTime seconds since 1970 that every jar has to have; empty for a JVM that does not look
 *     at the times of jars
 */
record AotUse(String jreId, String jarsChecksum, OptionalLong jarTime) {
  /** The part of the script that sets {@code $_aot}, and may set {@code $_lib}. */
  String script() {
    String script = ScriptTemplate.read("bootstrap-aot.sh");
    boolean timed = jarTime.isPresent();
    return script
        .replace("@FITS@", timed ? ScriptTemplate.read("bootstrap-fits.sh") : "")
        .replace("@TIMES@", timed ? ScriptTemplate.read("bootstrap-times.sh") : "")
        .replace("@TIME@", timed ? Long.toString(jarTime.getAsLong()) : "")
        .replace("@JRE@", jreId)
        .replace("@JARS@", jarsChecksum)
        .stripTrailing();
  }
}
