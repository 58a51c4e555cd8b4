package io.scf4j.runtime.api;

import java.util.Map;

/**
 * Where the runtime API listens: {@code SCF_RUNTIME_API} and {@code SCF_RUNTIME_API_PORT}, the two
 * variables every SCF Custom Runtime process is started with.
 *
 * <p>Checked before anything else, so that a process started by hand says what it lacks.
 */
public final class RuntimeAddress {
  private static final String HOST_VARIABLE = "SCF_RUNTIME_API";
  private static final String PORT_VARIABLE = "SCF_RUNTIME_API_PORT";
  private static final int LARGEST_PORT = 65535;

  private final String host;
  private final int port;

  private RuntimeAddress(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Reads both variables, or says which one is missing or wrong. */
  public static RuntimeAddress from(Map<String, String> env) throws ApiUnavailableException {
    return new RuntimeAddress(
        hostIn(valueOf(HOST_VARIABLE, env)), portIn(valueOf(PORT_VARIABLE, env)));
  }

  private static String valueOf(String variable, Map<String, String> env)
      throws ApiUnavailableException {
    String value = env.get(variable);
    if (value == null || value.isBlank()) {
      throw new ApiUnavailableException(
          variable
              + " is not set. SCF sets it for every Custom Runtime function; to run one on this"
              + " machine use 'mvn scf:run'.");
    }
    return value.strip();
  }

  private static String hostIn(String value) throws ApiUnavailableException {
    boolean brackets = value.startsWith("[") && value.endsWith("]");
    String host = brackets ? value.substring(1, value.length() - 1) : value;
    boolean ipv6 = host.indexOf(':') != host.lastIndexOf(':');
    boolean usable = !host.isEmpty() && (ipv6 || !brackets);
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      usable = usable && c > ' ' && "/@[]".indexOf(c) < 0 && (c != ':' || ipv6);
    }
    if (!usable) {
      throw new ApiUnavailableException(
          HOST_VARIABLE
              + " is '"
              + value
              + "', but must be a host name or address only, without scheme, path or port (the port"
              + " is in "
              + PORT_VARIABLE
              + ").");
    }
    return host;
  }

  private static int portIn(String value) throws ApiUnavailableException {
    try {
      int port = Integer.parseInt(value);
      if (port > 0 && port <= LARGEST_PORT) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Same answer as for a number that is no port.
    }
    throw new ApiUnavailableException(
        PORT_VARIABLE + " is '" + value + "', but must be a port between 1 and 65535.");
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  /** As in a URL: an IPv6 address in brackets, then the port. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
