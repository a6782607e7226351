package dev.linkflux.cli;

/** Colours, where they are welcome (ECMA-48, SGR). */
enum Paint {
  NONE(""),
  GREEN("32"),
  YELLOW("33"),
  RED("31"),
  CYAN("36"),
  BOLD("1"),
  GREY("90");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  /** The text in this colour, or as it is. */
  String on(String text, boolean coloured) {
    return coloured && this != NONE ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
