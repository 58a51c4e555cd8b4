package io.scf4j.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class EventsTest {

  @Test
  void areJsonOfExactlyTheSizeAsked() {
    for (int bytes : new int[] {200, 1024, 100 * 1024}) {
      String event = Events.order(bytes);
      JsonObject order = JsonParser.parseString(event).getAsJsonObject();

      assertThat(event).hasSize(bytes);
      assertThat(order.getAsJsonArray("lines")).isNotEmpty();
      assertThat(order.get("note").getAsString().length()).isLessThan(100);
    }
  }
}
