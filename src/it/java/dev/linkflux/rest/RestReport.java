package dev.linkflux.rest;

import dev.linkflux.bench.Machine;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of it, beside the bars. */
record RestReport(Machine machine, List<Double> starts, Rest plain, Rest recording) {
  private static final double MOST_MEGABYTES = 80;
  private static final double MOST_SHARE = 0.01;
  private static final double MOST_START = 300;
  private static final double MOST_RECORDER = 0.002;
  private static final double SELDOM = 0.0001;

  String markdown() {
    List<Double> sorted = starts.stream().sorted().toList();
    double median = sorted.get(sorted.size() / 2);
    List<Double> megabytes = plain.megabytes();
    double most = Collections.max(megabytes);
    double recorder = recording.share("linkflux-record");
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """
            # At rest, %s

            %s
            The built distribution in the lab: three uplinks, three targets each, default settings, nobody connected. %d processes were started one after another,
            to their first probe; one rested %.0f s after a minute of settling; another one, which records, %.0f s.

            | | bar | measured | |
            |---|---|---|---|
            | start to first probe | ≤ %.0f ms | p50 %.1f ms [%.1f–%.1f] | %s |
            | resident memory | ≤ %.0f MB | %.1f MB [%.1f–%.1f] | %s |
            | processor | ≤ %.1f %% of a core | %.2f %% | %s |
            | of the recorder's thread | ≤ %.1f %% of a core | %.3f %% | %s |

            %d threads, %d descriptors. Memory at first %.1f MB, at last %.1f MB, of which at last

            | | MB |
            |---|---|
            """,
            machine.at(),
            machine.markdown(),
            starts.size(),
            plain.length().toMillis() / 1e3,
            recording.length().toMillis() / 1e3,
            MOST_START,
            median,
            sorted.getFirst(),
            sorted.getLast(),
            met(median, MOST_START),
            MOST_MEGABYTES,
            megabytes.stream().sorted().toList().get(megabytes.size() / 2),
            Collections.min(megabytes),
            most,
            met(most, MOST_MEGABYTES),
            100 * MOST_SHARE,
            100 * plain.share(""),
            met(plain.share(""), MOST_SHARE),
            100 * MOST_RECORDER,
            100 * recorder,
            met(recorder, MOST_RECORDER),
            plain.threads(),
            plain.descriptors(),
            megabytes.getFirst(),
            megabytes.getLast()));
    plain
        .kinds()
        .forEach(
            (kind, its) ->
                text.append(String.format(Locale.ROOT, "| %s | %.1f |%n", kind.title, its)));
    text.append(
        String.format(
            Locale.ROOT,
            "%nWith `trace` the whole service takes %.2f %% of a core. Processor by threads,"
                + " without:%n%n| | %% of a core |%n|---|---|%n",
            100 * recording.share("")));
    for (Map.Entry<String, Double> thread : plain.threadShares()) {
      if (thread.getValue() >= SELDOM) {
        text.append(
            String.format(
                Locale.ROOT, "| %s | %.3f |%n", thread.getKey(), 100 * thread.getValue()));
      }
    }
    return text.toString();
  }

  private static String met(double figure, double bar) {
    return figure <= bar ? "met" : "**not met**";
  }
}
