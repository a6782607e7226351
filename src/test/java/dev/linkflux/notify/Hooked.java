package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Hook;
import dev.linkflux.time.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** Hooks that are fed by a test, with real threads, and the log of what came of it. */
final class Hooked implements AutoCloseable {
  static final Set<Hook.On> ALL = EnumSet.allOf(Hook.On.class);

  final Log log = new Log();
  final Scheduler aside = Schedulers.newBoundedElastic(2, 10_000, "aside", 60, true);
  final LoopResources loops = LoopResources.create("hooked", 1, true);
  private final Sinks.Many<List<Event>> events = Sinks.many().unicast().onBackpressureBuffer();
  private final CountDownLatch over = new CountDownLatch(1);
  final Hooks hooks;

  Hooked(Hook... hooks) {
    this.hooks = new Hooks(List.of(hooks), Samples.SETTINGS, means());
    var _ =
        this.hooks
            .feed(events.asFlux())
            .subscribe(_ -> {}, failure -> log.accept("failed: " + failure), over::countDown);
  }

  Means means() {
    return new Means(
        Samples.CLOCK,
        InstantSource.fixed(Samples.ZERO),
        loops,
        aside,
        Hooked::resolve,
        () -> 0x1234_5678_9abc_def0L,
        log,
        (_, _) -> {});
  }

  /** The only names that there are. */
  static Mono<List<InetAddress>> resolve(String name) {
    return switch (name) {
      case "hooks.example" -> Mono.just(Samples.addresses("127.0.0.1"));
      case "two.example" -> Mono.just(Samples.addresses("127.0.0.2", "127.0.0.1"));
      default -> Mono.error(new UnknownHostException("no such name: " + name));
    };
  }

  /** A program that is run by a shell of its own. */
  static Hook.Program shell(Duration timeout, String script) {
    return new Hook.Program(List.of("/bin/sh", "-c", script), ALL, timeout);
  }

  /** One with all the time that a test may need. */
  static Hook.Program shell(String script) {
    return shell(Duration.ofSeconds(20), script);
  }

  void happens(Event... turn) {
    events.emitNext(List.of(turn), Sinks.EmitFailureHandler.FAIL_FAST);
  }

  /** Waits until somebody has made that file. */
  void awaitFile(Path file) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!Files.exists(file)) {
      assertThat(System.nanoTime()).as("%s is there", file).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  void touch(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing more happens: waits until all was told. */
  List<String> end() {
    events.emitComplete(Sinks.EmitFailureHandler.FAIL_FAST);
    awaitEnd();
    return log.lines();
  }

  void awaitEnd() {
    try {
      if (!over.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("not over: " + log.lines());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    hooks.close(Duration.ZERO).block();
    aside.dispose();
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block();
  }
}
