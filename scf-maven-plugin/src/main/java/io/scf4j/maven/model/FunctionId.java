package io.scf4j.maven.model;

/**
 * The three names that tell one function from every other of an account.
 *
 * @param region such as {@code ap-guangzhou}; not checked here, the platform adds regions
 * @param namespace {@code default} unless another was made
 * @param functionName 2 to 60 characters, see {@link PlatformRules#functionName}
 */
public record FunctionId(String region, String namespace, String functionName) {
  /** Where a function lives when nobody says. */
  public static final String DEFAULT_REGION = "ap-guangzhou";

  /** The namespace that every region has, and where a function lives when nobody says. */
  public static final String DEFAULT_NAMESPACE = "default";

  /** As in all messages: {@code 'hello' (ap-guangzhou, namespace default)}. */
  @Override
  public String toString() {
    return "'" + functionName + "' (" + region + ", namespace " + namespace + ")";
  }
}
