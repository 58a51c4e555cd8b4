package io.scf4j.maven.cloud.cos;

import com.qcloud.cos.COSClient;
import com.qcloud.cos.ClientConfig;
import com.qcloud.cos.auth.BasicCOSCredentials;
import com.qcloud.cos.auth.BasicSessionCredentials;
import com.qcloud.cos.auth.COSCredentials;
import com.qcloud.cos.endpoint.EndpointResolver;
import com.qcloud.cos.exception.CosServiceException;
import com.qcloud.cos.http.HttpProtocol;
import com.qcloud.cos.model.AbortIncompleteMultipartUpload;
import com.qcloud.cos.model.AbortMultipartUploadRequest;
import com.qcloud.cos.model.Bucket;
import com.qcloud.cos.model.BucketLifecycleConfiguration;
import com.qcloud.cos.model.BucketLifecycleConfiguration.Rule;
import com.qcloud.cos.model.CannedAccessControlList;
import com.qcloud.cos.model.CompleteMultipartUploadRequest;
import com.qcloud.cos.model.CreateBucketRequest;
import com.qcloud.cos.model.InitiateMultipartUploadRequest;
import com.qcloud.cos.model.ObjectMetadata;
import com.qcloud.cos.model.PartETag;
import com.qcloud.cos.model.PutObjectRequest;
import com.qcloud.cos.model.UploadPartRequest;
import com.qcloud.cos.model.UploadPartResult;
import com.qcloud.cos.model.lifecycle.LifecycleFilter;
import com.qcloud.cos.model.lifecycle.LifecyclePrefixPredicate;
import com.qcloud.cos.region.Region;
import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.CloudProxy;
import io.scf4j.maven.cloud.Credentials;
import io.scf4j.maven.cloud.ObjectStore;
import io.scf4j.maven.cloud.Pacing;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.ScfFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * COS through the official SDK; with {@link CosHttp} and {@link Attempts} all that knows it. A
 * package goes in parts that are read into one buffer each, so that a package of any size needs the
 * same few MB.
 */
public final class TencentCos implements ObjectStore {
  /** COS takes from 1 MB to 5 GB, and 10,000 of them: with this size packages up to 40 GB. */
  private static final int PART_BYTES = 4 * 1024 * 1024;

  private static final Tuning PATIENT =
      new Tuning(Duration.ofSeconds(10), Duration.ofSeconds(60), PART_BYTES, Thread::sleep);
  private static final String SHA256 = "scf4j-sha256";
  private static final int ABORT_DAYS = 1;
  private static final int NOT_FOUND = 404;

  private final COSClient cos;
  private final Attempts attempts;
  private final String region;
  private final int partBytes;

  /**
   * @param connect longest wait for a connection
   * @param read longest wait for a byte of an answer; an upload as a whole has no limit
   */
  record Tuning(Duration connect, Duration read, int partBytes, Pacing.Pause pause) {}

  /**
   * @param region of the buckets, such as {@code ap-guangzhou}
   * @param at where COS is when it is a fake on this machine, which knows buckets by the Host
   *     header; empty for the real one
   * @throws ScfFailure when that is another machine
   */
  public TencentCos(
      String region,
      Credentials credentials,
      Optional<CloudProxy> proxy,
      Optional<CloudEndpoint> at) {
    this(region, credentials, proxy, at, PATIENT);
  }

  TencentCos(
      String region,
      Credentials credentials,
      Optional<CloudProxy> proxy,
      Optional<CloudEndpoint> at,
      Tuning tuning) {
    this.region = region;
    partBytes = tuning.partBytes();
    attempts = new Attempts(tuning.pause(), () -> ThreadLocalRandom.current().nextDouble());
    ClientConfig config = new ClientConfig(new Region(region));
    config.setConnectionTimeout((int) tuning.connect().toMillis());
    config.setSocketTimeout((int) tuning.read().toMillis());
    config.setUserAgent("scf4j");
    config.setMaxErrorRetry(0);
    config.setPrintShutdownStackTrace(false);
    config.setAddLogDebugHeader(false);
    config.setHttpProtocol(HttpProtocol.https);
    at.ifPresent(
        endpoint -> {
          requireLoopback(endpoint);
          config.setHttpProtocol(HttpProtocol.valueOf(endpoint.scheme()));
          config.setEndpointResolver(new OneAddress(endpoint.authority()));
        });
    cos = CosHttp.client(keys(credentials), config, proxy);
  }

