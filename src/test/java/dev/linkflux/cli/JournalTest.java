package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.WallClock;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import dev.linkflux.trace.TraceSource;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Schedulers;

/** Each event is recorded where the configuration wants it that holds at its moment. */
class JournalTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final UplinkId FIBRE = new UplinkId("fibre", 0);

  @TempDir private Path directory = Path.of("");

  /** What waits for a disk that is slow. */
  private final Queue<Runnable> slow = new ArrayDeque<>();

  private final List<String> told = new ArrayList<>();
  private Journal journal;
  private long seconds;

  @BeforeEach
  void begin() {
    journal =
        new Journal(
            recordingTo("first"),
            new WallClock(Instant.EPOCH),
            new Instruments(),
            Schedulers.fromExecutor(slow::add),
            told::add);
  }

  @AfterEach
  void end() {
    journal.close();
    assertThat(told).isEmpty();
  }

  private Configuration recordingTo(String name) {
    return configuration("{directory: %s, compress: off}".formatted(directory.resolve(name)));
  }

  private static Configuration configuration(String trace) {
    Reading read =
        Configurations.parse(
            """
            targets: [{address: 192.0.2.1}, {address: 192.0.2.2}, {address: 192.0.2.3}]
            uplinks: [{name: fibre, interface: wan1}]
            trace: %s
            """
                .formatted(trace),
            "test.yml");
    return switch (read) {
      case Reading.Valid(var configuration, _) -> configuration;
      case Reading.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }

  private void reload(Configuration now) {
    journal.prepare(now);
    journal.accept(
        new Reconfigured(next(), now.settings(), null, now.effective().toString(), List.of()));
  }

  private void steer(Steering steering) {
    journal.accept(new Steered(next(), FIBRE, steering, Moment.ZERO));
  }

  /** Before the disk answers, and behind that; to the end. */
  private void steerOn() {
    steer(Steering.AVOID);
    diskAnswers();
    steer(Steering.AUTO);
    close();
  }

  private Moment next() {
    return new Moment(++seconds * 1_000_000_000L);
  }

  private void diskAnswers() {
    while (!slow.isEmpty()) {
      slow.remove().run();
    }
  }

  /** Its end waits half a second for what is slow; here all of it has to be written. */
  private void close() {
    journal.close();
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (isWriting()) {
      assertThat(System.nanoTime()).as("waited for the end of recording").isLessThan(limit);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static boolean isWriting() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(it -> it.getName().equals("linkflux-recorder"));
  }

  private List<Steering> recorded(String name) throws IOException {
    List<Path> files =
        TraceSource.in(directory.resolve(name)).stream().map(TraceSource::file).toList();
    assertThat(files).hasSize(1);
    List<Event> events = new ArrayList<>();
    try (TraceReader reader = TraceReader.open(files, Names.growing(), _ -> {})) {
      while (reader.read(events, 100) > 0) {
        // until there is no more
      }
      assertThat(reader.problems()).isEmpty();
    }
    return events.stream()
        .flatMap(it -> it instanceof Steered steered ? Stream.of(steered.steering()) : null)
        .toList();
  }

  @Test
  void whatHappensWhileADiskIsSlowGoesToTheOneThatIsWantedByThen() throws IOException {
    steer(Steering.PIN);
    reload(recordingTo("second"));
    steerOn();

    assertThat(recorded("first")).containsExactly(Steering.PIN);
    assertThat(recorded("second")).containsExactly(Steering.AVOID, Steering.AUTO);
  }

  @Test
  void whatHappensWhileNothingIsToBeRecordedIsRecordedNowhereHoweverSlowTheDisk()
      throws IOException {
    reload(configuration("off"));
    steer(Steering.PIN);
    reload(recordingTo("second"));
    steerOn();

    assertThat(recorded("second")).containsExactly(Steering.AVOID, Steering.AUTO);
  }
}
