package io.scf4j.runtime;

import java.util.Map;

/**
 * What is known about the invocation in progress: its limits, from the headers that come with the
 * event, and the function's identity, from the environment.
 *
 * <p>SCF does not set every variable in every region, so what is missing is {@code ""} or {@code 0}
 * and never an exception.
 */
public interface ScfContext {

  /** The id of the request that caused this invocation; header {@code Request_Id}. */
  String requestId();

  /** The function's memory in megabytes; header {@code Memory_Limit_In_Mb}. */
  int memoryLimitMb();

  /**
   * The longest this invocation may take, in milliseconds; header {@code Time_Limit_In_Ms}. SCF
   * counts from the moment it hands out the event until it has the result.
   */
  long timeLimitMs();

  /**
   * What is left of {@link #timeLimitMs()}, in milliseconds: {@code 0} when it is over, {@code
   * Long.MAX_VALUE} when no limit was sent. Not affected by changes of the wall clock.
   */
  long remainingTimeMs();

  /** The function's name; variable {@code SCF_FUNCTIONNAME}. */
  String functionName();

  /** The version that runs, {@code $LATEST} or a number; variable {@code SCF_FUNCTIONVERSION}. */
  String functionVersion();

  /** The function's namespace; variable {@code SCF_NAMESPACE}. */
  String namespace();

  /** The region, as {@code ap-guangzhou}; variable {@code TENCENTCLOUD_REGION}. */
  String region();

  /** The account's app id; variable {@code TENCENTCLOUD_APPID}. */
  String appId();

  /** The account's number; variable {@code TENCENTCLOUD_UIN}. */
  String uin();

  /** The environment of the process; unmodifiable. */
  Map<String, String> env();

  /**
   * Writes one line to the function's log, with the request id in front. Line ends within the
   * message are written as {@code \n} and {@code \r}, so that it stays one record.
   *
   * @param message what to say
   */
  void log(String message);
}
