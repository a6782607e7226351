package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns that are compared. */
class TextTableTest {
  private static TextTable table() {
    TextTable table = new TextTable(List.of("as recorded", "calm.yml", "eager.yml"));
    table.row("switches", List.of("12", "7", "31"));
    table.title("carried by");
    table.row("  fibre", List.of("98.20 %", "99.00 %", "97.13 %"));
    return table;
  }

  @Test
  void valuesStandBelowTheirHeadsToTheRight() {
    assertThat(table().lines(80))
        .containsExactly(
            "            as recorded   calm.yml  eager.yml",
            "switches             12          7         31",
            "carried by",
            "  fibre         98.20 %    99.00 %    97.13 %");
  }

  @Test
  void whatDoesNotFitGoesOnBelow() {
    assertThat(table().lines(40))
        .containsExactly(
            "            as recorded   calm.yml",
            "switches             12          7",
            "carried by",
            "  fibre         98.20 %    99.00 %",
            "",
            "            eager.yml",
            "switches           31",
            "carried by",
            "  fibre       97.13 %");
  }

  @Test
  void aColumnThatIsTooWideForTheWidthIsShownAllTheSame() {
    assertThat(table().lines(10)).hasSize(3 * 4 + 2);
  }
}
