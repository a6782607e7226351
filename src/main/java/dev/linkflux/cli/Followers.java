package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
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
  static final Followers NOBODY = new Followers(null, null, null);

  /** For what is under way at the end. */
  private static final Duration FAREWELL = Duration.ofMillis(200);

  private final @Nullable Hooks hooks;
  private final @Nullable Channels channels;
  private final @Nullable ActiveFile file;

  private Followers(@Nullable Hooks hooks, @Nullable Channels channels, @Nullable ActiveFile file) {
    this.hooks = hooks;
    this.channels = channels;
    this.file = file;
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
    Means means = means(configuration, clock, loops, names, told, ended);
    Hooks hooks =
        configuration.hooks().isEmpty()
            ? null
            : new Hooks(configuration.hooks(), configuration.settings(), means);
    Channels channels =
        configuration.notifications().channels().isEmpty()
            ? null
            : new Channels(
                configuration.notifications(),
                configuration.settings(),
                sender(configuration, means));
    ActiveFile file =
        configuration.settings().servers().isEmpty()
            ? null
            : new ActiveFile(
                configuration.state(), configuration.settings(), clock, loops.aside(), told);
    return new Followers(hooks, channels, file);
  }

  /** What everybody is told with. */
  static Means means(
      Configuration configuration,
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
        host -> anywhere(configuration.settings().uplinks(), loops, names, host),
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
    if (hooks != null) {
      Disposable _ = hooks.feed(events).subscribe(_ -> {}, _ -> {});
    }
    if (channels != null) {
      Disposable _ = channels.feed(events).subscribe(_ -> {}, _ -> {});
    }
    if (file != null) {
      Disposable _ = file.feed(events).subscribe(_ -> {}, _ -> {});
    }
  }

  /**
   * Begins to end, at once.
   *
   * @return completes when that is done, within a second
   */
  Mono<Void> close() {
    Mono<Void> ended =
        Mono.when(
                hooks == null ? Mono.empty() : hooks.close(FAREWELL).onErrorComplete(),
                channels == null ? Mono.empty() : channels.close(FAREWELL).onErrorComplete())
            .cache();
    Disposable _ = ended.subscribe(_ -> {}, _ -> {});
    return ended;
  }
}
