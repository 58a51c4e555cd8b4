package io.scf4j.maven.local.instance;

/**
 * How the initialisation of a provisioned instance went. No invocation's log can tell it, so it has
 * a log and a request id of its own.
 *
 * @param spec what was started
 * @param requestId id in the log
 * @param failed whether the instance did not become ready
 * @param log what was written meanwhile, with the platform's {@code Provisioned Report} line or the
 *     ERROR line
 */
public record ProvisionedReport(InstanceSpec spec, String requestId, boolean failed, String log) {}
