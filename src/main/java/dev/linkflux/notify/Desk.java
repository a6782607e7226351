package dev.linkflux.notify;

import dev.linkflux.control.Notifications.Channel;
import dev.linkflux.control.Notifications.Mail;
import dev.linkflux.control.Notifications.Mqtt;
import dev.linkflux.control.Notifications.Webhook;
import dev.linkflux.control.Settings;
import dev.linkflux.time.Event;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One channel, with all that works for it. */
final class Desk {
  private final Newsroom newsroom;
  private final Composer composer;
  private final Carrier carrier;
  private final Outbox outbox;
  private final InstantSource wall;
  private final Consumer<String> log;
  private final String series;
  private final @Nullable Broker broker;
  private final @Nullable Retained retained;
  private long count;

  private Desk(Channel channel, Carrier carrier, @Nullable Retained retained, Sender sender) {
    Means means = sender.means();
    this.newsroom = new Newsroom(new Editor(channel.manner()), means.wall(), means.aside());
    this.composer = new Composer(channel.manner().wording(), sender.host(), sender.zone());
    this.carrier = carrier;
    this.outbox = new Outbox(carrier, means);
    this.wall = means.wall();
    this.log = means.log();
    this.series = "%016x".formatted(means.dice().getAsLong());
    this.broker = carrier instanceof Broker it ? it : null;
    this.retained = retained;
  }

  /** Opens nothing yet; what a channel does not need is not even loaded. */
  static Desk of(Channel channel, Settings settings, Sender sender) {
    return switch (channel) {
      case Mqtt mqtt -> of(mqtt, settings, sender);
      case Mail mail ->
          new Desk(mail, new MailCarrier(mail, sender.host(), sender.means()), null, sender);
      case Webhook webhook ->
          new Desk(webhook, new WebhookCarrier(webhook, sender.means()), null, sender);
    };
  }

  private static Desk of(Mqtt channel, Settings settings, Sender sender) {
    Topics topics = Topics.of(channel);
    Retained retained = new Retained(topics, settings, sender.means().clock(), channel.figures());
    String client = Slug.of(channel.topic()) + "-" + Slug.of(sender.host());
    Broker broker =
        new Broker(channel, topics, new Dialler(channel, client, sender.means()), sender.means());
    Map<String, String> first = new LinkedHashMap<>();
    first.put(topics.status(), Topics.ONLINE);
    first.putAll(Discovery.of(topics, settings, sender.host(), sender.version()));
    first.putAll(retained.all());
    broker.outgoing().offer(first);
    return new Desk(channel, broker, retained, sender);
  }

  String name() {
    return carrier.name();
  }

  /** Tells what is new; completes when all is told. */
  Mono<Void> tell(Flux<News> news) {
    return outbox.empty(newsroom.messages(news).map(this::composed));
  }

  /** Lets a broker know how everything stands; completes with the events. */
  Mono<Void> show(Flux<Event> events) {
    Broker to = broker;
    Retained states = retained;
    return to == null || states == null
        ? Mono.empty()
        : events.doOnNext(event -> to.outgoing().offer(states.after(event))).then();
  }

  /** Keeps the connection to a broker, until it is closed. */
  Mono<Void> run() {
    return broker == null ? Mono.empty() : broker.run();
  }

  /** Delivers one message now, and says what came of it. */
  Mono<Answer> once(Message message) {
    Dispatch dispatch = composed(message);
    return broker == null ? carrier.carry(dispatch, "") : broker.once(dispatch);
  }

  /** In the words of this channel. */
  Dispatch composed(Message message) {
    return composer.compose(message, series + "-" + ++count, wall.instant());
  }

  void abandon() {
    outbox.abandon();
  }

  /** Ends, and says what it could not tell. */
  Mono<Void> close() {
    int untold = newsroom.waiting();
    if (untold > 0) {
      log.accept(
          "%s: the service ends with %d changes held back and not told".formatted(name(), untold));
    }
    return broker == null ? Mono.empty() : broker.close();
  }
}
