package io.scf4j.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers of an event, as the documents spell them and as they do not. */
@SuppressWarnings("StringConcatToTextBlock") // every \r and \n of a response has to be seen
class EventTest {

  private static Event eventWith(String headers) throws IOException {
    String text =
        "HTTP/1.1 200 OK\r\n"
            + headers.replace("^", "\r\n").replace("~", "\t")
            + "\r\nContent-Length: 0\r\n\r\n";
    ResponseReader reader =
        new ResponseReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    reader.begin();
    reader.readHead();
    return Event.of(reader.readBody(Integer.MAX_VALUE), 7);
  }

  /** A caret stands for a line end, a tilde for a tab. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '`',
      value = {
        "Request_Id: a^Memory_Limit_In_Mb: 128^Time_Limit_In_Ms: 3000|a|128|3000",
        "request_id: a^memory_limit_in_mb: 128^time_limit_in_ms: 3000|a|128|3000",
        "REQUEST_ID: a^MEMORY_LIMIT_IN_MB: 128^TIME_LIMIT_IN_MS: 3000|a|128|3000",
        "Request_Id:a^Memory_Limit_In_Mb:128^Time_Limit_In_Ms:3000|a|128|3000",
        "Request_Id: ~ a ~^Memory_Limit_In_Mb:~128~^Time_Limit_In_Ms:   3000  |a|128|3000",
        "Request_Id: a^Request_Id: b^Memory_Limit_In_Mb: 128^Memory_Limit_In_Mb: 64|a|128|0",
        "Request_Id:^Memory_Limit_In_Mb: ^Time_Limit_In_Ms:|``|0|0",
        "Request_Id:^Request_Id: b|b|0|0",
        "X: y|``|0|0",
        "Request_Id: a|a|0|0",
        "Memory_Limit_In_Mb: 128|``|128|0",
        "Request_Id: a^Memory_Limit_In_Mb: lots^Time_Limit_In_Ms: soon|a|0|0",
        "Request_Id: a^Memory_Limit_In_Mb: -128^Time_Limit_In_Ms: -1|a|0|0",
        "Request_Id: a^Memory_Limit_In_Mb: 128.5^Time_Limit_In_Ms: 3e3|a|0|0",
        "Memory_Limit_In_Mb: 99999999999^Time_Limit_In_Ms: 99999999999|``|2147483647|99999999999",
        "Time_Limit_In_Ms: 99999999999999999999|``|0|0",
        "no colon here^: no name^Request_Id: a|a|0|0",
        "Request_Id: a:b;c=\"d\"|a:b;c=\"d\"|0|0",
      })
  void readsHeadersInAnySpellingAndTakesWhatIsMissingForNothing(
      String headers, String id, int memoryMb, long timeMs) throws IOException {
    Event event = eventWith(headers);

    assertThat(event.requestId()).isEqualTo(id);
    assertThat(event.memoryLimitMb()).isEqualTo(memoryMb);
    assertThat(event.timeLimitMs()).isEqualTo(timeMs);
    assertThat(event.arrivedNanos()).isEqualTo(7);
  }
}
