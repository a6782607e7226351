package dev.linkflux.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Scenario.Path;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.trace.Header;
import dev.linkflux.trace.LineEncoder;
import dev.linkflux.trace.TraceException;
import dev.linkflux.trace.TraceReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

/** A recorded trace gives the decisions that were made, and others under other settings. */
class ReplayTest {
  @TempDir java.nio.file.Path directory;

  private final Scenario scenario = new Scenario(2, 3, 11);
  private final List<Event> recorded = new ArrayList<>();
  private final List<TraceReader> finished = new ArrayList<>();
  private java.nio.file.Path trace = java.nio.file.Path.of("trace.ndjson");

  @BeforeEach
  void recordAnOutage() throws IOException {
    scenario.run(60).set(0, Path.FROZEN).run(30).set(0, Path.GOOD).run(90);
    trace = write("trace.ndjson", scenario.outputs());
  }

  /** Inputs and decisions in one file, as a recorder writes them. */
  private java.nio.file.Path write(String name, List<Event> decisions) throws IOException {
    java.nio.file.Path file = directory.resolve(name);
    LineEncoder encoder = new LineEncoder();
    Header header =
        new Header(
            Instant.parse("2026-11-22T03:00:00Z"),
            JsonNodeFactory.instance.objectNode(),
            Moment.ZERO);
    List<Event> lines = new ArrayList<>(scenario.inputs());
    decisions.stream().filter(ReplayTest::isDecision).forEach(lines::add);
    lines.sort((a, b) -> a.at().compareTo(b.at())); // stable: decisions behind their inputs
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(encoder.encode(header));
      for (Event line : lines) {
        out.write(encoder.encode(line));
      }
    }
    return file;
  }

  private static boolean isDecision(Event event) {
    return event instanceof Transition || event instanceof Election;
  }

  private static List<Event> decisions(List<Event> events) {
    return events.stream().filter(ReplayTest::isDecision).toList();
  }

  private List<Event> replay(Settings settings) {
    return new Replay(List.of(trace))
        .events(settings, recorded::add, finished::add)
        .concatMapIterable(batch -> batch)
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  @Test
  void theSameSettingsGiveTheSameDecisionsMomentForMoment() {
    assertThat(decisions(replay(scenario.settings())))
        .isEqualTo(decisions(scenario.outputs()))
        .hasSizeGreaterThan(5);
  }

  @Test
  void whatWasDecidedWhenItWasRecordedIsHandedOutAside() {
    replay(scenario.settings());
    assertThat(decisions(recorded)).isEqualTo(decisions(scenario.outputs()));
  }

  @Test
  void otherSettingsGiveOtherDecisions() {
    Settings same = scenario.settings();
    Settings patient =
        new Settings(
            same.uplinks(),
            same.targets(),
            same.demands(),
            same.probing(),
            same.windowing(),
            new Rules(
                Duration.ofDays(30),
                Duration.ofSeconds(2),
                Duration.ofSeconds(50),
                Rules.Dampening.DEFAULT),
            same.routing());
    Tally usual = new Tally(same);
    Tally other = new Tally(patient);
    replay(same).forEach(usual);
    replay(patient).forEach(other);
    assertThat(usual.switches()).isEqualTo(2);
    assertThat(other.switches()).isEqualTo(2);
    Duration later = other.elections().getLast().at().since(usual.elections().getLast().at());
    assertThat(later).isEqualTo(Duration.ofSeconds(30));
    assertThat(other.inState("u0", StateName.RECOVERING)).isEqualTo(Duration.ofSeconds(50));
    assertThat(usual.length()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void atTheEndTimePassesToTheLastLineAndTheReaderIsHandedOut() {
    List<Event> events = replay(scenario.settings());
    assertThat(events.getLast()).isEqualTo(new Woken(new Moment(180_000_000_000L)));
    assertThat(finished).hasSize(1);
    assertThat(finished.getFirst().problemCount()).isZero();
    assertThat(finished.getFirst().lines())
        .isEqualTo(1 + scenario.inputs().size() + decisions(scenario.outputs()).size());
  }

  private List<Event> inputs(java.nio.file.Path of) {
    return new Replay(List.of(of))
        .inputs(scenario.settings(), recorded::add, finished::add)
        .concatMapIterable(batch -> batch)
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  @Test
  void theInputsAloneAreThoseThatWereRecordedBehindTheDateOfTheHeader() {
    List<Event> inputs = inputs(trace);
    Moment first = scenario.inputs().getFirst().at();
    assertThat(inputs.getFirst())
        .isEqualTo(
            new Dated(first, Instant.parse("2026-11-22T03:00:00Z").plusNanos(first.nanos())));
    assertThat(inputs.subList(1, inputs.size() - 1)).isEqualTo(scenario.inputs());
  }

  @Test
  void itReadsNoFurtherThanIsAskedFor() {
    StepVerifier.create(
            new Replay(List.of(trace)).inputs(scenario.settings(), recorded::add, finished::add), 1)
        .assertNext(batch -> assertThat(batch).hasSizeBetween(1, 600))
        .thenCancel()
        .verify();
    assertThat(finished).isEmpty();
    assertThat(recorded.size()).isLessThan(decisions(scenario.outputs()).size());
  }

  @Test
  void eachSubscriptionReadsFromTheBeginning() {
    Replay replay = new Replay(List.of(trace));
    var events = replay.events(scenario.settings(), recorded::add, finished::add);
    assertThat(events.collectList().block()).isEqualTo(events.collectList().block());
  }

  @Test
  void aFileThatIsNotThereIsAnErrorOfTheTrace() {
    StepVerifier.create(
            new Replay(List.of(directory.resolve("none.ndjson")))
                .events(scenario.settings(), recorded::add, finished::add))
        .verifyError(TraceException.class);
  }

  @Test
  void uplinksThatTheSettingsDoNotKnowAreLeftOut() {
    Settings first = Scenario.settings(1, 3);
    List<Event> events = replay(first);
    assertThat(events.stream().filter(Transition.class::isInstance).map(Transition.class::cast))
        .isNotEmpty()
        .allMatch(transition -> transition.uplink().name().equals("u0"));
  }

  private List<Event> inputs(Excerpt excerpt) {
    return new Replay(List.of(trace))
        .part(excerpt, progress -> assertThat(progress.lines()).isPositive())
        .inputs(scenario.settings(), recorded::add, finished::add)
        .concatMapIterable(batch -> batch)
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  @Test
  void nothingIsReadBehindTheEndOfAPart() {
    Moment to = new Moment(70_000_000_000L);
    List<Event> all = inputs(trace);
    recorded.clear();
    List<Event> part = inputs(new Excerpt(Moment.ZERO, Moment.ZERO, to));
    assertThat(part.getLast()).isEqualTo(new Woken(to));
    assertThat(part.subList(0, part.size() - 1))
        .isEqualTo(all.stream().filter(event -> !event.at().isAfter(to)).toList());
    assertThat(finished.getLast().lines()).isLessThan(finished.getFirst().lines());
  }

  @Test
  void aPartThatEndsBehindTheTraceIsTheTrace() {
    assertThat(inputs(new Excerpt(Moment.ZERO, Moment.ZERO, new Moment(500_000_000_000L))))
        .isEqualTo(inputs(trace));
  }

  @Test
  void whatIsBeforeThePartIsNotHeard() {
    Moment heard = new Moment(100_000_000_000L);
    List<Event> part = inputs(new Excerpt(heard, heard, Moment.NEVER));
    assertThat(part).isNotEmpty().noneMatch(event -> event.at().isBefore(heard));
    assertThat(recorded).noneMatch(event -> event.at().isBefore(heard));
  }
}
