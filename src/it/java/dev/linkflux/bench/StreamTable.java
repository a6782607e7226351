package dev.linkflux.bench;

import dev.linkflux.bench.StreamBench.Load;
import dev.linkflux.bench.StreamBench.Measured;
import dev.linkflux.bench.StreamBench.Result;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What {@link StreamBench} has found, in Markdown. */
final class StreamTable {
  private StreamTable() {}

  static String markdown(Result result) {
    StringBuilder rows = new StringBuilder();
    StringBuilder stuck = new StringBuilder();
    for (Load load : Load.values()) {
      List<Measured> all = result.measured().stream().filter(it -> it.load() == load).toList();
      if (all.isEmpty()) {
        continue;
      }
      rows.append(row(load, all));
      if (name(load).contains("beside")) {
        stuck.append(stuck(load, all));
      }
    }
    return """
    # The event stream under load, %s

    %s- rounds of loads one after the other: %d, each with a new server
    - %,d clients that read, %d events a second of all kinds (those but probe and quality are written to disk before they are told)
    - the server in a process with the options of the service, the clients in one thread of another
    - delay: from the moment when the event was due, by the clock that both share, to the moment when a client had read its last byte

    Median [least–most] of the rounds. Delays in milliseconds, of all events to all clients that read.

    | | p50 | p99 | max | server, cores | clients, cores | MB/s | server RSS before, MB | most | at the end | missing or twice |
    |---|---|---|---|---|---|---|---|---|---|---|
    %s
    Clients that do not read (receive buffer 4 KiB): %d never do, %d stop after a while, and go on one after the other from 4 s later to the end.

    | | dropped, read their last word | dropped, cut off | caught up or not yet dropped |
    |---|---|---|---|
    %s\
    """
        .formatted(
            result.machine().at(),
            result.machine().markdown(),
            result.measured().size(),
            StreamBench.CLIENTS,
            StreamBench.RATE,
            rows,
            StreamBench.STUCK,
            StreamBench.STUCK,
            stuck);
  }

  private static String name(Load load) {
    return load.name()
        .toLowerCase(Locale.ROOT)
        .replace("_stuck", ", beside %d that do not read".formatted(2 * StreamBench.STUCK));
  }

  private static String row(Load load, List<Measured> all) {
    return "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %.0f |%n"
        .formatted(
            name(load),
            text(all, it -> it.figures().half(), 1),
            text(all, it -> it.figures().most(), 1),
            text(all, it -> it.figures().all(), 0),
            text(all, Measured::serverCores, 2),
            text(all, Measured::crowdCores, 2),
            text(all, it -> it.figures().bytes() / 1e6, 1),
            text(all, Measured::before, 0),
            text(all, Measured::during, 0),
            text(all, Measured::after, 0),
            all.stream().mapToDouble(it -> it.figures().faults() + it.figures().broken()).sum());
  }

  private static String stuck(Load load, List<Measured> all) {
    return "| %s | %s | %s | %s |%n"
        .formatted(
            name(load),
            text(all, it -> it.figures().told(), 0),
            text(all, it -> it.figures().cut(), 0),
            text(all, it -> it.figures().kept(), 0));
  }

  private static String text(List<Measured> all, ToDoubleFunction<Measured> figure, int digits) {
    return Spread.of(all.stream().map(figure::applyAsDouble).toList()).text(digits);
  }
}
