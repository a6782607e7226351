package dev.linkflux.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of mail as text: {@code me@example.net}, or {@code Me <me@example.net>}. Of what RFC
 * 5322 section 3.4 allows, only what somebody has: no quoted local part, no comments, no groups.
 */
final class MailAddressText {
  /** RFC 5322 section 3.2.3: a dot-atom. */
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";

  private static final Pattern PLAIN =
      Pattern.compile("(%s(?:\\.%s)*)@([^@\\s<>]+)".formatted(ATOM, ATOM));
  private static final Pattern NAMED = Pattern.compile("([^<>\"\\\\@,;:]+?)\\s*<([^<>]+)>");

  /** RFC 5321 section 4.5.3.1. */
  private static final int LONGEST_LOCAL_PART = 64;

  private static final int LONGEST = 254;

  private MailAddressText() {}

  /**
   * The address, as it stands there.
   *
   * @throws MalformedValue if it is none
   */
  static String parse(String text) {
    Matcher named = NAMED.matcher(text);
    String address = named.matches() ? named.group(2) : text;
    Matcher plain = PLAIN.matcher(address);
    if (!plain.matches()
        || !text.equals(Quoted.oneLine(text))
        || text.length() > LONGEST
        || plain.group(1).length() > LONGEST_LOCAL_PART) {
      throw new MalformedValue(
          Quoted.of(text) + " is not an address of mail, as in me@example.net");
    }
    String domain = HostText.name(plain.group(2));
    return named.matches()
        ? "%s <%s@%s>".formatted(named.group(1).strip(), plain.group(1), domain)
        : plain.group(1) + "@" + domain;
  }
}
