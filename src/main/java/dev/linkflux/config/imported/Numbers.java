package dev.linkflux.config.imported;

import java.net.InetAddress;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Numbers and addresses as other programs write them. */
final class Numbers {
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3})|([0-9A-Fa-f]*:[0-9A-Fa-f:.]+)");

  private Numbers() {}

  /** Nothing if it is no whole number, or out of that range. */
  static OptionalInt whole(Found found, int least, int most) {
    String digits = found.value().replaceFirst("[%ms]*$", "");
    if (!WHOLE.matcher(digits).matches()) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(digits);
    return number < least || number > most ? OptionalInt.empty() : OptionalInt.of(number);
  }

  static boolean isAddress(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(text) != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** A weight of ours: 1 to 256. */
  static int weight(int foreign) {
    return Math.clamp(foreign, 1, 256);
  }

  /** A tier of ours: 1 to 255. */
  static int tier(int foreign) {
    return Math.clamp(foreign, 1, 255);
  }
}
