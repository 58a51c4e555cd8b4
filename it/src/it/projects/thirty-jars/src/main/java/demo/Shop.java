package demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import com.google.gson.Gson;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.text.StringSubstitutor;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.joda.time.DateTimeZone;
import org.joda.time.format.ISODateTimeFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a grown function does before its first event: makes clients, mappers, caches, a logger. */
public class Shop {
  private static final Logger LOG = LoggerFactory.getLogger(Shop.class);

  private final ObjectMapper json =
      JsonMapper.builder()
          .addModules(new JavaTimeModule(), new Jdk8Module(), new ParameterNamesModule())
          .build();
  private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
  private final Gson gson = new Gson();
  private final OkHttpClient okHttp = new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(5)).build();
  private final CloseableHttpClient httpClient = HttpClients.createDefault();
  private final Cache<String, String> prices = Caffeine.newBuilder().maximumSize(100).build();
  private final com.google.common.cache.Cache<String, String> stock =
      CacheBuilder.newBuilder().maximumSize(100).build();
  private final Map<String, Object> settings;
  private final Config config =
      ConfigFactory.parseString("shop { name = corner, limit = 3 }").resolve();

  public Shop() throws IOException {
    settings = yaml.readValue("currency: CNY\nround: 2\n", Map.class);
    prices.put("tea", "3.50");
    stock.put("tea", "100");
    json.readTree("{\"warm\":true}");
    CSVFormat.DEFAULT.parse(new StringReader("a,b")).getRecords();
    LOG.info("shop {} opens with {}", config.getString("shop.name"), settings);
  }

  public String sell(String event) {
    String hash = DigestUtils.sha256Hex(event.getBytes(StandardCharsets.UTF_8));
    String time = ISODateTimeFormat.dateTime().withZone(DateTimeZone.UTC).print(0);
    Map<String, String> values =
        ImmutableMap.of("price", prices.getIfPresent("tea"), "time", time, "hash", hash);
    LOG.info("sold {}", StringUtils.abbreviate(event, 20));
    return new StringSubstitutor(gson.fromJson(gson.toJson(values), Map.class))
        .replace("{\"price\":\"${price}\",\"clients\":" + (okHttp != null && httpClient != null) + "}");
  }
}
