package io.scf4j.maven.local.runtimeapi;

/**
 * One event as {@code GET /runtime/invocation/next} hands it out: the body and the three values
 * that travel as headers. Custom Runtime has no event id in any path, so "the current event" is all
 * that ties a result to it.
 *
 * @param requestId id of the invocation, header {@code Request_Id}
 * @param body the event's bytes; not copied, nobody writes to them
 * @param memoryLimitMb header {@code Memory_Limit_In_Mb}
 * @param timeLimitMs header {@code Time_Limit_In_Ms}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes; never compared
public record RuntimeEvent(String requestId, byte[] body, int memoryLimitMb, long timeLimitMs) {}
