package dev.linkflux.config.imported;

import java.util.regex.Pattern;

/**
 * One setting of a foreign configuration.
 *
 * @param file where it stands, without directories
 * @param line of the file, from 1
 * @param key as its program's users write it: {@code network.wan1.device}
 * @param value as it stands there
 */
record Found(String file, int line, String key, String value) {
  private static final Pattern SECRET =
      Pattern.compile("(?i)(pass|secret|token|key|psk|pin|user|login|auth|serial|cert|mail)[^.]*$");
  private static final int LONGEST = 60;

  /** With its value, unless that may be secret or is long. */
  String shown() {
    String line = one(value);
    return SECRET.matcher(key).find() || line.length() > LONGEST
        ? place() + " " + one(key)
        : place() + " " + one(key) + "=" + line;
  }

  String place() {
    return file + ":" + line;
  }

  boolean is(String wanted) {
    return value.equalsIgnoreCase(wanted);
  }

  /** As UCI and PHP have it. */
  boolean isOn() {
    return is("1") || is("on") || is("true") || is("yes") || is("enabled");
  }

  /** What stands in a comment must stay in it. */
  static String one(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+", " ").strip();
  }
}
