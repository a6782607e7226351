package dev.linkflux.control;

import dev.linkflux.uplink.Check.Trust;
import dev.linkflux.uplink.Host;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of transitions in words: people, by mail, broker or web server.
 *
 * @param channels in the order of the file
 */
public record Notifications(List<Channel> channels) {
  public static final Notifications NONE = new Notifications(List.of());

  public Notifications {
    channels = List.copyOf(channels);
  }

  /** A way to somebody. */
  public sealed interface Channel {
    /** Of what, when and in which words it tells. */
    Manner manner();
  }

  /**
   * How a channel tells.
   *
   * @param on of what
   * @param wording in which words
   * @param quiet when it is silent, or null for never
   * @param dampening how long after a message about one thing there is no other about it; 0 for
   *     each by itself
   */
  public record Manner(
      Set<Hook.On> on, Wording wording, @Nullable QuietHours quiet, Duration dampening) {
    public static final Duration DEFAULT_DAMPENING = Duration.ofMinutes(5);

    public Manner {
      on = Set.copyOf(on);
    }
  }

  /**
   * Where something listens, and as whom to log in there.
   *
   * @param port 1 to 65535
   * @param trust whom its certificate must satisfy, where there is TLS
   * @param login or null for none
   */
  public record Peer(Host host, int port, Trust trust, @Nullable Login login) {
    /** True if nobody can listen on the way. */
    public boolean isHere() {
      InetAddress address = host.address();
      return address == null ? host.text().equals("localhost") : address.isLoopbackAddress();
    }
  }

  /**
   * A name, and where its password is; never the password itself.
   *
   * @param password where it is read from, each time
   */
  public record Login(String username, Access.Source password) {}

  /**
   * A broker (MQTT 5.0 or 3.1.1). It is given the state of everything as retained messages, at once
   * and whatever the hour, and besides what people are told in words. It gives no orders.
   *
   * @param tls true for mqtts
   * @param version of the protocol, 5 or 3
   * @param topic under which all topics are; without wildcards
   * @param discovery the prefix of Home Assistant's discovery, or null for none
   * @param figures how often loss and times are told at most
   */
  public record Mqtt(
      boolean tls,
      Peer broker,
      int version,
      String topic,
      @Nullable String discovery,
      Duration figures,
      Manner manner)
      implements Channel {
    public static final int PORT = 1883;
    public static final int TLS_PORT = 8883;
    public static final String DEFAULT_TOPIC = "linkflux";
    public static final String DEFAULT_DISCOVERY = "homeassistant";
    public static final Duration DEFAULT_FIGURES = Duration.ofSeconds(30);
  }

  /**
   * A mail server (RFC 5321) that takes messages for people.
   *
   * @param secured when TLS begins
   * @param from the sender
   * @param to the recipients; one at least
   * @param timeout of each step of a delivery
   */
  public record Mail(
      Secured secured, Peer server, String from, List<String> to, Duration timeout, Manner manner)
      implements Channel {
    public static final int PORT = 25;
    public static final int TLS_PORT = 465;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

    public Mail {
      to = List.copyOf(to);
    }
  }

  /** When TLS begins on the way to a mail server. */
  public enum Secured {
    /** With the connection: smtps (RFC 8314 section 3.3). */
    AT_ONCE,
    /** By STARTTLS, or nothing is sent (RFC 3207). */
    REQUIRED,
    /** By STARTTLS where it is offered. */
    IF_OFFERED
  }

  /**
   * A web server that is sent JSON with the words in it.
   *
   * @param url http or https
   * @param secretFile holds the secret that it is signed with, or null for no signature
   * @param timeout of one try
   */
  public record Webhook(String url, @Nullable String secretFile, Duration timeout, Manner manner)
      implements Channel {}
}
