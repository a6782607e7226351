package dev.linkflux.credential;

import dev.linkflux.control.Access;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A token that somebody must know, kept as its digest: what is no longer there can be in no log and
 * no dump, and digests are compared in a time that does not depend on where they differ.
 */
public final class Secret {
  /** 16 characters of 64 are 96 bits: nobody guesses them over a network. */
  public static final int SHORTEST = 16;

  /** It stands in a header, whose size is limited. */
  public static final int LONGEST = 512;

  private final byte[] digest;

  private Secret(byte[] digest) {
    this.digest = digest;
  }

  /**
   * Reads it; may block on a file.
   *
   * @throws Unusable if it is not there, or what is there is no token
   */
  public static Secret read(Access.Source source) throws Unusable {
    return switch (source) {
      case Access.Source.File(String path) -> of(firstLine(TextFile.read(path)), "'" + path + "'");
      case Access.Source.Environment(String name) -> {
        String value = System.getenv(name);
        if (value == null) {
          throw new Unusable(
              Unusable.Kind.ABSENT, "there is no variable " + name + " in the environment");
        }
        yield of(value.strip(), name);
      }
    };
  }

  /**
   * That of a text.
   *
   * @param where the message names it; the text is never shown
   * @throws Unusable unless it is 16 to 512 visible ASCII characters, since it stands in a header
   */
  static Secret of(String text, String where) throws Unusable {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      throw Unusable.wrong(
          where
              + " holds a token of "
              + text.length()
              + " characters, and 16 to 512 are expected: openssl rand -base64 24");
    }
    if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw Unusable.wrong(
          where
              + " holds a token with a character that cannot stand in a header; letters and digits"
              + " are expected: openssl rand -base64 24");
    }
    return new Secret(digest(text));
  }

  /** True if that is it; takes the same time whatever is said. */
  public boolean is(String said) {
    return MessageDigest.isEqual(digest, digest(said));
  }

  /** True if both are the same. */
  public boolean isSameAs(Secret other) {
    return MessageDigest.isEqual(digest, other.digest);
  }

  @Override
  public String toString() {
    return "secret";
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
