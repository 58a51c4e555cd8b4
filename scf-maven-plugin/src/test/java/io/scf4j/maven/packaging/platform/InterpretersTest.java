package io.scf4j.maven.packaging.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpretersTest {
  private final Interpreters interpreters = new Interpreters(Set.of("bin/node", "run"));

  private Optional<String> problem(String script) {
    return interpreters.problem(script.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/bin/sh",
        "#! /bin/bash -e",
        "#!/usr/bin/env bash",
        "#!/usr/bin/env\tpython2",
        "#!/bin/env sh",
        "#!/usr/bin/python",
        "#!/usr/bin/perl -w",
        "#!/opt/node/bin/node",
        "#!/var/lang/python3/bin/python3",
        "#!/var/user/bin/node --max-old-space-size=64",
        "#!./bin/node",
        "#!run",
        "echo no first line of a script"
      })
  void takesWhatIsThereOrMayBe(String firstLine) {
    assertThat(problem(firstLine + "\nmore\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "#!/usr/bin/python3, /usr/bin/python3",
    "#!/bin/zsh -f, /bin/zsh",
    "#!/usr/local/bin/bash, /usr/local/bin/bash",
    "#!/var/user/node, /var/user/node",
    "#!node, node",
    "#!, interpreter there",
    "#!/usr/bin/env node, program 'node' for env to find",
    "#!/usr/bin/env python3, program 'python3' for env to find",
    "#!/usr/bin/env -S bash -e, program '-S bash -e' for env to find",
    "#!/usr/bin/env bash -e, program 'bash -e' for env to find",
    "#!/usr/bin/env, program '' for env to find",
  })
  void namesWhatIsMissing(String firstLine, String missing) {
    assertThat(problem(firstLine + "\nmore\n"))
        .contains("begins with '" + firstLine + "'; the platform (CentOS 7.6) has no " + missing);
  }

  @Test
  void aLineWithoutEndIsReadInPart() {
    assertThat(problem("#!/bin/sh " + "x".repeat(1000))).isEmpty();
  }
}
