package dev.linkflux.fuzz;

import java.util.Locale;

/** Where the fuzzer comes in; the property {@code parser} says which is meant. */
public final class Fuzz {
  private static final Parser PARSER =
      Parser.valueOf(System.getProperty("parser", "").toUpperCase(Locale.ROOT));

  private Fuzz() {}

  /** The name that the fuzzer looks for. */
  public static void fuzzerTestOneInput(byte[] input) {
    PARSER.read(input);
  }
}
