package io.scf4j.runtime.api;

import io.scf4j.runtime.value.Pieces;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads responses off one connection, as RFC 9112 frames them: with Content-Length, chunked, or
 * until close, after any number of 1xx responses, wherever the bytes happen to be split.
 *
 * <p>What SCF's server sends is not documented, so this takes all that the standard allows, and
 * treats anything cut short as an error: half an event must never reach a handler.
 */
final class ResponseReader {
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int LONGEST_HEAD_BYTES = 256 * 1024;

  /** More than any event has; a longer body gets memory as its bytes arrive. */
  private static final int LARGEST_SINGLE_ALLOCATION = 8 * 1024 * 1024;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int lineStart;
  private int limit;
  private int headBytes;
  private boolean started;

  private int status;
  private boolean http10;
  private String[] headers = new String[HttpResponse.NAMES.length];
  private boolean untilClose;
  private boolean complete;

  ResponseReader(InputStream in) {
    this.in = in;
  }

  /** A response that nobody sent, read as any other. */
  static HttpResponse rehearse() {
    String text =
        "HTTP/1.1 200 OK\r\nRequest_Id: 1\r\nMemory_Limit_In_Mb: 1\r\nTime_Limit_In_Ms: 1\r\n"
            + "Content-Length: 1\r\n\r\n ";
    ResponseReader reader =
        new ResponseReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    try {
      reader.readHead();
      return reader.readBody(Integer.MAX_VALUE);
    } catch (IOException impossible) {
      return reader.withoutBody();
    }
  }

  /** Whether a byte of the current response has arrived. */
  boolean started() {
    return started;
  }

  /** Forgets the response before, so that {@link #started()} is about the one to come. */
  void begin() {
    started = false;
    complete = false;
    untilClose = false;
  }

  /** Reads the head of the final response; a 1xx before it is skipped. */
  void readHead() throws IOException {
    headBytes = 0;
    do {
      readStatusLine();
      headers = new String[HttpResponse.NAMES.length];
      while (readHeader()) {
        // One line at a time, in the buffer: the first event has its head read by the interpreter.
      }
    } while (status >= 100 && status <= 199 && status != 101);
  }

  /**
   * Reads the body that belongs to the head.
   *
   * @param limitBytes where to stop; the connection cannot be used again when there was more
   */
  HttpResponse readBody(int limitBytes) throws IOException {
    byte[] body;
    if (status == 204 || status == 304) {
      body = new byte[0];
      complete = true;
    } else if (isChunked()) {
      body = readChunks(limitBytes);
    } else {
      long length = contentLength();
      untilClose = length < 0;
      body = untilClose ? readUntilClose(limitBytes) : readExactly(length, limitBytes);
    }
    return new HttpResponse(status, headers, body);
  }

  /** The response as far as its head tells, when the body is of no importance and was lost. */
  HttpResponse withoutBody() {
    return new HttpResponse(status, headers, new byte[0]);
  }

  /** Whether the connection can carry another exchange; bytes nobody asked for say no. */
  boolean isReusable() {
    return complete && !untilClose && position == limit && keepsAlive();
  }

  private void readStatusLine() throws IOException {
    int end = nextLine();
    int line = lineStart;
    boolean http = end - line >= 12 && isNamed("HTTP/1.", line) && buffer[line + 8] == ' ';
    status = http ? 0 : -1;
    for (int i = line + 9; http && i < line + 12; i++) {
      int digit = buffer[i] - '0';
      http = digit >= 0 && digit <= 9;
      status = 10 * status + digit;
    }
    if (!http || (end - line > 12 && buffer[line + 12] != ' ')) {
      throw new ProtocolException("not an HTTP status line: " + excerpt(text(line, end)));
    }
    http10 = buffer[line + 7] == '0';
  }

  /** Reads a line of the head; false when it is the empty one at the end. */
  private boolean readHeader() throws IOException {
    int end = nextLine();
    int line = lineStart;
    int colon = line;
    while (colon < end && buffer[colon] != ':') {
      colon++;
    }
    if (colon > line && colon < end) {
      int name = skipSpace(line, colon);
      int header = headerNamed(name, skipSpaceBack(name, colon));
      if (header >= 0) {
        int value = skipSpace(colon + 1, end);
        keep(header, text(value, skipSpaceBack(value, end)));
      }
    }
    return end > line;
  }

  private int headerNamed(int from, int to) {
    for (int header = 0; header < HttpResponse.NAMES.length; header++) {
      String name = HttpResponse.NAMES[header];
      if (name.length() == to - from && isNamed(name, from)) {
        return header;
      }
    }
    return -1;
  }

  /** Whether the buffer has that name there, in any case. */
  private boolean isNamed(String name, int from) {
    for (int i = 0; i < name.length(); i++) {
      int c = name.charAt(i);
      int other = buffer[from + i];
      boolean otherCase = (c ^ other) == 0x20 && c >= 'A' && c <= 'z';
      if (c != other && !otherCase) {
        return false;
      }
    }
    return true;
  }

  private void keep(int header, String value) throws ProtocolException {
    String before = headers[header];
    if (before == null || before.isEmpty()) {
      headers[header] = value.isEmpty() && header >= HttpResponse.REQUEST_ID ? null : value;
    } else if (header == HttpResponse.CONTENT_LENGTH && !before.equals(value)) {
      throw new ProtocolException("two different values of Content-Length");
    } else if (header < HttpResponse.REQUEST_ID && header != HttpResponse.CONTENT_LENGTH) {
      headers[header] = before + "," + value; // these are lists
    }
  }

