package dev.linkflux.wire.tls;

/**
 * What came from the network, made fit for a log, a terminal and a page: short, and of printable
 * ASCII only.
 */
public final class Plain {
  private static final int LONGEST = 100;
  private static final String CUT = "...";

  private Plain() {}

  /** At most 100 characters; each that is not printable ASCII is a question mark. */
  public static String text(CharSequence foreign) {
    boolean cut = foreign.length() > LONGEST;
    int length = cut ? LONGEST - CUT.length() : foreign.length();
    StringBuilder plain = new StringBuilder(LONGEST);
    for (int at = 0; at < length; at++) {
      char one = foreign.charAt(at);
      plain.append(one >= ' ' && one <= '~' ? one : '?');
    }
    return cut ? plain.append(CUT).toString() : plain.toString();
  }
}
