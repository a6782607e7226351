package dev.linkflux.notify;

import dev.linkflux.control.Hook;
import dev.linkflux.wire.tls.AuthorityTrust;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** Tells a webhook: tries a letter until it is taken, ever more rarely, and not for ever. */
final class Poster implements Messenger {
  private static final int TRIES = 10;
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Pauses PAUSES =
      new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(5));

  private final String name;
  private final Courier courier;
  private final Scheduler aside;
  private final LongSupplier dice;
  private final Consumer<String> log;
  private final BiConsumer<String, Boolean> ended;
  private final Sinks.Empty<Void> abandoned = Sinks.empty();
  private volatile boolean failing;

  /**
   * @param name what the log calls it
   * @param aside takes over after each try, and keeps the time of the pauses
   * @param ended as in {@link Means}
   */
  Poster(
      String name,
      Courier courier,
      Scheduler aside,
      LongSupplier dice,
      Consumer<String> log,
      BiConsumer<String, Boolean> ended) {
    this.name = name;
    this.courier = courier;
    this.aside = aside;
    this.dice = dice;
    this.log = line -> log.accept(name + ": " + line);
    this.ended = ended;
  }

  /** One that goes over the network. */
  static Poster to(Hook.Webhook hook, Means means) {
    Address address = Address.of(hook.url());
    return new Poster(
        "webhook " + address.name(),
        new HttpCourier(address, hook, means, new AuthorityTrust()),
        means.aside(),
        means.dice(),
        means.log(),
        means.ended());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Mono<Void> tell(Notice notice) {
    return Mono.defer(() -> attempt(Letter.of(notice), 1, now()))
        .takeUntilOther(abandoned.asMono());
  }

  @Override
  public void abandon() {
    var _ = abandoned.tryEmitEmpty();
  }

  private Mono<Void> attempt(Letter letter, int number, long begun) {
    return courier
        .carry(letter)
        .publishOn(aside)
        .flatMap(
            answer ->
                switch (answer) {
                  case Answer.Taken _ -> taken();
                  case Answer.Refused(var why) -> said("does not take it: " + why);
                  case Answer.Later later -> again(later, letter, number, begun);
                });
  }

  private Mono<Void> taken() {
    ended.accept(name, true);
    if (failing) {
      failing = false;
      log.accept("takes what it is sent again");
    }
    return Mono.empty();
  }

  private Mono<Void> again(Answer.Later later, Letter letter, int number, long begun) {
    Duration pause = PAUSES.after(number, later.atLeast(), dice.getAsLong());
    long spent = now() - begun;
    if (number >= TRIES || spent + pause.toNanos() >= LONGEST.toNanos()) {
      failing = true;
      return said(
          "given up after %d tries in %d s: %s"
              .formatted(number, TimeUnit.NANOSECONDS.toSeconds(spent), later.why()));
    }
    if (!failing) {
      failing = true;
      log.accept(later.why() + "; it is tried again");
    }
    return Mono.delay(pause, aside).then(Mono.defer(() -> attempt(letter, number + 1, begun)));
  }

  /** It is not told, for that reason. */
  private Mono<Void> said(String line) {
    ended.accept(name, false);
    log.accept(line);
    return Mono.empty();
  }

  private long now() {
    return aside.now(TimeUnit.NANOSECONDS);
  }
}
