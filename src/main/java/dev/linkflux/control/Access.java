package dev.linkflux.control;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may read and who may give orders over HTTP, and how that is kept from others. From this
 * machine everybody may read. Without tokens nobody else may do anything, and everybody on this
 * machine may give orders.
 *
 * @param tokens in the order of the file; a name stands there once
 * @param tls what the server shows of itself, or null for plain HTTP
 * @param origins of pages of other sites that may read, each {@code scheme://host[:port]} (RFC 6454
 *     section 6.2); none by default
 * @param clients of the event stream at once, 1 to 10,000
 */
public record Access(List<Token> tokens, @Nullable Tls tls, Set<String> origins, int clients) {
  public static final int DEFAULT_CLIENTS = 1100;

  /** This machine only. */
  public static final Access LOCAL = new Access(List.of(), null, Set.of(), DEFAULT_CLIENTS);

  public Access {
    tokens = List.copyOf(tokens);
    origins = Set.copyOf(origins);
  }

  /** What a token is good for. */
  public enum Role {
    READ,
    /** Orders too. */
    OPERATE
  }

  /**
   * A secret that somebody knows (RFC 6750).
   *
   * @param name for the log, never sent by anybody
   * @param source where it is read from; never the configuration file itself
   */
  public record Token(String name, Role role, Source source) {}

  /** Where a secret is read from. */
  public sealed interface Source {
    /** Its first line. */
    record File(String path) implements Source {}

    /** A variable of the environment. */
    record Environment(String name) implements Source {}
  }

  /**
   * Files in PEM, read again when they change.
   *
   * @param certificate the server's, and those that lead to an authority
   * @param key its private key, PKCS#8
   */
  public record Tls(String certificate, String key) {}
}
