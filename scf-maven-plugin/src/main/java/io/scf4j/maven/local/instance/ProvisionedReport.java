package io.scf4j.maven.local.instance;

/**
 * How the initialisation of a provisioned instance went. No invocation's log can tell it, so it has
 * a log and a request id of its own.
 *
 * @param spec what was started
 * @param startedMs when that began, milliseconds since 1970
 * @param report as of an invocation without a result: its log is what was written meanwhile, with
 *     the platform's {@code Provisioned Report} line or the ERROR line
 */
public record ProvisionedReport(InstanceSpec spec, long startedMs, InvocationReport report) {}
