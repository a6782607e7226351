package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.control.Settings;
import dev.linkflux.engine.Directory;
import dev.linkflux.engine.WallClock;
import dev.linkflux.notify.ActiveFile;
import dev.linkflux.notify.Channels;
import dev.linkflux.notify.Hooks;
import dev.linkflux.notify.Means;
import dev.linkflux.notify.Sender;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Those outside who are told of what is decided: the hooks, people, and whoever reads the file of
 * the server in use. They never hold anything up.
 */
final class Followers {
  /** Nobody. */
  static final Followers NOBODY = new Followers(null, new AtomicReference<>(List.of()));

  /** For what is under way at the end. */
  private static final Duration FAREWELL = Duration.ofMillis(200);

  private final @Nullable Parts parts;
  private final AtomicReference<List<Uplink>> uplinks;

  /** Each of them, and what they tell with. */
  private record Parts(Hooks hooks, Channels channels, ActiveFile file, Means means) {}

  private Followers(@Nullable Parts parts, AtomicReference<List<Uplink>> uplinks) {
    this.parts = parts;
    this.uplinks = uplinks;
  }

  /**
   * Those of a configuration.
   *
   * @param clock labels moments
   * @param names finds web servers and the like; asked for only when one has to be found
   * @param told takes sentences for the operator
   * @param ended counts who was told and who could not be
   */
  static Followers of(
      Configuration configuration,
      WallClock clock,
      Loops loops,
      Supplier<Directory> names,
      Consumer<String> told,
      BiConsumer<String, Boolean> ended) {
    AtomicReference<List<Uplink>> uplinks =
        new AtomicReference<>(configuration.settings().uplinks());
    Means means = means(uplinks::get, clock, loops, names, told, ended);
    Settings settings = configuration.settings();
    // Also where there is nobody to tell now: who is told later is told of what was before.
    return new Followers(
        new Parts(
            new Hooks(configuration.hooks(), settings, means),
            new Channels(configuration.notifications(), settings, sender(configuration, means)),
            new ActiveFile(configuration.state(), settings, clock, loops.aside(), told),
            means),
        uplinks);
  }

  /**
   * This configuration is about to hold: whom both have goes on, and of uplinks and servers all
   * learn by the event.
   *
   * @throws IllegalArgumentException as {@link Hooks}; then nothing has changed
   */
  void prepare(Configuration now) {
    if (parts != null) {
      parts.hooks().replace(now.hooks());
      parts.channels().replace(now.notifications(), now.settings(), sender(now, parts.means()));
    }
    uplinks.set(now.settings().uplinks());
  }

  /** What everybody is told with. */
  static Means means(
      Supplier<List<Uplink>> uplinks,
      WallClock clock,
      Loops loops,
      Supplier<Directory> names,
      Consumer<String> told,
      BiConsumer<String, Boolean> ended) {
    return new Means(
        clock,
        InstantSource.system(),
        loops.serving(),
        loops.aside(),
        host -> anywhere(uplinks.get(), loops, names, host),
        new SecureRandom()::nextLong,
        told,
        ended);
  }

  /** As whom people are told, in times of the configuration's zone. */
  static Sender sender(Configuration configuration, Means means) {
    return new Sender(
        means, HostName.get(), configuration.settings().rules().zone(), Version.number());
  }

  /** Asks through one uplink after the other, until one knows. */
  private static Mono<List<InetAddress>> anywhere(
      List<Uplink> uplinks, Loops loops, Supplier<Directory> names, String host) {
    return Mono.fromSupplier(names)
        .subscribeOn(loops.aside())
        .flatMap(
            directory ->
                Flux.fromIterable(uplinks)
                    .filter(uplink -> !uplink.disabled())
                    .concatMap(
                        uplink -> directory.resolve(uplink, host).onErrorResume(_ -> Mono.empty()),
                        1)
                    .filter(addresses -> !addresses.isEmpty())
                    .next()
                    .defaultIfEmpty(List.of()));
  }

  /** Follows all that comes out of the pipeline. */
  void follow(Flux<List<Event>> events) {
    if (parts != null) {
      Mono<Void> all =
          Mono.whenDelayError( // each for itself
              parts.hooks().feed(events), parts.channels().feed(events), parts.file().feed(events));
      Disposable _ = all.subscribe(_ -> {}, _ -> {});
    }
  }

  /**
   * Begins to end, at once.
   *
   * @return completes when that is done, within a second
   */
  Mono<Void> close() {
    if (parts == null) {
      return Mono.empty();
    }
    Mono<Void> ended =
        Mono.when(
                parts.hooks().close(FAREWELL).onErrorComplete(),
                parts.channels().close(FAREWELL).onErrorComplete())
            .cache();
    Disposable _ = ended.subscribe(_ -> {}, _ -> {});
    return ended;
  }
}
