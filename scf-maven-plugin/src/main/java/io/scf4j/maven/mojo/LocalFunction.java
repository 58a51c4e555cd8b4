package io.scf4j.maven.mojo;

/**
 * A function of a local SCF, as it is called there.
 *
 * @param endpoint of the local SCF
 */
record LocalFunction(String endpoint, String namespace, String name) {

  /** Its function URL. */
  String url() {
    return endpoint + "/url/" + namespace + "/" + name + "/";
  }

  /** A command line that invokes it, from the directory of the build. */
  String invokeCommand(String invokeGoal) {
    return "mvn "
        + invokeGoal
        + " -Dscf.local -Dscf.functionName="
        + name
        + (namespace.equals("default") ? "" : " -Dscf.namespace=" + namespace)
        + " -Dscf.clientContext='{\"key1\":\"value 1\"}'";
  }
}
