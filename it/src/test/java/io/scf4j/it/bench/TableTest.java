package io.scf4j.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void alignsItsColumnsForATerminal() {
    Table table = new Table("Peer", "p50");
    table.row("C client", "6.7");
    table.row("bash");

    assertThat(table.toString())
        .isEqualTo(
            """
            | Peer     | p50 |
            |----------|-----|
            | C client | 6.7 |
            | bash     |     |
            """);
  }
}
