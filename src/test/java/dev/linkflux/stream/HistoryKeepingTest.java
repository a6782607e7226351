package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.control.Access;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.WallClock;
import dev.linkflux.stream.store.HistoryPoint;
import dev.linkflux.stream.store.UplinkHistory;
import dev.linkflux.time.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

/** A service that is ended, killed and started again, on a real directory. */
class HistoryKeepingTest {
  private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Disposable.Composite listening = Disposables.composite();
  private final LoopResources loops = LoopResources.create("keeping", 1, true);
  private final Scheduler loop = Schedulers.newSingle("keeping-loop");

  /** Of one thread, so that what comes later is later. */
  private final Scheduler aside = Schedulers.newBoundedElastic(1, 1000, "keeping-aside");

  @AfterEach
  void end() {
    assertThat(told).isEmpty();
    listening.dispose();
    loop.dispose();
    aside.dispose();
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block();
  }

  /** A run whose clock was at that time when it began. */
  private final class Run {
    private final Histories histories;
    private final HistoryKeeping keeping;

    Run(Instant at, Path place) {
      histories = new Histories(Samples.SETTINGS, new WallClock(at));
      keeping = new HistoryKeeping(histories, place, loop, aside);
      listening.add(keeping.warnings().subscribe(told::add));
      keeping.begin();
      settle();
    }

    /** What was begun on the loop, went on aside and came back is over. */
    void settle() {
      StepVerifier.create(Flux.just(1).publishOn(loop).publishOn(aside).publishOn(loop))
          .expectNextCount(1)
          .expectComplete()
          .verify(PATIENCE);
    }

    void probes(long fromSecond, long toSecond) {
      for (long second = fromSecond; second < toSecond; second++) {
        List<Event> turn = List.of(Samples.replied(1000 * second, FIBRE, second));
        StepVerifier.create(
                Flux.just(turn)
                    .publishOn(loop)
                    .doOnNext(histories::accept)
                    .doOnNext(_ -> keeping.turn()))
            .expectNextCount(1)
            .expectComplete()
            .verify(PATIENCE);
        settle();
      }
    }

    /** Only these uplinks are left. */
    void reload(long second, String... uplinks) {
      Event event =
          Reloading.reload(1000 * second, Reloading.settings(List.of(uplinks), List.of("own")));
      StepVerifier.create(
              Flux.just(List.of(event))
                  .publishOn(loop)
                  .doOnNext(histories::accept)
                  .doOnNext(_ -> keeping.turn()))
          .expectNextCount(1)
          .expectComplete()
          .verify(PATIENCE);
      settle();
    }

    List<HistoryPoint> points(int step) {
      UplinkHistory history = Objects.requireNonNull(histories.of("fibre"));
      return history.points(START.getEpochSecond() - 3000, histories.now(), step);
    }

    void close() {
      StepVerifier.create(keeping.close()).expectComplete().verify(PATIENCE);
    }
  }

  @Test
  void whatWasMeasuredIsThereAgainAfterACleanEnd() {
    Run first = new Run(START, directory);
    first.probes(0, 150);
    List<HistoryPoint> seconds = first.points(1);
    List<HistoryPoint> minutes = first.points(60);
    first.close();

    Run second = new Run(START.plusSeconds(200), directory);

    assertThat(seconds).hasSize(150);
    assertThat(minutes).hasSize(3);
    assertThat(second.points(1)).isEqualTo(seconds);
    assertThat(second.points(60)).isEqualTo(minutes);
    second.close();
  }

  @Test
  void aKillCostsTheLastMinuteAtMost() throws IOException {
    Run killed = new Run(START, directory.resolve("running"));
    killed.probes(0, 200);
    Path left = Files.createDirectories(directory.resolve("left/history"));
    try (Stream<Path> files = Files.list(directory.resolve("running/history"))) {
      for (Path file : files.toList()) {
        Files.copy(file, left.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }

    Run next = new Run(START.plusSeconds(205), directory.resolve("left"));

    assertThat(next.points(1).size()).isBetween(140, 199);
    assertThat(next.points(1)).isEqualTo(killed.points(1).subList(0, next.points(1).size()));
    assertThat(next.points(60)).isEqualTo(killed.points(60).subList(0, 3));
    next.close();
    killed.close();
  }

  @Test
  void aMinuteThatTwoRunsShareHasTheProbesOfBoth() {
    Run first = new Run(START, directory);
    first.probes(0, 20);
    first.close();
    Run second = new Run(START.plusSeconds(30), directory);
    second.probes(0, 10);

    assertThat(second.points(60)).extracting(HistoryPoint::sent).containsExactly(30);
    assertThat(second.points(1)).hasSize(30);
    second.close();
  }

  @Test
  void anUplinkThatGoesAndComesBackHasWhatWasKeptOfIt() {
    Run run = new Run(START, directory);
    run.probes(0, 70);
    List<HistoryPoint> before = run.points(1);
    run.reload(70, "lte");
    assertThat(run.histories.of("fibre")).isNull();

    run.reload(80, "dsl", "fibre");
    assertThat(run.points(1)).isEqualTo(before);
    run.close();

    Run next = new Run(START.plusSeconds(90), directory);
    assertThat(next.points(1)).isEqualTo(before);
    next.close();
  }

  @Test
  void aServerWithoutADirectoryWritesNothingAndEndsAtOnce() {
    StreamServer server =
        new StreamServer(
            new Premises(
                Samples.SETTINGS,
                JsonNodeFactory.instance.objectNode(),
                Access.LOCAL,
                Samples.CLOCK,
                Samples.SERVICE,
                null),
            new Orders(),
            loops,
            loop,
            aside);

    StepVerifier.create(server.close()).expectComplete().verify(PATIENCE);
  }

  @Test
  void aServerKeepsWhatItWasFed() {
    StreamServer server =
        new StreamServer(
            new Premises(
                Samples.SETTINGS,
                JsonNodeFactory.instance.objectNode(),
                Access.LOCAL,
                Samples.CLOCK,
                Samples.SERVICE,
                directory),
            new Orders(),
            loops,
            loop,
            aside);
    StepVerifier.create(server.feed(Flux.just(List.of(Samples.replied(30, FIBRE, 1)))))
        .expectComplete()
        .verify(PATIENCE);
    StepVerifier.create(server.close()).expectComplete().verify(PATIENCE);

    Run next = new Run(START.plusSeconds(60), directory);
    assertThat(next.points(1)).extracting(HistoryPoint::sent).containsExactly(1);
    next.close();
  }
}
