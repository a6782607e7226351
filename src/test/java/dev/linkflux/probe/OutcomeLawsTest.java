package dev.linkflux.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rings and queues of the stage do what plain maps and sorted lists do. */
class OutcomeLawsTest {
  private static final long MS = 1_000_000;
  private static final long TIMEOUT = 1000 * MS;
  private static final long PATIENCE = 300 * MS;
  private static final int UPLINKS = 2;
  private static final int TARGETS = 2;
  private static final Settings SETTINGS = Scenario.settings(UPLINKS, TARGETS);

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theStageTellsWhatTheNaiveModelTells(long seed) {
    List<Event> inputs = inputs(new SplittableRandom(seed));
    Stage stage =
        new OutcomeStage(
            SETTINGS.uplinks(),
            SETTINGS.targets(),
            new Probing(
                Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofNanos(TIMEOUT), 16),
            Duration.ofNanos(PATIENCE));
    assertThat(run(stage, inputs)).as("seed " + seed).isEqualTo(run(new Model(), inputs));
  }

  private static List<Event> run(Stage stage, List<Event> inputs) {
    List<Event> outputs = new ArrayList<>();
    inputs.forEach(event -> stage.accept(event, outputs::add));
    return outputs;
  }

  /**
   * Anything in any order, but no later than 50 s after the probe: nothing is forgotten by then.
   */
  private static List<Event> inputs(SplittableRandom random) {
    List<Event> inputs = new ArrayList<>();
    List<ProbeId> known = new ArrayList<>();
    List<Long> knownAt = new ArrayList<>();
    long[] sequences = new long[UPLINKS * TARGETS];
    boolean dense = random.nextBoolean();
    long now = 0;
    for (int i = 0; i < 600; i++) {
      now += random.nextInt(3) == 0 ? 0 : random.nextLong(dense ? 5 * MS : 80 * MS);
      Moment at = new Moment(now);
      int pick = Math.max(0, known.size() - 1 - random.nextInt(40));
      switch (random.nextInt(dense ? 100 : 10)) {
        case 0 -> {
          if (random.nextInt(4) == 0) {
            inputs.add(new Stalled(at, new Moment(now + 250 * MS)));
            now += 250 * MS;
          }
        }
        case 1 -> inputs.add(new Woken(at));
        case 2, 3, 4, 5 -> {
          if (!known.isEmpty() && now - knownAt.get(pick) < 50_000 * MS) {
            long rtt = Math.max(1, now - knownAt.get(pick) - random.nextLong(2 * MS));
            inputs.add(new Observation.Returned(at, known.get(pick), rtt));
          }
        }
        case 6 -> {
          if (!known.isEmpty()) {
            inputs.add(
                random.nextBoolean()
                    ? new Observation.Bounced(at, known.get(pick), 3, 1, null)
                    : new Observation.Withheld(at, known.get(pick), "ENOBUFS"));
          }
        }
        default -> {
          int path = random.nextInt(sequences.length);
          sequences[path] += random.nextInt(8) == 0 ? -1 : 1 + random.nextInt(2);
          ProbeId id =
              new ProbeId(
                  SETTINGS.uplinks().get(path / TARGETS).id(),
                  SETTINGS.targets().get(path % TARGETS).id(),
                  sequences[path]);
          inputs.add(new Observation.Sent(at, id));
          known.add(id);
          knownAt.add(now);
        }
      }
    }
    inputs.add(new Woken(new Moment(now + 10 * TIMEOUT)));
    return inputs;
  }

  /** One entry per probe, looked through from end to end for whatever is due. */
  private static final class Model implements Stage {
    enum Stand {
      WAITING,
      MISSING,
      TIMED_OUT,
      VOID,
      ANSWERED,
      SETTLED
    }

    private static final class Probe {
      final ProbeId id;
      final long sentAt;
      final long overdueAt;
      final long missingAt;
      boolean overdueTold;
      boolean wasAnswered;
      Stand stand = Stand.WAITING;

      Probe(ProbeId id, long sentAt, long overdueAt, long missingAt) {
        this.id = id;
        this.sentAt = sentAt;
        this.overdueAt = overdueAt;
        this.missingAt = missingAt;
      }
    }

    private record Due(long at, int path, int kind, Probe probe) {}

    private final List<TreeMap<Long, Probe>> paths = new ArrayList<>();
    private final List<ReplyLimit> limits = new ArrayList<>();

    Model() {
      for (int i = 0; i < UPLINKS * TARGETS; i++) {
        paths.add(new TreeMap<>());
        limits.add(new ReplyLimit());
      }
    }

    private static int path(ProbeId id) {
      return id.uplink().ordinal() * TARGETS + id.target().ordinal();
    }

