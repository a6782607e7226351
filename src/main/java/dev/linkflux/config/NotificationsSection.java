package dev.linkflux.config;

import dev.linkflux.control.Hook;
import dev.linkflux.control.Notifications;
import dev.linkflux.control.Notifications.Channel;
import dev.linkflux.control.Notifications.Mail;
import dev.linkflux.control.Notifications.Manner;
import dev.linkflux.control.Notifications.Mqtt;
import dev.linkflux.control.Notifications.Peer;
import dev.linkflux.control.Notifications.Secured;
import dev.linkflux.control.Notifications.Webhook;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code notifications}: the channels by which people are told. */
final class NotificationsSection {
  private static final String EXAMPLE =
      "- {mail: \"smtp://mail.example.net\", from: router@example.net, to: me@example.net}";
  private static final int MOST = 16;
  private static final int MOST_RECIPIENTS = 32;
  private static final List<String> KINDS = List.of("mqtt", "mail", "webhook");
  private static final Map<String, Integer> BROKERS =
      Map.of("mqtt", Mqtt.PORT, "mqtts", Mqtt.TLS_PORT);
  private static final Map<String, Integer> MAIL_SERVERS =
      Map.of("smtp", Mail.PORT, "smtps", Mail.TLS_PORT);
  private static final Function<String, String> VERSIONS = Choice.of("5", "3");
  private static final Function<String, String> STARTTLS = Choice.of("required", "offered");
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final boolean looksForFiles;
  private final ZoneId zone;
  private final Set<String> roots = new HashSet<>();

  private NotificationsSection(boolean looksForFiles, ZoneId zone) {
    this.looksForFiles = looksForFiles;
    this.zone = zone;
  }

  /**
   * In the order of the file.
   *
   * @param zone of quiet hours
   * @param purpose files are looked for only if they are going to be used
   */
  static Notifications read(Section root, ZoneId zone, Purpose purpose) {
    NotificationsSection reader = new NotificationsSection(purpose == Purpose.SERVICE, zone);
    List<Section> sections = root.sections("notifications", EXAMPLE);
    if (sections.size() > MOST) {
      root.error("notifications", "there are " + sections.size() + "; at most " + MOST);
    }
    List<Channel> channels = new ArrayList<>();
    for (Section section : sections) {
      Channel channel = reader.channel(section);
      if (channel != null) {
        channels.add(channel);
      }
    }
    return new Notifications(channels);
  }

  private @Nullable Channel channel(Section section) {
    List<String> kinds = KINDS.stream().filter(section::has).toList();
    Channel channel =
        switch (kinds.size() == 1 ? kinds.getFirst() : "") {
          case "mqtt" -> mqtt(section);
          case "mail" -> mail(section);
          case "webhook" -> webhook(section);
          default -> {
            section.error(
                kinds.isEmpty() ? "mail" : kinds.get(1),
                kinds.isEmpty()
                    ? "is missing: a channel has mqtt, mail or webhook, as in " + EXAMPLE
                    : "a channel is one of mqtt, mail and webhook: make several of it");
            yield null;
          }
        };
    if (kinds.size() == 1) {
      section.done();
    }
    return channel;
  }

  /** Two that say of the same topics what they hold would only contradict each other. */
  private void checkTopic(Section section, Peer broker, String topic) {
    if (!roots.add(HostText.print(broker.host(), broker.port()) + "/" + topic)) {
      section.error(
          "topic", "is another channel's at the same broker, too: give it one of its own");
    }
  }

  private @Nullable Channel mqtt(Section section) {
    ServiceUrlText url = section.find("mqtt", text -> ServiceUrlText.parse(text, BROKERS));
    int version = section.read("version", 5, text -> Integer.parseInt(VERSIONS.apply(text)));
    String topic = section.read("topic", Mqtt.DEFAULT_TOPIC, TopicText::parse);
    String discovery = section.read("discovery", Mqtt.DEFAULT_DISCOVERY, TopicText::parseOrOff);
    Duration figures =
        section.read(
            "figures", Mqtt.DEFAULT_FIGURES, DurationText.between(LEAST, Duration.ofHours(1)));
    Manner manner = MannerReader.read(section, zone, false);
    boolean tls = url != null && url.scheme().equals("mqtts");
    Peer broker = PeerReader.read(section, url, tls, looksForFiles);
    if (broker == null) {
      return null;
    }
    checkTopic(section, broker, topic);
    if (broker.login() != null && !tls && !broker.isHere()) {
      section.warning("mqtt", "the password goes to the broker in the clear; use mqtts://");
    }
    return new Mqtt(
        tls,
        broker,
        version,
        topic,
        discovery.equals(TopicText.OFF) ? null : discovery,
        figures,
        manner);
  }

  private @Nullable Channel mail(Section section) {
    ServiceUrlText url = section.find("mail", text -> ServiceUrlText.parse(text, MAIL_SERVERS));
    String from = section.need("from", EXAMPLE, MailAddressText::parse);
    List<String> to = section.oneOrMore("to", MailAddressText::parse);
    if (to.isEmpty() && section.isSound("to")) {
      section.error("to", "is missing: to whom, as in " + EXAMPLE);
    } else if (to.size() > MOST_RECIPIENTS) {
      section.error("to", "there are " + to.size() + "; at most " + MOST_RECIPIENTS);
    }
    String starttls = section.find("starttls", STARTTLS);
    boolean tls = url != null && url.scheme().equals("smtps");
    if (starttls != null && tls) {
      section.error("starttls", "has no meaning with smtps, where all is encrypted: remove it");
    }
    Duration timeout =
        section.read(
            "timeout", Mail.DEFAULT_TIMEOUT, DurationText.between(LEAST, Duration.ofMinutes(5)));
    Manner manner = MannerReader.read(section, zone, false);
    Peer server = PeerReader.read(section, url, true, looksForFiles);
    if (server == null || from == null || to.isEmpty()) {
      return null;
    }
    // A password is never sent in the clear, unless that is asked for.
    boolean required = starttls == null ? server.login() != null : starttls.equals("required");
    if (!tls && !required && server.login() != null && !server.isHere()) {
      section.warning(
          "starttls",
          "offered: whoever sits between can keep it from being, and read the password");
    }
    return new Mail(
        tls ? Secured.AT_ONCE : required ? Secured.REQUIRED : Secured.IF_OFFERED,
        server,
        from,
        to,
        timeout,
        manner);
  }

  private @Nullable Channel webhook(Section section) {
    String url = section.find("webhook", text -> UrlText.parse(text).print());
    String secret = section.find("secret", text -> FileText.secret(text, "the secret"));
    Duration timeout =
        section.read(
            "timeout", Hook.DEFAULT_TIMEOUT, DurationText.between(LEAST, Duration.ofMinutes(10)));
    Manner manner = MannerReader.read(section, zone, true);
    if (url == null) {
      return null;
    }
    if (secret != null && looksForFiles) {
      FileText.checkSecret(section, "secret", secret);
    }
    return new Webhook(url, secret, timeout, manner);
  }
}
