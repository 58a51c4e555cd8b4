package io.scf4j.maven.cloud;

/**
 * The end of a function's zip, where the list of its files is.
 *
 * @param zipBytes length of the whole zip
 * @param bytes its last ones
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes; never compared
public record CodeEnd(long zipBytes, byte[] bytes) {}
