package dev.linkflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How soon the kernel holds another default route: after a lost carrier, by the built distribution,
 * and after a decision, by the sink; and what a change costs beside {@code ip -batch}.
 */
public final class RoutesBench {
  private static final List<Integer> COUNTS = List.of(3, 16);
  private static final int ROUNDS = 5;

  /** Of the 99th percentile, from the kernel's event to the new route, in milliseconds. */
  private static final double BAR = 20;

  /** What was measured with so many uplinks. */
  record Sized(int uplinks, List<Applying.Result> rounds) {
    Spread heard() {
      return spread(rounds.stream().flatMap(it -> it.heard().stream()));
    }

    Spread ended() {
      return spread(rounds.stream().flatMap(it -> it.ended().stream()));
    }

    Spread ours() {
      return spread(rounds.stream().flatMap(it -> it.ours().stream()));
    }

    Spread theirs() {
      return spread(rounds.stream().flatMap(it -> it.theirs().stream()));
    }

    /** The same without the start of {@code ip}. */
    double theirsAlone() {
      return theirs().median() - start().median() / rounds.getFirst().all();
    }

    Spread start() {
      return spread(rounds.stream().flatMap(it -> it.start().stream()));
    }
  }

  /** All of it, as it is written to a file. */
  record Result(Machine machine, double loadAtTheEnd, List<Double> carrierMs, List<Sized> sizes) {}

  private RoutesBench() {}

  /** Takes how often a carrier is lost, and the file for the results without its ending. */
  public static void main(String[] arguments) throws IOException {
    Machine machine = Machine.now();
    int times = Integer.parseInt(arguments[0]);
    List<Sized> sizes = new ArrayList<>();
    for (int count : COUNTS) {
      sizes.add(new Sized(count, new ArrayList<>()));
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Sized size : sizes) {
        size.rounds().add(applying(size.uplinks(), 2 * times, Math.max(1, times / ROUNDS)));
      }
    }
    List<Double> carrier;
    try (Cables cables = new Cables()) {
      carrier = cables.cut(times);
    }
    Result result = new Result(machine, Machine.loadNow(), carrier, sizes);
    Engines.JSON
        .writerWithDefaultPrettyPrinter()
        .writeValue(Path.of(arguments[1] + ".json").toFile(), result);
    Files.writeString(Path.of(arguments[1] + ".md"), markdown(result));
    System.out.println(markdown(result));
    System.exit(0);
  }

  private static Applying.Result applying(int uplinks, int switches, int tables) {
    try (Place place = Place.open("routes")) {
      for (int number = 1; number <= uplinks; number++) {
        place.plug("w" + number, "10.77." + number + ".2/24");
      }
      return Engines.result(
          Shell.run(place.command(Engines.command(Applying.class, uplinks, switches, tables))),
          Applying.Result.class);
    }
  }

  private static Spread spread(Stream<Double> figures) {
    return Spread.of(figures.toList());
  }

  private static String markdown(Result result) {
    Spread carrier = Spread.of(result.carrierMs());
    StringBuilder decided = new StringBuilder();
    StringBuilder changed = new StringBuilder();
    for (Sized size : result.sizes()) {
      Applying.Result one = size.rounds().getFirst();
      decided.append(
          String.format(
              Locale.ROOT,
              "| %d | %d | %d | %.0f | %.0f | %.0f | %.0f |%n",
              size.uplinks(),
              size.heard().sorted().size(),
              one.changes(),
              size.heard().at(0.5),
              size.heard().at(0.99),
              size.ended().at(0.5),
              size.ended().at(0.99)));
      changed.append(
          String.format(
              Locale.ROOT,
              "| %d | %d | %s | %s | %.2f | %s | %.1f |%n",
              size.uplinks(),
              one.all(),
              size.ours().text(1),
              size.theirs().text(1),
              size.ours().median() / size.theirs().median(),
              size.start().text(0),
              size.theirsAlone()));
    }
    return """
    # Routes in the kernel, %s

    %s- load average at the end: %.1f

    ## A lost carrier, the built distribution in the lab, %d times, at least 1.2 s apart

    From the kernel's announcement of the loss to that of the new main default route, as two listeners heard them, in milliseconds:
    p50 %.2f, p99 %.2f, most %.2f. The bar: p99 of %.0f or less: %s.

    ## A decision, the sink in a process with the service's options, %d processes

    Another uplink of so many carries, IPv4. From the call, in microseconds: to the announcement of the new main default route, and to the end, when the
    kernel holds the whole plan, read back and compared.

    | uplinks | switches | changes each | default p50 | p99 | all p50 | p99 |
    |---|---|---|---|---|---|---|
    %s
    ## A change, beside `ip -batch` of the same changes in the same process, turn by turn

    All tables, rules and main routes are added to nothing and taken away again; microseconds for each change, median [least–most]. The sink reads before and
    after, and compares; `ip` starts a process for each of the two batches (what that alone takes stands in the last columns,
    and what is left for each change).

    | uplinks | changes | sink | ip -batch | sink to ip | start of ip | ip without it |
    |---|---|---|---|---|---|---|
    %s\
    """
        .formatted(
            result.machine().at(),
            result.machine().markdown(),
            result.loadAtTheEnd(),
            carrier.sorted().size(),
            carrier.at(0.5),
            carrier.at(0.99),
            carrier.at(1),
            BAR,
            carrier.at(0.99) <= BAR ? "yes" : "**no**",
            ROUNDS,
            decided,
            changed);
  }
}
