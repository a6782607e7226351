package dev.linkflux.notify;

import dev.linkflux.control.Notifications.Channel;
import dev.linkflux.control.Notifications.Mail;
import dev.linkflux.control.Notifications.Mqtt;
import dev.linkflux.control.Notifications.Webhook;
import dev.linkflux.control.Settings;
import dev.linkflux.time.Event;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

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
  private final @Nullable Showcase showcase;
  private final Sinks.Empty<Void> ended = Sinks.empty();
  private long count;

  private Desk(Channel channel, Carrier carrier, @Nullable Showcase showcase, Sender sender) {
    Means means = sender.means();
    this.newsroom = new Newsroom(new Editor(channel.manner()), means.wall(), means.aside());
    this.composer = new Composer(channel.manner().wording(), sender.host(), sender.zone());
    this.carrier = carrier;
    this.outbox = new Outbox(carrier, means);
    this.wall = means.wall();
    this.log = means.log();
    this.series = "%016x".formatted(means.dice().getAsLong());
    this.broker = carrier instanceof Broker it ? it : null;
    this.showcase = showcase;
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
    String client = Slug.of(channel.topic()) + "-" + Slug.of(sender.host());
    Broker broker =
        new Broker(channel, topics, new Dialler(channel, client, sender.means()), sender.means());
    Showcase showcase = new Showcase(channel, topics, settings, sender, broker.outgoing());
    return new Desk(channel, broker, showcase, sender);
  }

  String name() {
    return carrier.name();
  }

  /** Tells what is new; completes when all is told. */
  Mono<Void> tell(Flux<News> news) {
    return outbox.empty(newsroom.messages(news).map(this::composed));
  }

  /**
   * Lets a broker know how everything stands; completes with the events.
   *
   * @param latest knows of each event before it comes here
   */
  Mono<Void> show(Flux<Event> events, Latest latest) {
    Showcase to = showcase;
    return to == null
        ? Mono.empty()
        : Mono.when( // in that order: nothing is missed, and what comes twice says the same
            events.doOnNext(to::accept), Mono.fromRunnable(() -> to.catchUp(latest)));
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

  /** Ends when it has closed. */
  Mono<Void> ended() {
    return ended.asMono();
  }

  void abandon() {
    outbox.abandon();
  }

  /** Ends, and says what it could not tell. */
  Mono<Void> close() {
    int untold = newsroom.waiting();
    if (untold > 0) {
      log.accept("%s: it ends with %d changes held back and not told".formatted(name(), untold));
    }
    Mono<Void> farewell = broker == null ? Mono.empty() : broker.close();
    return farewell.doFinally(_ -> ended.tryEmitEmpty());
  }
}
