package io.scf4j.fakes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * COS on loopback, as far as uploads need it: buckets and their rules, objects whole and in parts.
 * Checks every request's signature and what COS checks of parts, fails on command, and counts.
 * Knows a bucket by the Host header.
 */
public final class FakeCos implements AutoCloseable {
  public static final String SECRET_ID = "AKIDexample";
  public static final String SECRET_KEY = "not-a-secret";

  private static final String NOTHING = "";
  private static final int SMALLEST_PART = 1024 * 1024;
  private static final Pattern BUCKET_HOST =
      Pattern.compile("([a-z0-9-]+-\\d+)\\.cos\\.([a-z0-9-]+)\\.myqcloud\\.com");
  private static final Pattern PART =
      Pattern.compile("<PartNumber>(\\d+)</PartNumber>\\s*<ETag>\"?([0-9a-f]+)\"?</ETag>");

  private final ServerSocket server;
  private final Thread acceptor;
  private final CosSignature signature;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final Map<String, Map<String, StoredObject>> buckets = new ConcurrentHashMap<>();
  private final Map<String, String> rules = new ConcurrentHashMap<>();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private volatile Function<Call, Fault> faults = call -> Fault.NONE;
  private volatile String token = "";
  private volatile Optional<Path> directory = Optional.empty();

  /** One request. */
  public record Call(String action, String bucket, String key, int part, int numberOfAction) {}

  /** What lies under a key. */
  public record StoredObject(long size, String sha256, String etag, Map<String, String> metadata) {}

  /** What happens to a request instead of its answer. */
  public enum Fault {
    NONE,
    /** 500, in COS's words. */
    INTERNAL_ERROR,
    /** 503, in COS's words. */
    SLOW_DOWN,
    /** 502 of a gateway. */
    BAD_GATEWAY,
    /** 403, in COS's words. */
    ACCESS_DENIED,
    /** 403 of a proxy, with JSON. */
    JSON,
    /** Success, in the words of somebody else. */
    PORTAL,
    /** The connection is reset in the middle of the request. */
    RESET,
    /** It is done, and the connection is reset before the answer. */
    LOST_ANSWER,
    /** It is done, and its answer ends in the middle. */
    TRUNCATED,
    /** It arrives with another byte in it. */
    DAMAGED,
    /** It is read, and never answered. */
    SILENCE
  }

  private record Answer(int status, String reason, Map<String, String> headers, String body) {}

  private record Upload(
      String bucket, String key, Map<String, String> metadata, Map<Integer, byte[]> parts) {}

  public FakeCos() {
    this(SECRET_ID, SECRET_KEY);
  }

