package dev.linkflux.uplink;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How it is found out whether a server works.
 *
 * @param kind what is asked
 * @param port of its API, 1 to 65535
 * @param api what its API is asked
 * @param interval between two checks through one uplink, while all is well
 * @param timeout of one check as a whole
 */
public record Check(Kind kind, int port, Api api, Duration interval, Duration timeout) {
  public static final int DEFAULT_PORT = 65_500;
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

  /** No check. */
  public static final Check NONE = of(Kind.NONE);

  /** One of which all but the kind is as usual. */
  public static Check of(Kind kind) {
    return new Check(kind, DEFAULT_PORT, Api.DEFAULT, DEFAULT_INTERVAL, DEFAULT_TIMEOUT);
  }

  /** What is asked. */
  public enum Kind {
    /** Nothing: the server is taken to work. */
    NONE,
    /** An ICMP echo request. */
    PING,
    /** Its API, over HTTPS. */
    API,
    /**
     * Both. It serves as long as one of them answers; that the other does not is said. So a host
     * that filters ICMP, or one whose API alone is broken, is not given up.
     */
    API_PING;

    public boolean asksApi() {
      return this == API || this == API_PING;
    }

    public boolean pings() {
      return this == PING || this == API_PING;
    }
  }

  /**
   * What an API is asked over HTTPS, and what counts as an answer.
   *
   * @param type what it speaks
   * @param path and query of the request, beginning with a slash
   * @param status that the answer must have; 0 for any from 200 to 299
   * @param text that must be in the body; empty for any body
   * @param trust whom its certificate must satisfy
   * @param credentials to log in with, or null not to
   * @param skew how far its clock may be from ours
   */
  public record Api(
      Type type,
      String path,
      int status,
      String text,
      Trust trust,
      @Nullable Credentials credentials,
      Duration skew) {
    public static final Duration DEFAULT_SKEW = Duration.ofSeconds(10);
    public static final Api DEFAULT =
        new Api(Type.HTTPS, "/", 0, "", new Trust.Authority(), null, DEFAULT_SKEW);
  }

  /** What an API speaks. */
  public enum Type {
    /** Anything that answers a GET. */
    HTTPS,
    /** OpenMPTCProuter's: it has a token and a status as well. */
    OMR
  }

  /** Whom a certificate must satisfy. */
  public sealed interface Trust {
    /** An authority of this system, for the name of the server. */
    record Authority() implements Trust {}

    /**
     * Us, by its key.
     *
     * @param pin {@code sha256/} and the base64 digest of the public key (RFC 7469 section 2.4)
     */
    record Pin(String pin) implements Trust {}

    /** Us, by the key that it had when it was first seen. */
    record FirstUse() implements Trust {}
  }

  /**
   * Where the name and the password of a log-in are. They are never in the configuration itself.
   *
   * @param username of the log-in
   * @param file that holds the password and nothing else, or null
   * @param environment variable that holds it, or null; one of both is given
   */
  public record Credentials(String username, @Nullable String file, @Nullable String environment) {
    public static final String DEFAULT_USERNAME = "openmptcprouter";
  }
}
