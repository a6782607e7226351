package dev.linkflux.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Round-trip times of the engine and of ping, through the same cable at the same time. */
public final class RttBench {
  private static final int COUNT = 1000;

  /** Between two probes, of ping exactly and of the engine at most. */
  private static final int PAUSE_MICROS = 4000;

  private static final double HALF_BAR = 10;
  private static final double MOST_BAR = 50;
  private static final Pattern TIME = Pattern.compile("time=([\\d.]+) ms");

  /** What goes on besides. */
  enum Besides {
    NOTHING("at rest", 0, false),
    PROBES("the engine sends 5,000 probes/s", 5000, false),
    BUSY("all cores are busy", 0, true);

    private final String title;
    private final int rate;
    private final boolean hogs;

    Besides(String title, int rate, boolean hogs) {
      this.title = title;
      this.rate = rate;
      this.hogs = hogs;
    }
  }

  /** What was measured at once. */
  record Pair(Besides besides, Rtt ping, Rtt engine, double load) {}

  /** All of it, as it is written to a file. */
  record Result(Machine machine, List<Pair> pairs) {}

  private final Place near;

  private RttBench(Place near) {
    this.near = near;
  }

  /** Takes the number of rounds, and the file for the results without its ending. */
  public static void main(String[] arguments) throws IOException {
    Machine machine = Machine.now();
    List<Pair> pairs = new ArrayList<>();
    try (Place near = Place.open("near");
        Place far = Place.open("far")) {
      near.connect(far, "lfb0", "10.77.0.1/24", "10.77.0.2/24");
      RttBench bench = new RttBench(near);
      for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
        for (Besides besides : Besides.values()) {
          Pair pair = bench.measure(besides);
          System.out.println(pair);
          pairs.add(pair);
        }
      }
    }
    Result result = new Result(machine, pairs);
    Engines.JSON
        .writerWithDefaultPrettyPrinter()
        .writeValue(Path.of(arguments[1] + ".json").toFile(), result);
    Files.writeString(Path.of(arguments[1] + ".md"), markdown(result));
    System.out.println(markdown(result));
  }

  private Pair measure(Besides besides) throws IOException {
    List<Process> hogs = besides.hogs ? hogs() : List.of();
    try {
      CompletableFuture<String> ours =
          CompletableFuture.supplyAsync(() -> Shell.run(near.command(engine(besides.rate))));
      Rtt ping = ping();
      Rtt engine = Engines.result(ours.join(), Rtt.class);
      return new Pair(besides, ping, engine, Machine.loadNow());
    } finally {
      hogs.forEach(Process::destroyForcibly);
    }
  }

  private static List<String> engine(int rate) {
    return Engines.command(Timed.class, "lfb0", "10.77.0.2", COUNT, PAUSE_MICROS, rate);
  }

  private Rtt ping() {
    String said =
        Shell.run(
            near.command(
                "ping",
                "-n",
                "-s",
                "" + Asker.PAYLOAD,
                "-i",
                "" + PAUSE_MICROS / 1e6,
                "-c",
                "" + (Timed.SKIPPED + COUNT),
                "10.77.0.2"));
    return Rtt.of(
        Spread.of(
            TIME.matcher(said)
                .results()
                .skip(Timed.SKIPPED)
                .map(time -> Double.parseDouble(time.group(1)) * 1000)
                .toList()));
  }

  /** A process on each core that never rests. */
  private static List<Process> hogs() {
    return IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .mapToObj(core -> List.of("taskset", "-c", "" + core, "sh", "-c", "while :; do :; done"))
        .map(
            command -> {
              try {
                return new ProcessBuilder(command).start();
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            })
        .toList();
  }

  private static String markdown(Result result) {
    StringBuilder text = new StringBuilder();
    for (Besides besides : Besides.values()) {
      text.append(
          row(besides, result.pairs().stream().filter(it -> it.besides() == besides).toList()));
    }
    return """
    # Round-trip times of the engine and of ping, %s

    %s- load average during the rounds: %s
    - %d rounds; each of both %d probes, one every %d us, at the same time through the same veth pair
    - the engine by both stamps of the kernel, ping as it prints it: it stamps the request itself

    Microseconds, median [least–most] of the rounds. The bars: p50 within %.0f, p99 within %.0f of those of ping.

    | | ping p50 | engine p50 | ping p99 | engine p99 | p50 more by | p99 more by | met? |
    |---|---|---|---|---|---|---|---|
    %s\
    """
        .formatted(
            result.machine().at(),
            result.machine().markdown(),
            Spread.of(result.pairs().stream().map(Pair::load).toList()).text(1),
            result.pairs().size() / Besides.values().length,
            COUNT,
            PAUSE_MICROS,
            HALF_BAR,
            MOST_BAR,
            text);
  }

  private static String row(Besides besides, List<Pair> pairs) {
    double half = spread(pairs, it -> it.engine().half() - it.ping().half()).median();
    double most = spread(pairs, it -> it.engine().most() - it.ping().most()).median();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %.1f | %.1f | %s |%n",
        besides.title,
        spread(pairs, it -> it.ping().half()).text(1),
        spread(pairs, it -> it.engine().half()).text(1),
        spread(pairs, it -> it.ping().most()).text(1),
        spread(pairs, it -> it.engine().most()).text(1),
        half,
        most,
        half <= HALF_BAR && most <= MOST_BAR ? "yes" : "**no**");
  }

  private static Spread spread(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
    return Spread.of(pairs.stream().map(figure::applyAsDouble).toList());
  }
}
