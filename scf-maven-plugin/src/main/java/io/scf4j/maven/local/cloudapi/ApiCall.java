package io.scf4j.maven.local.cloudapi;

/**
 * One authenticated call: what it asks for and with what parameters.
 *
 * @param requestId id of the call, also of the invocation it causes
 * @param region region of the call, or the default region
 * @param parameters parameters of the action
 * @param fault what shall go wrong on purpose while it is performed, {@link FaultRule#NONE} when
 *     nothing shall; delays, errors and cuts have been seen to
 */
record ApiCall(String requestId, String region, Parameters parameters, FaultRule fault) {

  /** Nothing shall go wrong. */
  ApiCall(String requestId, String region, Parameters parameters) {
    this(requestId, region, parameters, FaultRule.NONE);
  }
}
