package dev.linkflux.config;

import java.util.function.Function;
import java.util.regex.Pattern;

/** Names of uplinks, targets and servers, and of network interfaces. */
final class NameText {
  private static final int LONGEST = 64;

  /** As dev_valid_name() of the kernel has it, and at most IFNAMSIZ - 1 bytes. */
  private static final Pattern INTERFACE = Pattern.compile("[\\x21-\\x7e&&[^/:]]{1,15}");

  private NameText() {}

  /**
   * A name that we show: 1 to 64 printable characters, no comma (names are listed with commas), no
   * space at either end.
   *
   * @throws MalformedValue otherwise
   */
  static Function<String, String> shown() {
    return text -> {
      if (text.isEmpty()
          || text.length() > LONGEST
          || !text.equals(text.strip())
          || text.contains(",")
          || !text.equals(Quoted.oneLine(text))) {
        throw new MalformedValue(
            Quoted.of(text)
                + " is not a name: 1 to 64 printable characters without comma expected");
      }
      return text;
    };
  }

  /** The name of a network interface. */
  static Function<String, String> device() {
    return text -> {
      if (!INTERFACE.matcher(text).matches() || text.equals(".") || text.equals("..")) {
        throw new MalformedValue(
            Quoted.of(text)
                + " is not an interface name: 1 to 15 characters without space, / and :");
      }
      return text;
    };
  }
}
