package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custom domains: kept and described, with the platform's rules for what they are made of. */
@Timeout(60)
class CustomDomainsTest {
  private static final String ROUTE =
      "{'Namespace':'default','FunctionName':'fn','Qualifier':'$LATEST','PathMatch':'/aa/*',"
          + "'PathRewrite':[{'Path':'/aa/bb/*','Type':'WildcardRules','Rewrite':'/$'}]}";

  @TempDir Path store;
  private LocalScf scf;
  private CloudClient client;

  private void start() {
    scf =
        LocalScf.start(
            new LocalScf.Options(store, 0, Duration.ofSeconds(5), Duration.ofMillis(20), 5));
    client = new CloudClient(scf.access());
  }

  @BeforeEach
  void startWithAFunction() throws Exception {
    start();
    client.create("fn", FunctionZip.ECHO, "");
  }

  @AfterEach
  void stop() {
    scf.close();
  }

  private static JsonElement json(String text) {
    return JsonParser.parseString(text.replace('\'', '"'));
  }

  private JsonObject described(String domain) throws Exception {
    JsonObject response = client.ok("GetCustomDomain", "{'Domain':'" + domain + "'}");
    response.remove("RequestId");
    return response;
  }

  private void create(String domain) throws Exception {
    client.ok(
        "CreateCustomDomain",
        "{'Domain':'" + domain + "','Protocol':'HTTP','EndpointsConfig':[" + ROUTE + "]}");
  }

  @Test
  void isDescribedAsItWasMadeAlsoAfterARestart() throws Exception {
    String sent =
        "{'Domain':'www.example.com','Protocol':'HTTP&HTTPS','EndpointsConfig':["
            + ROUTE
            + "],'CertConfig':{'CertificateId':'c-1'},"
            + "'WafConfig':{'WafOpen':'OPEN','WafInstanceId':'waf-1'},"
            + "'Tags':[{'Key':'a','Value':'b'}]}";
    client.ok("CreateCustomDomain", sent);
    scf.close();

    start();

    assertThat(described("www.example.com")).isEqualTo(json(sent));
    assertThat(store.resolve("domains.json")).content().contains("\"domain\": \"www.example.com\"");
  }

  @Test
  void anUpdateKeepsWhatItDoesNotSay() throws Exception {
    create("www.example.com");
    JsonObject before = described("www.example.com");
    assertThat(before.get("WafConfig")).isEqualTo(json("{'WafOpen':'CLOSE','WafInstanceId':''}"));
    assertThat(before.get("CertConfig")).isEqualTo(json("{'CertificateId':''}"));

    client.ok(
        "UpdateCustomDomain",
        "{'Domain':'www.example.com','Protocol':'HTTPS','CertConfig':{'CertificateId':'c-2'}}");

    JsonObject after = described("www.example.com");
    assertThat(after.get("Protocol").getAsString()).isEqualTo("HTTPS");
    assertThat(after.get("CertConfig")).isEqualTo(json("{'CertificateId':'c-2'}"));
    assertThat(after.get("EndpointsConfig")).isEqualTo(before.get("EndpointsConfig"));
    client.ok(
        "UpdateCustomDomain",
        "{'Domain':'www.example.com','EndpointsConfig':["
            + ROUTE.replace("/aa/*", "/")
            + "],'WafConfig':{'WafOpen':'OPEN'}}");
    assertThat(
            described("www.example.com")
                .getAsJsonArray("EndpointsConfig")
                .get(0)
                .getAsJsonObject()
                .get("PathMatch")
                .getAsString())
        .isEqualTo("/");
    assertThat(
            client.code(
                "UpdateCustomDomain",
                "{\"Domain\":\"www.example.com\",\"CertConfig\":{\"CertificateId\":\"\"}}"))
        .isEqualTo("InvalidParameterValue.CertConfig.empty");
  }

  @Test
  void areListedAndDeleted() throws Exception {
    for (String name : List.of("a.example.com", "b.example.com", "c.example.com")) {
      create(name);
    }
    JsonObject page = client.ok("ListCustomDomains", "{'Offset':1,'Limit':1,'Order':'ASC'}");
    assertThat(page.get("Total").getAsInt()).isEqualTo(3);
    assertThat(names(page)).containsExactly("b.example.com");
    assertThat(
            names(
                client.ok(
                    "ListCustomDomains",
                    "{'Filters':[{'Name':'Domain','Values':['c.example.com']}]}")))
        .containsExactly("c.example.com");
    client.ok("DeleteCustomDomain", "{'Domain':'b.example.com'}");
    assertThat(names(client.ok("ListCustomDomains", "{}")))
        .containsExactlyInAnyOrder("a.example.com", "c.example.com");
    for (String action : List.of("GetCustomDomain", "UpdateCustomDomain", "DeleteCustomDomain")) {
      assertThat(client.code(action, "{\"Domain\":\"b.example.com\"}"))
          .isEqualTo("FailedOperation.Domain.UnExist");
    }
  }

  private static List<String> names(JsonObject list) {
    List<String> names = new ArrayList<>();
    list.getAsJsonArray("Domains")
        .forEach(one -> names.add(one.getAsJsonObject().get("Domain").getAsString()));
    return names;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'www.example.com'      | '*.example.com'         | InvalidParameterValue.Domain",
        "'www.example.com'      | 'localhost'             | InvalidParameterValue.Domain",
        "'www.example.com'      | 'there.example.com'     | ResourceInUse",
        "'Protocol':'HTTP'      | 'Protocol':'FTP'        | InvalidParameterValue",
        "'Protocol':'HTTP'      | 'Protocol':'HTTPS'      | InvalidParameterValue.CertConfig.empty",
        "'Protocol':'HTTP',     | ``                      | MissingParameter",
        "'FunctionName':'fn'    | 'FunctionName':'none'   | ResourceNotFound.Function",
        "'Qualifier':'$LATEST'  | 'Qualifier':'7'         | ResourceNotFound.Qualifier",
        "'Namespace':'default', | ``                      | MissingParameter",
        "'PathMatch':'/aa/*'    | 'PathMatch':'aa'        | InvalidParameterValue",
        "'PathMatch':'/aa/*'    | 'PathMatch':'/a*b'      | InvalidParameterValue",
        "'WildcardRules'        | 'Regex'                 | InvalidParameterValue",
        "'Path':'/aa/bb/*'      | 'Path':'/aa/bb/*','X':1 | UnknownParameter",
      })
  void isRefused(String part, String wrong, String code) throws Exception {
    create("there.example.com");
    String right =
        "{'Domain':'www.example.com','Protocol':'HTTP','EndpointsConfig':[" + ROUTE + "]}";
    assertThat(right).contains(part);
    assertThat(client.code("CreateCustomDomain", right.replace(part, wrong).replace('\'', '"')))
        .isEqualTo(code);
  }

  @Test
  void hasAPathOnceOnlyAndARouteAtLeast() throws Exception {
    String with = "{\"Domain\":\"www.example.com\",\"Protocol\":\"HTTP\",\"EndpointsConfig\":[%s]}";
    String route = ROUTE.replace('\'', '"');
    assertThat(client.code("CreateCustomDomain", with.formatted(route + "," + route)))
        .isEqualTo("InvalidParameterValue");
    assertThat(client.code("CreateCustomDomain", with.formatted("")))
        .isEqualTo("InvalidParameterValue");
  }
}
