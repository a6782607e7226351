package dev.linkflux.notify;

import java.util.Locale;

/** Names of users, made fit for topics and ids: letters, digits, hyphens and underscores. */
final class Slug {
  private static final int LONGEST = 48;

  private Slug() {}

  /** The same for the same name, and for other names another, even where these differ in signs. */
  static String of(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
    String cut = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    return cut.equals(name)
        ? name
        : cut + "_" + String.format(Locale.ROOT, "%08x", name.hashCode());
  }
}
