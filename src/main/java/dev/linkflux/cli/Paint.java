package dev.linkflux.cli;

/** Colours, where they are welcome (ECMA-48, SGR). */
enum Paint {
  NONE(""),
  GREEN("32"),
  YELLOW("33"),
  RED("31"),
  CYAN("36"),
  BOLD("1"),
  GREY("90"),

  /** Less than the rest, on whatever background. */
  FAINT("2"),

  // Both colours are said, so that it does not matter which one the terminal's background has.
  ON_GREEN("30;42"),
  ON_YELLOW("30;43"),
  ON_RED("97;41"),
  ON_CYAN("30;46"),
  REVERSE("7");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  /** The text in this colour, or as it is. */
  String on(String text, boolean coloured) {
    return coloured && this != NONE ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
