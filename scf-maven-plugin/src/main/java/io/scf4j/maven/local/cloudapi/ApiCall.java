package io.scf4j.maven.local.cloudapi;

/**
 * One authenticated call: what it asks for and with what parameters.
 *
 * @param requestId id of the call, also of the invocation it causes
 * @param region header {@code X-TC-Region}, or the default region
 * @param parameters the body
 */
record ApiCall(String requestId, String region, Parameters parameters) {}
