package io.scf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.report.TestCase.Broken;
import io.scf4j.maven.report.TestCase.Failed;
import io.scf4j.maven.report.TestCase.Passed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class JUnitReportTest {
  @TempDir Path directory;
  private Path scf;
  private JUnitReport report;

  @BeforeEach
  void inADirectoryThatIsNotThereYet() {
    scf = directory.resolve("target").resolve("scf");
    report = new JUnitReport(scf, "deploy");
  }

  @Test
  void hasTheShapeThatCiSystemsRead() throws Exception {
    report.write(
        List.of(
            test("greets", 12.3, new Passed(), ""),
            test("lives", 1000, new Failed("first", "first\nsecond"), "START\nEND\n"),
            test("counts", 0, new Broken("No answer: refused"), "")));
    assertThat(Files.readString(scf.resolve("TEST-scf-deploy.xml")))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="scf-deploy" tests="3" failures="1" errors="1" skipped="0" time="1.012">
              <testcase classname="scf.hello" name="greets" time="0.012"></testcase>
              <testcase classname="scf.hello" name="lives" time="1.000">
                <failure message="first" type="io.scf4j.failure">first
            second</failure>
                <system-out>START
            END
            </system-out>
              </testcase>
              <testcase classname="scf.hello" name="counts" time="0.000">
                <error message="No answer: refused" type="io.scf4j.error">No answer: refused</error>
              </testcase>
            </testsuite>
            """);
  }

  @Test
  void whateverAFunctionWritesIsXml() throws Exception {
    String wild = "<a b=\"c\">&amp; ]]> \u001b[31mred\u0000\uD800 grüß 😀 \uFFFF\t|";
    report.write(List.of(test(wild, 1, new Failed(wild, wild), wild)));
    Element suite = parsed();
    Element test = (Element) suite.getElementsByTagName("testcase").item(0);
    Element failure = (Element) test.getElementsByTagName("failure").item(0);
    String tame = "<a b=\"c\">&amp; ]]> \uFFFD[31mred\uFFFD\uFFFD grüß 😀 \uFFFD";
    assertThat(test.getAttribute("name")).startsWith(tame);
    assertThat(failure.getAttribute("message")).startsWith(tame);
    assertThat(failure.getTextContent()).isEqualTo(tame + "\t|");
    assertThat(test.getElementsByTagName("system-out").item(0).getTextContent())
        .isEqualTo(tame + "\t|");
  }

  @Test
  void replacesAnEarlierReportAndLeavesNothingElse() throws Exception {
    report.write(List.of(test("first", 1, new Passed(), "")));
    report.write(List.of(test("second", 1, new Passed(), "")));
    assertThat(Files.readString(report.file())).contains("second").doesNotContain("first");
    assertThat(scf.toFile().list()).containsExactly("TEST-scf-deploy.xml");
    report.delete();
    report.delete();
    assertThat(scf.toFile().list()).isEmpty();
  }

  private Element parsed() throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(report.file().toFile())
        .getDocumentElement();
  }

  private static TestCase test(
      String name, double timeMs, TestCase.Outcome outcome, String output) {
    return new TestCase(TestCase.className("hello"), name, timeMs, outcome, output);
  }
}