    @Override
    public void accept(Event event, Consumer<? super Event> next) {
      fire(event.at().nanos(), next);
      switch (event) {
        case Observation.Sent sent -> send(sent);
        case Observation.Returned reply -> reply(reply, next);
        case Observation.Bounced refusal -> {
          Probe probe = paths.get(path(refusal.id())).get(refusal.id().sequence());
          if (probe != null && (probe.stand == Stand.WAITING || probe.stand == Stand.MISSING)) {
            probe.stand = Stand.SETTLED;
            next.accept(
                new Outcome.Unreachable(
                    refusal.at(), probe.id, new Moment(probe.sentAt), 3, 1, null));
          }
        }
        case Observation.Withheld failure -> {
          Probe probe = paths.get(path(failure.id())).get(failure.id().sequence());
          if (probe != null) {
            probe.stand = Stand.SETTLED;
          }
          next.accept(new Outcome.NotSent(failure.at(), failure.id(), failure.reason()));
        }
        case Stalled stalled -> {
          paths.forEach(path -> path.values().forEach(Model::makeVoid));
          next.accept(stalled);
        }
        default -> next.accept(event);
      }
    }

    private static void makeVoid(Probe probe) {
      if (probe.stand == Stand.WAITING || probe.stand == Stand.MISSING) {
        probe.stand = Stand.VOID;
      }
    }

    private void send(Observation.Sent sent) {
      TreeMap<Long, Probe> path = paths.get(path(sent.id()));
      Map.Entry<Long, Probe> before = path.lastEntry();
      if (before != null && sent.id().sequence() <= before.getKey()) {
        return;
      }
      long at = sent.at().nanos();
      long limit = limits.get(path(sent.id())).limit(TIMEOUT);
      long overdueAt = at + limit;
      long missingAt = at + Math.max(limit, PATIENCE);
      boolean alone =
          path.values().stream()
              .noneMatch(probe -> probe.stand == Stand.WAITING || probe.stand == Stand.MISSING);
      if (before != null && !alone) {
        overdueAt = Math.max(overdueAt, before.getValue().overdueAt);
        missingAt = Math.max(missingAt, before.getValue().missingAt);
      }
      path.put(
          sent.id().sequence(),
          new Probe(
              sent.id(), at, Math.min(at + TIMEOUT, overdueAt), Math.min(at + TIMEOUT, missingAt)));
    }

    private void reply(Observation.Returned reply, Consumer<? super Event> next) {
      Probe probe = paths.get(path(reply.id())).get(reply.id().sequence());
      if (probe == null || probe.stand == Stand.SETTLED) {
        return;
      }
      if (probe.stand == Stand.ANSWERED) {
        int younger = paths.get(path(reply.id())).tailMap(reply.id().sequence(), false).size();
        if (reply.at().nanos() - probe.sentAt <= 10_000 * MS && younger < 31) {
          next.accept(new Oddity.Duplicated(reply.at(), probe.id));
        }
        return;
      }
      Promptness promptness =
          switch (probe.stand) {
            case WAITING -> Promptness.PROMPT;
            case MISSING -> Promptness.SLOW;
            case VOID -> reply.rtt() < TIMEOUT ? Promptness.PROMPT : Promptness.LATE;
            default -> Promptness.LATE;
          };
      boolean isVoid = probe.stand == Stand.VOID;
      probe.stand = Stand.ANSWERED;
      if (promptness != Promptness.LATE) {
        limits
            .get(path(reply.id()))
            .sample(isVoid ? reply.rtt() : reply.at().nanos() - probe.sentAt);
      }
      next.accept(
          new Outcome.Replied(
              reply.at(), probe.id, new Moment(probe.sentAt), reply.rtt(), promptness));
      probe.wasAnswered = true;
      if (paths.get(path(reply.id())).tailMap(reply.id().sequence(), false).values().stream()
          .anyMatch(younger -> younger.wasAnswered)) {
        next.accept(new Oddity.Reordered(reply.at(), probe.id));
      }
    }

    /** All that is due until now, sorted by moment, then configuration, then kind, then age. */
    private void fire(long now, Consumer<? super Event> next) {
      List<Due> due = new ArrayList<>();
      for (int path = 0; path < paths.size(); path++) {
        for (Probe probe : paths.get(path).values()) {
          if (probe.stand == Stand.WAITING || probe.stand == Stand.MISSING) {
            if (probe.stand == Stand.WAITING && !probe.overdueTold) {
              due.add(new Due(probe.overdueAt, path, 0, probe));
            }
            if (probe.stand == Stand.WAITING) {
              due.add(new Due(probe.missingAt, path, 1, probe));
            }
            due.add(new Due(probe.sentAt + TIMEOUT, path, 2, probe));
          }
        }
      }
      due.removeIf(one -> one.at > now);
      due.sort(
          Comparator.comparingLong(Due::at)
              .thenComparingInt(Due::path)
              .thenComparingInt(Due::kind)
              .thenComparingLong(one -> one.probe.id.sequence()));
      for (Due one : due) {
        Moment at = new Moment(one.at);
        Moment sentAt = new Moment(one.probe.sentAt);
        switch (one.kind) {
          case 0 -> {
            one.probe.overdueTold = true;
            next.accept(new Doubt.Overdue(at, one.probe.id, sentAt));
          }
          case 1 -> {
            one.probe.stand = Stand.MISSING;
            next.accept(new Doubt.Missing(at, one.probe.id, sentAt));
          }
          default -> {
            one.probe.stand = Stand.TIMED_OUT;
            next.accept(new Outcome.TimedOut(at, one.probe.id, sentAt));
          }
        }
      }
    }
  }
}
