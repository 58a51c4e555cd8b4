package example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Functions written for other runtimes, as they stand there. */
public final class Foreign {
  private Foreign() {}

  /** For the built-in Java 8 and 11. */
  public static class BuiltIn {
    public String mainHandler(Orders.Order order, com.qcloud.scf.runtime.Context context) {
      return order.getItem()
          + " "
          + context.getRequestId()
          + " "
          + context.getMemoryLimitInMb()
          + " "
          + context.getTimeLimitInMs()
          + " "
          + System.getProperty("TENCENTCLOUD_SECRETID");
    }
  }

  /** For AWS Lambda, with values. */
  public static class Aws implements RequestHandler<Map<String, Object>, String> {
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
      context.getLogger().log("one line");
      context.getLogger().log("bytes".getBytes(StandardCharsets.UTF_8));
      context.getLogger().log("levelled", LogLevel.INFO);
      return event.get("a")
          + " "
          + context.getAwsRequestId()
          + " "
          + context.getMemoryLimitInMB()
          + " "
          + context.getRemainingTimeInMillis()
          + " "
          + context.getFunctionName()
          + "/"
          + context.getFunctionVersion()
          + " ["
          + context.getInvokedFunctionArn()
          + context.getLogGroupName()
          + "] "
          + context.getIdentity()
          + " "
          + context
          + " "
          + Set.of(context, "another").contains(context);
    }
  }

  /** For AWS Lambda, with streams. */
  public static class AwsStream implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      out.write(context.getAwsRequestId().getBytes(StandardCharsets.UTF_8));
      in.transferTo(out);
    }
  }

  /** As the Kotlin compiler makes an object. */
  public static final class KotlinObject {
    public static final KotlinObject INSTANCE = new KotlinObject();

    private KotlinObject() {}

    public String handle(String event) {
      return "object " + event;
    }
  }
}