  /** The host of a region's buckets, whose own hosts lie below it: for proxies and messages. */
  public static CloudEndpoint endpoint(String region) {
    return new CloudEndpoint("https", "cos." + region + ".myqcloud.com", -1);
  }

  @Override
  public List<String> buckets() {
    return attempts.call(
        "service.cos.myqcloud.com",
        "cos:GetService",
        () -> cos.listBuckets().stream().map(Bucket::getName).toList());
  }

  @Override
  public boolean makeBucket(String bucket, int expiryDays) {
    boolean isNew = !call(bucket, "cos:HeadBucket", () -> cos.doesBucketExist(bucket));
    if (isNew) {
      CreateBucketRequest request = new CreateBucketRequest(bucket);
      request.setCannedAcl(CannedAccessControlList.Private);
      try {
        call(bucket, "cos:PutBucket", () -> cos.createBucket(request));
      } catch (CloudException e) {
        // Made meanwhile, by another module's deploy or by a call whose answer was lost.
        if (!e.is("BucketAlreadyOwnedByYou") && !e.is("BucketAlreadyExists")) {
          throw e;
        }
      }
    }
    BucketLifecycleConfiguration there =
        call(bucket, "cos:GetBucketLifecycle", () -> cos.getBucketLifecycleConfiguration(bucket));
    if (there == null || there.getRules() == null || there.getRules().isEmpty()) {
      call(
          bucket,
          "cos:PutBucketLifecycle",
          () -> {
            cos.setBucketLifecycleConfiguration(bucket, expiry(expiryDays));
            return true;
          });
    }
    return isNew;
  }

  @Override
  public boolean has(String bucket, String key, CodePackage code) {
    Optional<ObjectMetadata> there =
        call(
            bucket,
            "cos:HeadObject",
            () -> {
              try {
                return Optional.of(cos.getObjectMetadata(bucket, key));
              } catch (CosServiceException e) {
                if (e.getStatusCode() == NOT_FOUND) {
                  return Optional.empty();
                }
                throw e;
              }
            });
    return there.isPresent()
        && there.get().getContentLength() == code.sizeBytes()
        && code.sha256().equals(there.get().getUserMetaDataOf(SHA256));
  }

  @Override
  public void upload(String bucket, String key, CodePackage code, Progress progress) {
    try (FileParts parts = new FileParts(code, partBytes)) {
      if (code.sizeBytes() <= partBytes) {
        putWhole(bucket, key, code, parts, progress);
      } else {
        putInParts(bucket, key, code, parts, progress);
      }
    }
  }

  @Override
  public void close() {
    cos.shutdown();
  }

  private void putWhole(
      String bucket, String key, CodePackage code, FileParts parts, Progress progress) {
    FileParts.Part whole = parts.next();
    parts.requireSamePackage();
    ObjectMetadata metadata = metadata(code);
    metadata.setContentLength(whole.length());
    call(
        bucket,
        "cos:PutObject",
        () -> cos.putObject(new PutObjectRequest(bucket, key, whole.stream(), metadata)).getETag());
    progress.arrived(whole.length());
  }

  private void putInParts(
      String bucket, String key, CodePackage code, FileParts parts, Progress progress) {
    InitiateMultipartUploadRequest initiate =
        new InitiateMultipartUploadRequest(bucket, key, metadata(code));
    String uploadId =
        call(
            bucket,
            "cos:InitiateMultipartUpload",
            () -> present(cos.initiateMultipartUpload(initiate).getUploadId()));
    try {
      List<PartETag> tags = new ArrayList<>();
      long arrived = 0;
      while (parts.hasNext()) {
        FileParts.Part part = parts.next();
        tags.add(put(bucket, key, uploadId, part));
        arrived += part.length();
        progress.arrived(arrived);
      }
      parts.requireSamePackage();
      complete(bucket, key, code, uploadId, tags);
    } catch (RuntimeException e) {
      abort(bucket, key, uploadId, e);
      throw e;
    }
  }

