package dev.linkflux.cli;

/**
 * How a state looks: a mark that is told apart without colours, and a colour.
 *
 * @param mark one column wide
 */
record Look(String mark, Paint paint) {
  static final Look BAD_TARGET = new Look("○", Paint.YELLOW);
  static final Look GOOD_TARGET = new Look("●", Paint.GREY);
  static final Look ORDER = new Look("⚑", Paint.BOLD);

  /** A state on a background of its own: readable on light and dark terminals. */
  static Paint badge(String state) {
    return switch (state) {
      case "Up" -> Paint.ON_GREEN;
      case "Degraded" -> Paint.ON_YELLOW;
      case "Down" -> Paint.ON_RED;
      case "Recovering" -> Paint.ON_CYAN;
      default -> Paint.REVERSE;
    };
  }

  /** The mark where there is nothing but ASCII. */
  String letter() {
    return switch (mark) {
      case "▲" -> "U";
      case "▼" -> "g";
      case "✖" -> "D";
      case "△" -> "R";
      case "■" -> "x";
      case "○" -> "o";
      case "●" -> "*";
      case "⚑" -> ">";
      case "⇄" -> "=";
      default -> mark;
    };
  }

  /** That of a state by its name on the wire; one that is not known looks unknown. */
  static Look of(String state) {
    return switch (state) {
      case "Up" -> new Look("▲", Paint.GREEN);
      case "Degraded" -> new Look("▼", Paint.YELLOW);
      case "Down" -> new Look("✖", Paint.RED);
      case "Recovering" -> new Look("△", Paint.CYAN);
      case "Disabled" -> new Look("■", Paint.GREY);
      default -> new Look("?", Paint.GREY);
    };
  }
}
