package dev.linkflux.notify;

import dev.linkflux.control.Notifications.Mqtt;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.time.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets a broker have how everything stands: all of it at first and when other settings hold, and
 * then what changes. For any threads.
 */
final class Showcase {
  private final Topics topics;
  private final Sender sender;
  private final Outgoing outgoing;
  private final Retained retained;

  Showcase(Mqtt channel, Topics topics, Settings settings, Sender sender, Outgoing outgoing) {
    this.topics = topics;
    this.sender = sender;
    this.outgoing = outgoing;
    retained = new Retained(topics, settings, sender.means().clock(), channel.figures());
    all(settings);
  }

  private void all(Settings settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(topics.status(), Topics.ONLINE);
    all.putAll(Discovery.of(topics, settings, sender.host(), sender.version()));
    all.putAll(retained.all());
    outgoing.replace(all);
  }

  synchronized void accept(Event event) {
    if (event instanceof Reconfigured it) {
      retained.reconfigured(it.settings());
      all(it.settings());
    } else {
      outgoing.offer(retained.after(event));
    }
  }

  /** What was said before anybody was asked to show it. */
  synchronized void catchUp(Latest latest) {
    latest.all().forEach(this::accept);
  }
}
