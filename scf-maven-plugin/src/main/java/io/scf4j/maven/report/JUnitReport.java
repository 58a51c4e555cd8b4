package io.scf4j.maven.report;

import io.scf4j.maven.report.TestCase.Broken;
import io.scf4j.maven.report.TestCase.Failed;
import io.scf4j.maven.report.TestCase.Passed;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What a goal has found out about a function, for CI systems: {@code
 * target/scf/TEST-scf-<goal>.xml} in the shape of Surefire's reports, UTF-8. Written whole or not
 * at all.
 */
public final class JUnitReport {
  private static final double MS_PER_S = 1000;
  private static final int REPLACEMENT = 0xFFFD;

  private final Path directory;
  private final String suite;

  /**
   * @param directory {@code target/scf}
   */
  public JUnitReport(Path directory, String goal) {
    this.directory = directory;
    this.suite = "scf-" + goal;
  }

  /** Where it is. */
  public Path file() {
    return directory.resolve("TEST-" + suite + ".xml");
  }

  /** Takes that of an earlier run away. */
  public void delete() {
    WholeFile.delete(file());
  }

  /** Writes it. */
  public void write(List<TestCase> cases) {
    StringWriter text = new StringWriter();
    try {
      // The JDK's own, whatever else is on the class path.
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      write(xml, cases);
      xml.writeEndDocument();
      xml.writeCharacters("\n");
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text takes all that is written", e);
    }
    WholeFile.write(file(), text.toString());
  }

  private void write(XMLStreamWriter xml, List<TestCase> cases) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", suite);
    xml.writeAttribute("tests", Integer.toString(cases.size()));
    xml.writeAttribute("failures", count(cases, Failed.class));
    xml.writeAttribute("errors", count(cases, Broken.class));
    xml.writeAttribute("skipped", "0");
    xml.writeAttribute("time", seconds(cases.stream().mapToDouble(TestCase::timeMs).sum()));
    for (TestCase one : cases) {
      xml.writeCharacters("\n  ");
      write(xml, one);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  private static void write(XMLStreamWriter xml, TestCase one) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", legal(one.className()));
    xml.writeAttribute("name", legal(one.name()));
    xml.writeAttribute("time", seconds(one.timeMs()));
    if (one.outcome() instanceof Failed failed) {
      write(xml, "failure", failed.message(), failed.details());
    } else if (one.outcome() instanceof Broken broken) {
      write(xml, "error", broken.message(), broken.message());
    }
    if (!one.output().isEmpty()) {
      xml.writeCharacters("\n    ");
      xml.writeStartElement("system-out");
      xml.writeCharacters(legal(one.output()));
      xml.writeEndElement();
    }
    if (!(one.outcome() instanceof Passed) || !one.output().isEmpty()) {
      xml.writeCharacters("\n  ");
    }
    xml.writeEndElement();
  }

  private static void write(XMLStreamWriter xml, String element, String message, String details)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement(element);
    xml.writeAttribute("message", legal(message));
    xml.writeAttribute("type", "io.scf4j." + element);
    xml.writeCharacters(legal(details));
    xml.writeEndElement();
  }

  private static String count(List<TestCase> cases, Class<?> outcome) {
    return Long.toString(cases.stream().map(TestCase::outcome).filter(outcome::isInstance).count());
  }

  private static String seconds(double ms) {
    return String.format(Locale.ROOT, "%.3f", ms / MS_PER_S);
  }

  /** XML 1.0 has no words for most control characters, and half a surrogate pair is none at all. */
  private static String legal(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints().map(JUnitReport::legal).forEach(legal::appendCodePoint);
    return legal.toString();
  }

  private static int legal(int point) {
    boolean control = point < ' ' && point != '\t' && point != '\n' && point != '\r';
    boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    boolean none = point == 0xFFFE || point == 0xFFFF;
    return control || surrogate || none ? REPLACEMENT : point;
  }
}