  /** One that knows these keys only. */
  public FakeCos(String secretId, String secretKey) {
    signature = new CosSignature(secretId, secretKey);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    acceptor = daemon(this::accept, "fake-cos");
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Wants temporary credentials from now on. */
  public void requireToken(String wanted) {
    token = wanted;
  }

  /** Decides for each request what happens to it. */
  public void faults(Function<Call, Fault> decision) {
    faults = decision;
  }

  /** Lets these things happen to the first requests of an action. */
  public void firstOf(String action, Fault... first) {
    faults =
        call ->
            call.action().equals(action) && call.numberOfAction() <= first.length
                ? first[call.numberOfAction() - 1]
                : Fault.NONE;
  }

  /**
   * Writes every object to a file {@code <bucket>/<key>} below the directory as well, the bucket
   * without {@code -appid}: where a local SCF takes code from, when that is {@code cos} of its
   * store.
   */
  public FakeCos keepingIn(Path cos) {
    directory = Optional.of(cos);
    return this;
  }

  /** A bucket that is there already, with its {@code -appid}. */
  public FakeCos withBucket(String name) {
    buckets.put(name, new ConcurrentHashMap<>());
    return this;
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The actions that were asked for, in order. */
  public List<String> actions() {
    return calls.stream().map(Call::action).toList();
  }

  public long count(String action) {
    return calls.stream().filter(call -> call.action().equals(action)).count();
  }

  /** The codes with which it refused of its own accord: not those of {@link #faults}. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  public Optional<StoredObject> object(String bucket, String key) {
    return Optional.ofNullable(buckets.getOrDefault(bucket, Map.of()).get(key));
  }

  public boolean hasBucket(String name) {
    return buckets.containsKey(name);
  }

  /** A bucket's lifecycle rules, XML as it came in; empty when it has none. */
  public String rules(String bucket) {
    return rules.getOrDefault(bucket, "");
  }

  /** Takes a bucket's rules away, as a deploy that was ended in between has none. */
  public void forgetRules(String bucket) {
    rules.remove(bucket);
  }

  /** Uploads that were begun and neither completed nor aborted. */
  public int openUploads() {
    return uploads.size();
  }

  @Override
  public void close() {
    try {
      server.close();
      acceptor.join(); // until then a connection could still be taken
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        daemon(() -> serve(socket), "fake-cos-connection");
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
      HttpRequest request = HttpRequest.read(in);
      while (request != null && answer(socket, request)) {
        request = HttpRequest.read(in);
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  /** Returns whether the connection goes on. */
  private boolean answer(Socket socket, HttpRequest request) throws IOException {
    Call call = call(request);
    Fault fault = faults.apply(call);
    if (fault == Fault.RESET) {
      request.in().skipNBytes(request.length() / 2);
      socket.setSoLinger(true, 0);
      return false;
    }
    byte[] body = request.in().readNBytes(request.length());
    if (body.length < request.length()) {
      return false;
    }
    if (fault == Fault.DAMAGED && body.length > 0) {
      body[body.length / 2]++;
    }
    Answer answer =
        switch (fault) {
          case INTERNAL_ERROR -> error(500, "InternalError", "We encountered an internal error.");
          case SLOW_DOWN -> error(503, "SlowDown", "Please reduce your request rate.");
          case BAD_GATEWAY -> new Answer(502, "Bad Gateway", Map.of(), "<html>bad gateway</html>");
          case ACCESS_DENIED -> error(403, "AccessDenied", "Access Denied.");
          case JSON ->
              new Answer(
                  403,
                  "Forbidden",
                  Map.of("Content-Type", "application/json"),
                  "{\"Message\":\"not from here\"}");
          case PORTAL -> new Answer(200, "OK", Map.of(), "<html>log in, please</html>");
          default -> checked(call, request, body);
        };
    switch (fault) {
      case LOST_ANSWER -> {
        socket.setSoLinger(true, 0);
        return false;
      }
      case SILENCE -> {
        request.in().read(); // until the client has enough of it
        return false;
      }
      default -> {
        boolean whole = fault != Fault.TRUNCATED;
        write(socket.getOutputStream(), request, answer, whole);
        return whole;
      }
    }
  }

  private synchronized Call call(HttpRequest request) {
    String action = action(request);
    Matcher host = BUCKET_HOST.matcher(request.host());
    Call call =
        new Call(
            action,
            host.matches() ? host.group(1) : "",
            request.path().substring(1),
            Integer.parseInt(request.query().getOrDefault("partnumber", "0")),
            (int) count(action) + 1);
    calls.add(call);
    return call;
  }

  private static String action(HttpRequest request) {
    boolean object = request.path().length() > 1;
    boolean upload = request.query().containsKey("uploadid");
    boolean rule = request.query().containsKey("lifecycle");
    if (request.host().equals("service.cos.myqcloud.com")) {
      return "GetService";
    }
    return switch (request.method()) {
      case "HEAD" -> object ? "HeadObject" : "HeadBucket";
      case "GET" -> rule ? "GetBucketLifecycle" : "Get";
      case "PUT" -> {
        if (object) {
          yield upload ? "UploadPart" : "PutObject";
        }
        yield rule ? "PutBucketLifecycle" : "PutBucket";
      }
      case "POST" -> upload ? "CompleteMultipartUpload" : "InitiateMultipartUpload";
      case "DELETE" -> upload ? "AbortMultipartUpload" : "Delete";
      default -> request.method();
    };
  }

  private Answer checked(Call call, HttpRequest request, byte[] body) {
    String problem = signature.problem(request);
    if (!problem.isEmpty()) {
      return refuse(403, problem, "The signature is not accepted.");
    }
    if (!request.headers().getOrDefault("x-cos-security-token", "").equals(token)) {
      return refuse(403, "InvalidToken", "The token is not accepted.");
    }
    String md5 = request.headers().get("content-md5");
    if (md5 != null && !md5.equals(Base64.getEncoder().encodeToString(digest("MD5", body)))) {
      return refuse(400, "BadDigest", "The Content-MD5 you specified did not match.");
    }
    boolean ofBucket = !call.action().equals("GetService") && !call.action().equals("PutBucket");
    if (ofBucket && !buckets.containsKey(call.bucket())) {
      return refuse(404, "NoSuchBucket", "The specified bucket does not exist.");
    }
    return done(call, request, body);
  }

  private Answer done(Call call, HttpRequest request, byte[] body) {
    Map<String, StoredObject> objects = buckets.get(call.bucket());
    String text = new String(body, StandardCharsets.UTF_8);
    return switch (call.action()) {
      case "GetService" -> {
        StringBuilder list = new StringBuilder();
        for (String bucket : new TreeMap<>(buckets).keySet()) {
          list.append("<Bucket><Name>")
              .append(bucket)
              .append("</Name><Location>ap-guangzhou</Location>")
              .append("<CreationDate>2026-01-01T00:00:00Z</CreationDate></Bucket>");
        }
        yield ok(
            "<ListAllMyBucketsResult><Owner><ID>qcs::cam::uin/100000000001:uin/100000000001</ID>"
                + "<DisplayName>100000000001</DisplayName></Owner><Buckets>"
                + list
                + "</Buckets></ListAllMyBucketsResult>");
      }
      case "PutBucket" -> {
        if (objects != null) {
          yield refuse(409, "BucketAlreadyOwnedByYou", "You own this bucket.");
        }
        if (!request.headers().getOrDefault("x-cos-acl", "private").equals("private")) {
          yield refuse(400, "InvalidArgument", "This fake has private buckets only.");
        }
        withBucket(call.bucket());
        yield ok(NOTHING);
      }
      case "HeadBucket" -> ok(NOTHING);
      case "GetBucketLifecycle" ->
          rules.containsKey(call.bucket())
              ? ok(rules(call.bucket()))
              : error(404, "NoSuchLifecycleConfiguration", "There is none.");
      case "PutBucketLifecycle" -> {
        rules.put(call.bucket(), text);
        yield ok(NOTHING);
      }
      case "HeadObject" -> {
        StoredObject there = objects.get(call.key());
        yield there == null ? error(404, "NoSuchKey", "No such key.") : head(there);
      }
      case "PutObject" -> {
        StoredObject stored = stored(body, metadata(request));
        objects.put(call.key(), stored);
        keep(call.bucket(), call.key(), body);
        yield new Answer(200, "OK", Map.of("ETag", "\"" + stored.etag() + "\""), NOTHING);
      }
      case "InitiateMultipartUpload" -> {
        String id = "upload" + (uploads.size() + call.numberOfAction());
        uploads.put(id, new Upload(call.bucket(), call.key(), metadata(request), new HashMap<>()));
        yield ok(
            "<InitiateMultipartUploadResult><Bucket>%s</Bucket><Key>%s</Key><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
                .formatted(call.bucket(), call.key(), id));
      }
      case "UploadPart" -> {
        Upload upload = uploads.get(request.query().get("uploadid"));
        if (upload == null || !upload.key().equals(call.key())) {
          yield refuse(404, "NoSuchUpload", "The specified upload does not exist.");
        }
        upload.parts().put(call.part(), body);
        yield new Answer(200, "OK", Map.of("ETag", "\"" + md5(body) + "\""), NOTHING);
      }
      case "CompleteMultipartUpload" -> complete(request, objects, text);
      case "AbortMultipartUpload" ->
          uploads.remove(request.query().get("uploadid")) == null
              ? refuse(404, "NoSuchUpload", "The specified upload does not exist.")
              : new Answer(204, "No Content", Map.of(), NOTHING);
      default -> refuse(405, "MethodNotAllowed", "This fake cannot do that.");
    };
  }

  private Answer complete(HttpRequest request, Map<String, StoredObject> objects, String xml) {
    String id = request.query().get("uploadid");
    Upload upload = uploads.get(id);
    if (upload == null) {
      return refuse(404, "NoSuchUpload", "The specified upload does not exist.");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Matcher parts = PART.matcher(xml);
    int expected = 1;
    while (parts.find()) {
      byte[] part = upload.parts().get(Integer.parseInt(parts.group(1)));
      if (part == null || !md5(part).equals(parts.group(2))) {
        return refuse(400, "InvalidPart", "A part could not be found, or is another one.");
      }
      if (Integer.parseInt(parts.group(1)) != expected++) {
        return refuse(400, "InvalidPartOrder", "The parts are not in order.");
      }
      if (expected <= upload.parts().size() && part.length < SMALLEST_PART) {
        return refuse(400, "EntityTooSmall", "Only the last part may be that small.");
      }
      all.writeBytes(part);
    }
    if (expected == 1) {
      return refuse(400, "MalformedXML", "There are no parts.");
    }
    uploads.remove(id);
    StoredObject stored = stored(all.toByteArray(), upload.metadata());
    objects.put(upload.key(), stored);
    keep(upload.bucket(), upload.key(), all.toByteArray());
    return ok(
        "<CompleteMultipartUploadResult><Location>http://%s/%s</Location><Bucket>%s</Bucket><Key>%s</Key><ETag>\"%s-%d\"</ETag></CompleteMultipartUploadResult>"
            .formatted(
                request.host(),
                upload.key(),
                upload.bucket(),
                upload.key(),
                stored.etag(),
                expected - 1));
  }

  private void keep(String bucket, String key, byte[] bytes) {
    directory.ifPresent(
        cos -> {
          try {
            Path file = cos.resolve(bucket.replaceFirst("-\\d+$", "")).resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Answer head(StoredObject object) {
    Map<String, String> headers = new HashMap<>(object.metadata());
    headers.put("ETag", "\"" + object.etag() + "\"");
    headers.put("Content-Length", String.valueOf(object.size()));
    headers.put("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    headers.put("x-cos-hash-crc64ecma", "1");
    return new Answer(200, "OK", headers, NOTHING);
  }

  private static StoredObject stored(byte[] bytes, Map<String, String> metadata) {
    return new StoredObject(
        bytes.length, HexFormat.of().formatHex(digest("SHA-256", bytes)), md5(bytes), metadata);
  }

  private static Map<String, String> metadata(HttpRequest request) {
    Map<String, String> metadata = new TreeMap<>(request.headers());
    metadata.keySet().removeIf(name -> !name.startsWith("x-cos-meta-"));
    return metadata;
  }

  private static Answer ok(String xml) {
    return new Answer(200, "OK", Map.of(), xml);
  }

  private Answer refuse(int status, String code, String message) {
    refusals.add(code);
    return error(status, code, message);
  }

  private static Answer error(int status, String code, String message) {
    return new Answer(
        status,
        code,
        Map.of(),
        "<Error><Code>%s</Code><Message>%s</Message><RequestId>fake-request</RequestId></Error>"
            .formatted(code, message));
  }

  private static void write(OutputStream out, HttpRequest request, Answer answer, boolean whole)
      throws IOException {
    boolean head = request.method().equals("HEAD");
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new TreeMap<>(answer.headers());
    headers.putIfAbsent("Content-Length", String.valueOf(body.length));
    if (!answer.body().startsWith("<html>") && !answer.body().startsWith("{")) {
      headers.put("x-cos-request-id", "fake-request");
    }
    headers.putIfAbsent("Content-Type", "application/xml");
    StringBuilder text =
        new StringBuilder("HTTP/1.1 " + answer.status() + " " + answer.reason() + "\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    if (!head) {
      bytes.writeBytes(body);
    }
    int length = whole ? bytes.size() : bytes.size() - Math.max(body.length / 2, 20);
    out.write(bytes.toByteArray(), 0, length);
    out.flush();
  }

  private static String md5(byte[] bytes) {
    return HexFormat.of().formatHex(digest("MD5", bytes));
  }

  private static byte[] digest(String name, byte[] bytes) {
    try {
      return MessageDigest.getInstance(name).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
