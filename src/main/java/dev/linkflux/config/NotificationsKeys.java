package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.control.Notifications.Channel;
import dev.linkflux.control.Notifications.Mail;
import dev.linkflux.control.Notifications.Mqtt;
import dev.linkflux.control.Notifications.Peer;
import dev.linkflux.control.Notifications.Secured;
import dev.linkflux.control.Notifications.Webhook;
import java.time.Duration;

/** Channels as they stand in the file, with every default filled in, and nothing that is secret. */
final class NotificationsKeys {
  private NotificationsKeys() {}

  static ObjectNode write(Channel channel, ObjectNode node) {
    switch (channel) {
      case Mqtt mqtt -> {
        Peer broker = mqtt.broker();
        String scheme = mqtt.tls() ? "mqtts" : "mqtt";
        node.put("mqtt", ServiceUrlText.print(scheme, broker.host(), broker.port()));
        node.put("version", mqtt.version()).put("topic", mqtt.topic());
        node.put("discovery", mqtt.discovery() == null ? TopicText.OFF : mqtt.discovery());
        node.put("figures", DurationText.print(mqtt.figures()));
        PeerReader.write(broker, node);
      }
      case Mail mail -> {
        Peer server = mail.server();
        boolean tls = mail.secured() == Secured.AT_ONCE;
        node.put(
            "mail", ServiceUrlText.print(tls ? "smtps" : "smtp", server.host(), server.port()));
        if (!tls) {
          node.put("starttls", mail.secured() == Secured.REQUIRED ? "required" : "offered");
        }
        ArrayNode to = node.put("from", mail.from()).putArray("to");
        mail.to().forEach(to::add);
        node.put("timeout", DurationText.print(mail.timeout()));
        PeerReader.write(server, node);
      }
      case Webhook(String url, String secretFile, Duration timeout, _) -> {
        node.put("webhook", UrlText.masked(url));
        if (secretFile != null) {
          node.put("secret", secretFile);
        }
        node.put("timeout", DurationText.print(timeout));
      }
    }
    MannerReader.write(channel.manner(), node);
    return node;
  }
}
