package io.scf4j.maven.local.store;

import java.util.Map;

/**
 * What a version of a function runs as: its code and its configuration. A value of its own, because
 * an update prepares the next one while the present one still serves, and because a published
 * version will be one that never changes.
 *
 * @param handler value of {@code _HANDLER}
 * @param description free text
 * @param memoryMb memory, MB
 * @param timeoutSeconds limit of an invocation
 * @param initTimeoutSeconds limit of the initialisation
 * @param environment the function's variables
 * @param role role name, or null
 * @param codeSha256 hex digest of the zip, which also names it in the store
 * @param codeSize size of the zip, bytes
 */
public record FunctionConfig(
    String handler,
    String description,
    int memoryMb,
    int timeoutSeconds,
    int initTimeoutSeconds,
    Map<String, String> environment,
    String role,
    String codeSha256,
    long codeSize) {}
