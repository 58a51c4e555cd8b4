package io.scf4j.maven.local.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms become the JSON that they stand for, and the types that are wanted. */
class FormParametersTest {

  private static Parameters parameters(String form) throws ApiFault {
    return Parameters.ofForm(FormParameters.parse(form).nested());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "A=1&B=x+y%20z%E5%90%8D | {'A':'1','B':'x y z名'}",
        "A.B.C=1&A.B.D=2        | {'A':{'B':{'C':'1','D':'2'}}}",
        "A.1=b&A.0=a            | {'A':['a','b']}",
        "A.0.Key=k&A.0.Value=   | {'A':[{'Key':'k','Value':''}]}",
        "A.10=k&A.2=c&A.0=a&A.1=b&A.3=d&A.4=e&A.5=f&A.6=g&A.7=h&A.8=i&A.9=j |"
            + " {'A':['a','b','c','d','e','f','g','h','i','j','k']}",
        "0=a                    | {'0':'a'}",
        "A.0x=a                 | {'A':{'0x':'a'}}",
        "A                      | {'A':''}",
        "&A=a=b&                | {'A':'a=b'}",
        "~~                     | {}",
      })
  void unfoldsNames(String form, String json) throws Exception {
    String text = form == null ? "" : form;
    assertThat(FormParameters.parse(text).nested().toString().replace('"', '\'')).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource({
    "A=1&A=2, given twice",
    "A=1&A.B=2, has a value and fields too",
    "A.B=2&A=1, has a value and fields too",
    "A.0=a&A.2=c, but no 1",
    "A.00=a, but no 0",
    "A.999999999999999999=a, but no 0",
    "A=%zz, not URL-encoded",
    "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1, too deep",
  })
  void refusesWhatStandsForNothing(String form, String problem) {
    ApiFault fault = catchThrowableOfType(ApiFault.class, () -> parameters(form));
    assertThat(fault.code()).isEqualTo("InvalidParameter");
    assertThat(fault.getMessage()).contains(problem);
  }

  @Test
  void readsTextsAsTheTypesThatAreWanted() throws Exception {
    Parameters form = parameters("N=128&M=-1&E=&T=true&F=false&O.0.N=3");
    assertThat(form.number("N")).hasValue(128);
    assertThat(form.number("M")).hasValue(-1);
    assertThat(form.number("E")).isEmpty();
    assertThat(form.number("absent")).isEmpty();
    assertThat(form.flag("T")).isTrue();
    assertThat(form.flag("F")).isFalse();
    assertThat(form.flag("absent")).isFalse();
    assertThat(form.text("N")).contains("128");
    assertThat(form.objects("O")[0].number("N")).hasValue(3);
  }

  @ParameterizedTest
  @CsvSource({"N=1.5", "N=12a", "N=1e3", "N=99999999999", "N= 1", "N.0=1", "N=0x10"})
  void takesOnlyWholeNumbersForNumbers(String form) throws Exception {
    Parameters parameters = parameters(form);
    assertThat(catchThrowableOfType(ApiFault.class, () -> parameters.number("N")).code())
        .isEqualTo("InvalidParameter");
  }

  @Test
  void leavesJsonStrict() throws Exception {
    Parameters json =
        Parameters.parse(
            "{\"N\":\"128\",\"T\":\"true\",\"B\":true,\"O\":{\"N\":\"1\"},\"X\":1e99999}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(catchThrowableOfType(ApiFault.class, () -> json.number("N")).code())
        .isEqualTo("InvalidParameter");
    assertThat(catchThrowableOfType(ApiFault.class, () -> json.flag("T")).code())
        .isEqualTo("InvalidParameter");
    assertThat(json.flag("B")).isTrue();
    Parameters inner = json.requiredObject("O");
    assertThat(catchThrowableOfType(ApiFault.class, () -> inner.number("N")).code())
        .isEqualTo("InvalidParameter");
    assertThat(catchThrowableOfType(ApiFault.class, () -> json.number("X")).code())
        .isEqualTo("InvalidParameter");
  }
}
