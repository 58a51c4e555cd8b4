package io.scf4j.maven.local.cloudapi;

/**
 * What a request asks for, whichever way it was signed.
 *
 * @param action name of the action, empty when it was not sent
 * @param version version of the API, empty when it was not sent
 * @param region region, empty when it was not sent
 * @param parameters parameters of the action
 */
record SignedCall(String action, String version, String region, Parameters parameters) {}