  private int skipSpace(int from, int to) {
    int i = from;
    while (i < to && (buffer[i] == ' ' || buffer[i] == '\t')) {
      i++;
    }
    return i;
  }

  private int skipSpaceBack(int from, int to) {
    int i = to;
    while (i > from && (buffer[i - 1] == ' ' || buffer[i - 1] == '\t')) {
      i--;
    }
    return i;
  }

  private String readLine() throws IOException {
    int end = nextLine();
    return text(lineStart, end);
  }

  /** Goes behind the next line, from {@code lineStart} to the end that is returned, CR excluded. */
  private int nextLine() throws IOException {
    int looked = 0;
    while (true) {
      byte[] bytes = buffer;
      int end = limit;
      for (int i = position + looked; i < end; i++) {
        if (bytes[i] == '\n') {
          lineStart = position;
          position = i + 1;
          headBytes += position - lineStart;
          return i > lineStart && bytes[i - 1] == '\r' ? i - 1 : i;
        }
      }
      looked = end - position;
      if (headBytes + looked > LONGEST_HEAD_BYTES) {
        throw new ProtocolException(
            "the head of the response is longer than " + LONGEST_HEAD_BYTES + " bytes");
      }
      if (!fill()) {
        throw new EOFException(
            started
                ? "connection closed within a response"
                : "connection closed before a response");
      }
    }
  }

  private String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private boolean isChunked() {
    String encodings = headers[HttpResponse.TRANSFER_ENCODING];
    return encodings != null && hasToken(encodings, "chunked");
  }

  private long contentLength() throws ProtocolException {
    String length = headers[HttpResponse.CONTENT_LENGTH];
    return length == null ? -1 : number(length, 10);
  }

  private boolean keepsAlive() {
    String connection = headers[HttpResponse.CONNECTION];
    if (connection != null && hasToken(connection, "close")) {
      return false;
    }
    if (headers[HttpResponse.CONTENT_LENGTH] != null && isChunked()) {
      return false; // two framings: whoever sent it may believe in the other
    }
    return !http10 || (connection != null && hasToken(connection, "keep-alive"));
  }

  private static boolean hasToken(String list, String token) {
    int from = 0;
    while (from <= list.length()) {
      int comma = list.indexOf(',', from);
      int to = comma < 0 ? list.length() : comma;
      if (list.substring(from, to).strip().equalsIgnoreCase(token)) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }

  private byte[] readChunks(int limitBytes) throws IOException {
    Pieces body = new Pieces();
    while (true) {
      headBytes = 0;
      String line = readLine();
      int semicolon = line.indexOf(';');
      long size = number(semicolon < 0 ? line.strip() : line.substring(0, semicolon).strip(), 16);
      if (size == 0) {
        break;
      }
      if (size > limitBytes - body.size()) {
        return body.join();
      }
      readChunk((int) size, body);
      if (!readLine().isEmpty()) {
        throw new ProtocolException("a chunk is longer than it says");
      }
    }
    readTrailers();
    complete = true;
    return body.join();
  }

  private void readChunk(int size, Pieces body) throws IOException {
    int missing = size;
    while (missing > 0) {
      if (position == limit && !fill()) {
        throw cutShort(size - missing, size);
      }
      int part = Math.min(missing, limit - position);
      body.write(buffer, position, part);
      position += part;
      missing -= part;
    }
  }

  private void readTrailers() throws IOException {
    while (!readLine().isEmpty()) {
      // Trailers carry nothing this client needs.
    }
  }

  private byte[] readExactly(long length, int limitBytes) throws IOException {
    int wanted = (int) Math.min(length, limitBytes);
    byte[] body;
    if (wanted <= LARGEST_SINGLE_ALLOCATION) {
      body = new byte[wanted];
      readFully(body);
    } else {
      Pieces pieces = new Pieces();
      readChunk(wanted, pieces);
      body = pieces.join();
    }
    complete = wanted == length;
    return body;
  }

  private byte[] readUntilClose(int limitBytes) throws IOException {
    Pieces body = new Pieces();
    while (body.size() < limitBytes && (position < limit || fill())) {
      int part = Math.min(limit - position, limitBytes - body.size());
      body.write(buffer, position, part);
      position += part;
    }
    return body.join();
  }

  private void readFully(byte[] body) throws IOException {
    int done = Math.min(body.length, limit - position);
    System.arraycopy(buffer, position, body, 0, done);
    position += done;
    while (done < body.length) {
      int read = in.read(body, done, body.length - done);
      if (read < 0) {
        throw cutShort(done, body.length);
      }
      done += read;
    }
  }

  private static EOFException cutShort(int done, int wanted) {
    return new EOFException(
        "connection closed within a body, after " + done + " of " + wanted + " bytes");
  }

  /** Reads what has arrived behind what is in the buffer; false at the end. */
  private boolean fill() throws IOException {
    int kept = limit - position;
    if (kept == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    } else if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, kept);
    }
    position = 0;
    limit = kept;
    int read = in.read(buffer, kept, buffer.length - kept);
    limit += Math.max(0, read);
    started = started || read > 0;
    return read > 0;
  }

  private static long number(String digits, int radix) throws ProtocolException {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0 || digits.charAt(i) > 'f') {
        throw new ProtocolException("not a length: " + excerpt(digits));
      }
      value = radix * value + digit;
      if (value > Integer.MAX_VALUE - 8) {
        throw new ProtocolException("a length no event has: " + excerpt(digits));
      }
    }
    if (digits.isEmpty()) {
      throw new ProtocolException("a length without digits");
    }
    return value;
  }

  private static String excerpt(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
