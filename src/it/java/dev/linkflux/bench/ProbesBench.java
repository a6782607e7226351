package dev.linkflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The probe engine beside fping on loopback, each in one process on one processor, in turn. */
public final class ProbesBench {
  private static final int TARGETS = 5000;
  private static final int UNDER_WAY = 128;
  private static final int BEFORE_SECONDS = 4;
  private static final int SECONDS = 5;

  /**
   * What was measured in one round.
   *
   * @param slow fping with its shortest pause that waits at all, and {@code calm} the engine at
   *     about that rate
   * @param steady the engine at 10,000 probes a second
   */
  record Round(Speed fping, Speed flood, Speed slow, Speed calm, Speed steady, double load) {}

  /** All of it, as it is written to a file. */
  record Result(Machine machine, List<Round> rounds) {}

  private final Place place;
  private final Path targets;
  private final int processor = Runtime.getRuntime().availableProcessors() - 1;

  private ProbesBench(Place place, Path targets) {
    this.place = place;
    this.targets = targets;
  }

  /** Takes the number of rounds, and the file for the results without its ending. */
  public static void main(String[] arguments) throws IOException {
    Machine machine = Machine.now();
    Path targets = Files.createTempFile("targets", ".txt");
    Files.writeString(
        targets,
        Asker.loopback(TARGETS).stream()
            .map(target -> Asker.address(target).getHostAddress())
            .collect(Collectors.joining("\n", "", "\n")));
    List<Round> rounds = new ArrayList<>();
    try (Place place = Place.open("probes")) {
      ProbesBench bench = new ProbesBench(place, targets);
      for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
        Round round = bench.round();
        System.out.println(round);
        rounds.add(round);
      }
    } finally {
      Files.delete(targets);
    }
    Result result = new Result(machine, rounds);
    Engines.JSON
        .writerWithDefaultPrettyPrinter()
        .writeValue(Path.of(arguments[1] + ".json").toFile(), result);
    Files.writeString(Path.of(arguments[1] + ".md"), markdown(result));
    System.out.println(markdown(result));
  }

  private Round round() throws IOException {
    Fping once = fping("0", 1);
    Speed most = fping("0", Fping.MOST / TARGETS).beyond(once);
    Speed flood = ours(Flood.class, UNDER_WAY);
    Fping waiting = fping("0.1", 1);
    Speed slow = fping("0.1", 5).beyond(waiting);
    Speed calm = ours(Steady.class, (int) Math.round(slow.perSecond()));
    return new Round(most, flood, slow, calm, ours(Steady.class, 10_000), Machine.loadNow());
  }

  private Fping fping(String pause, int count) {
    return Fping.run(place, processor, targets, pause, 1, count);
  }

  private Speed ours(Class<?> program, int how) {
    List<String> command = new ArrayList<>(List.of("taskset", "-c", "" + processor));
    command.addAll(Engines.command(program, TARGETS, how, BEFORE_SECONDS, SECONDS));
    return Engines.result(Shell.run(place.command(command)), Speed.class);
  }

  private static String markdown(Result result) {
    List<Round> rounds = result.rounds();
    double faster = median(rounds, it -> it.flood().perSecond() / it.fping().perSecond());
    double dearer = median(rounds, it -> it.flood().cpu() / it.fping().cpu());
    return """
    # Probe engine and fping on loopback, %s

    %s- load average during the rounds: %s
    - %d rounds, in each one program after the other; %d targets, %d bytes of payload, on one processor
    - fping is counted without its begin and end: what a run of more probes takes beyond one of fewer
    - the engine: cadence, prober, gate and outcome stage, kernel stamps at both ends, options of the service

    Median [least–most] of the rounds.

    | | probes/s | CPU seconds a million | lost, all rounds | by kernel stamps |
    |---|---|---|---|---|
    %s%s%s%s%s
    Probes/s of the engine, to those of fping: %.2f (bar: 1 or more). CPU for each probe: %.2f (bar: 1 or less).
    Sends at 10,000 probes/s were late by at most, in us: p50 %s, p99 %s (upper ends of the buckets that they are counted in).
    """
        .formatted(
            result.machine().at(),
            result.machine().markdown(),
            spread(rounds, Round::load).text(1),
            rounds.size(),
            TARGETS,
            Asker.PAYLOAD,
            row("fping, no pause (-i 0)", rounds, Round::fping),
            row("engine, " + UNDER_WAY + " under way", rounds, Round::flood),
            row("fping, shortest pause (-i 0.1)", rounds, Round::slow),
            row("engine, at that rate", rounds, Round::calm),
            row("engine, 10,000 probes/s", rounds, Round::steady),
            faster,
            dearer,
            spread(rounds, it -> it.steady().lateHalf() / 1e3).text(0),
            spread(rounds, it -> it.steady().lateMost() / 1e3).text(0));
  }

  /** Takes the figures of one program from a round. */
  private interface Part {
    Speed of(Round round);
  }

  private static String row(String name, List<Round> rounds, Part part) {
    Spread stamped = spread(rounds, it -> part.of(it).stamped());
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %d | %s |%n",
        name,
        spread(rounds, it -> part.of(it).perSecond()).text(0),
        spread(rounds, it -> part.of(it).cpu()).text(1),
        rounds.stream().mapToLong(it -> part.of(it).lost()).sum(),
        Double.isNaN(stamped.median()) ? "–" : stamped.text(3));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return spread(rounds, figure).median();
  }

  private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
  }
}