  private PartETag put(String bucket, String key, String uploadId, FileParts.Part part) {
    UploadPartResult result =
        call(
            bucket,
            "cos:UploadPart",
            () -> {
              UploadPartRequest request =
                  new UploadPartRequest()
                      .withBucketName(bucket)
                      .withKey(key)
                      .withUploadId(uploadId)
                      .withPartNumber(part.number())
                      .withPartSize(part.length())
                      .withInputStream(part.stream())
                      .withLastPart(part.isLast());
              UploadPartResult answer = cos.uploadPart(request);
              present(answer.getETag());
              return answer;
            });
    return result.getPartETag();
  }

  /** When the answer was lost and the upload is there no more, the object tells what happened. */
  private void complete(
      String bucket, String key, CodePackage code, String uploadId, List<PartETag> tags) {
    try {
      call(
          bucket,
          "cos:CompleteMultipartUpload",
          () ->
              present(
                  cos.completeMultipartUpload(
                          new CompleteMultipartUploadRequest(bucket, key, uploadId, tags))
                      .getETag()));
    } catch (CloudException e) {
      if (!e.is("NoSuchUpload") || !has(bucket, key, code)) {
        throw e;
      }
    }
  }

  /** Parts of an upload that was given up would be paid for. */
  private void abort(String bucket, String key, String uploadId, RuntimeException because) {
    boolean interrupted = Thread.interrupted(); // the SDK would refuse the call
    try {
      call(
          bucket,
          "cos:AbortMultipartUpload",
          () -> {
            cos.abortMultipartUpload(new AbortMultipartUploadRequest(bucket, key, uploadId));
            return true;
          });
    } catch (CloudException e) {
      because.addSuppressed(e); // the bucket's rule takes them away
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T call(String bucket, String action, Supplier<T> call) {
    return attempts.call(bucket + "." + endpoint(region).host(), action, call);
  }

  /** A value that every answer of COS has. */
  private static String present(String nullable) {
    if (nullable == null || nullable.isEmpty()) {
      throw new IllegalArgumentException("not an answer of COS");
    }
    return nullable;
  }

  private static ObjectMetadata metadata(CodePackage code) {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setContentType("application/zip");
    metadata.addUserMetadata(SHA256, code.sha256());
    return metadata;
  }

  private static BucketLifecycleConfiguration expiry(int days) {
    Rule rule = new Rule();
    rule.setId("scf4j-code");
    rule.setFilter(new LifecycleFilter(new LifecyclePrefixPredicate(KEYS)));
    rule.setStatus(BucketLifecycleConfiguration.ENABLED);
    rule.setExpirationInDays(days);
    rule.setAbortIncompleteMultipartUpload(
        new AbortIncompleteMultipartUpload().withDaysAfterInitiation(ABORT_DAYS));
    return new BucketLifecycleConfiguration().withRules(rule);
  }

  private static COSCredentials keys(Credentials credentials) {
    return credentials
        .token()
        .<COSCredentials>map(
            token ->
                new BasicSessionCredentials(credentials.secretId(), credentials.secretKey(), token))
        .orElseGet(() -> new BasicCOSCredentials(credentials.secretId(), credentials.secretKey()));
  }

  private static void requireLoopback(CloudEndpoint endpoint) {
    if (!endpoint.isLoopback()) {
      throw new ScfFailure(
          "scf.cosEndpoint " + endpoint + " is another machine.",
          "It is for a fake of COS on this machine, as tests have one; leave it out for COS.");
    }
  }

  /** All buckets at one address; the Host header, which is signed, stays that of the real one. */
  private record OneAddress(String address) implements EndpointResolver {
    @Override
    public String resolveGeneralApiEndpoint(String host) {
      return address;
    }

    @Override
    public String resolveGetServiceApiEndpoint(String host) {
      return address;
    }
  }
}
