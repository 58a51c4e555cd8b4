package io.scf4j.runtime.loop;

import java.util.Map;

/**
 * The credentials of the function's role as system properties, where the built-in Java runtime has
 * them and functions written for it look. One that was set on the command line stays.
 */
final class CredentialProperties {
  private static final String[] NAMES = {
    "TENCENTCLOUD_SECRETID", "TENCENTCLOUD_SECRETKEY", "TENCENTCLOUD_SESSIONTOKEN"
  };

  private CredentialProperties() {}

  static void mirror(Map<String, String> env) {
    for (String name : NAMES) {
      String value = env.get(name);
      if (value != null && System.getProperty(name) == null) {
        System.setProperty(name, value);
      }
    }
  }
}
