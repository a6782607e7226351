package dev.linkflux.soak;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.bench.Machine;
import dev.linkflux.failover.Spread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run has found so far, for people and for programs. */
record SoakReport(Machine machine, Soak soak, double planned, long seed, Path directory) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Writes both files anew. */
  void write(Path withoutEnding, boolean ended) {
    try {
      replace(Path.of(withoutEnding + ".md"), markdown(ended));
      replace(
          Path.of(withoutEnding + ".json"),
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(ended)) + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void replace(Path file, String text) throws IOException {
    Path fresh = Files.writeString(Path.of(file + ".new"), text);
    var _ = Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  String markdown(boolean ended) {
    StringBuilder text = new StringBuilder();
    text.append("# Soak and chaos, ").append(machine.at()).append("\n\n");
    text.append(machine.markdown());
    text.append("- seed: %d; %s\n".formatted(seed, ended ? "ended" : "**still running**"));
    var _ = in(text).format("- %.2f h of %.2f h%n", soak.hours(), planned);
    soak.words().forEach(words -> text.append("- ").append(words).append('\n'));
    var _ =
        in(text)
            .format(
                "- this machine held up a thread that wants to run each 10 ms for %.1f s in all, at"
                    + " most %.2f s (what the service told of itself included)%n",
                soak.stalls().total(), soak.stalls().worst());
    text.append(
        """

        The built distribution in the lab with three uplinks of both families, two servers by name, a name server, a small disk, others' routes. Things break
        at random, several at a time, and are mended; observers who ask the kernel and the system, not the service, hold it against what was really broken.

        ## Violations

        """);
    List<Findings.Violation> violations = soak.findings().violations();
    if (violations.isEmpty()) {
      text.append("None.\n");
    } else {
      var _ = in(text).format("**%d**%n%n", soak.findings().violated());
      violations.forEach(it -> text.append("- ").append(it.words()).append('\n'));
    }
    troubles(text);
    switches(text);
    gauges(text);
    text.append("\n## Worth a word\n\n");
    soak.findings().notes().forEach(it -> text.append("- ").append(it).append('\n'));
    return text.toString();
  }

  private void troubles(StringBuilder text) {
    text.append(
        """

        ## Troubles

        How often each kind befell; how often it concerned what carried while there was something better; and what came of that: left or mended in time, late,
        never before it was mended by others, or over before its time. Delays are from the trouble to the new default route in the kernel: n of them with an
        alternative that had been fine for a minute and nothing else to excuse it, and the others, who have to do with one that has yet to prove itself; seconds are those in which a broken uplink carried, or no route of ours stood.

        | kind | befell | concerned | in time | late | missed | over before | n | p50 s | p95 s | p99 s | max s | limit s | others p50 s | others max s | seconds |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
        """);
    soak.findings()
        .read(
            (kind, met) -> {
              Spread delays = new Spread(met.delays);
              Spread others = new Spread(met.otherDelays);
              var _ =
                  in(text)
                      .format(
                          "| %s | %d | %d | %d | %d | %d | %d | %d | %s | %s | %s | %s | %s | %s |"
                              + " %s | %.1f |%n",
                          kind.words(),
                          met.befell,
                          met.concerned,
                          met.inTime,
                          met.late,
                          met.missed,
                          met.overBefore,
                          delays.sorted().size(),
                          two(delays, 0.5),
                          two(delays, 0.95),
                          two(delays, 0.99),
                          two(delays, 1),
                          kind.limit().isZero() ? "–" : "" + kind.limit().toSeconds(),
                          two(others, 0.5),
                          two(others, 1),
                          met.carriedSeconds);
            });
  }

  private static String two(Spread delays, double share) {
    return delays.sorted().isEmpty() ? "–" : String.format(Locale.ROOT, "%.2f", delays.at(share));
  }

  private void switches(StringBuilder text) {
    text.append("\n## Switches\n\n| why | how many |\n|---|---|\n");
    for (Switches.Reason reason : Switches.Reason.values()) {
      var _ =
          in(text)
              .format(
                  "| %s | %d |%n",
                  reason.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  soak.switches().counts().getOrDefault(reason, 0));
    }
  }

  private void gauges(StringBuilder text) {
    var _ =
        in(text)
            .format(
                """

                ## Memory, descriptors, threads

                Each process of the service, sampled every five seconds; growth is by least squares over the second half of its life, of those that lived for 0.4 h and
                more (bounds: %.0f MB, %.0f descriptors, %.0f threads; %.0f MB, %.0f descriptors, %.0f threads an hour; descriptors grow while nobody keeps connections open on purpose).

                | process | hours | MB first | MB last | MB most | of it heap | beside it MB/h | files last | files most | files/h | threads most | threads/h | CPU %% |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
                """,
                Gauges.MOST_MEGABYTES,
                Gauges.MOST_DESCRIPTORS,
                Gauges.MOST_THREADS,
                Gauges.MEGABYTES_PER_HOUR,
                Gauges.DESCRIPTORS_PER_HOUR,
                Gauges.THREADS_PER_HOUR);
    for (Gauges.Life life : soak.gauges().lives()) {
      var _ =
          in(text)
              .format(
                  "| %d | %.2f | %.1f | %.1f | %.1f | %.1f | %s | %.0f | %.0f | %s | %.0f | %s |"
                      + " %.1f |%n",
                  life.pid,
                  life.megabytes.hours(),
                  life.megabytes.first(),
                  life.megabytes.latest(),
                  life.megabytes.most(),
                  life.heap.most(),
                  growth(life, life.beside),
                  life.descriptors.latest(),
                  life.descriptors.most(),
                  growth(life, life.calmDescriptors),
                  life.threads.most(),
                  growth(life, life.threads),
                  100 * life.share());
    }
  }

  private static String growth(Gauges.Life life, Trend trend) {
    return life.isLong() ? String.format(Locale.ROOT, "%.2f", trend.lastHalf().perHour()) : "–";
  }

  /** Writes into a text that numbers have the same form everywhere. */
  private static Formatter in(StringBuilder text) {
    return new Formatter(text, Locale.ROOT);
  }

  private ObjectNode json(boolean ended) {
    ObjectNode all = JSON.createObjectNode();
    all.set("machine", JSON.valueToTree(machine));
    all.put("seed", seed).put("ended", ended).put("hours", soak.hours()).put("planned", planned);
    all.put("stalled_s", soak.stalls().total()).put("violated", soak.findings().violated());
    all.set("violations", JSON.valueToTree(soak.findings().violations()));
    ObjectNode kinds = all.putObject("troubles");
    soak.findings()
        .read(
            (kind, met) -> {
              ObjectNode one = kinds.putObject(kind.words());
              one.put("befell", met.befell).put("concerned", met.concerned);
              one.put("in_time", met.inTime).put("late", met.late).put("missed", met.missed);
              one.put("over_before", met.overBefore).put("carried_s", met.carriedSeconds);
              ArrayNode delays = one.putArray("delays_s");
              met.delays.forEach(delays::add);
              ArrayNode others = one.putArray("other_delays_s");
              met.otherDelays.forEach(others::add);
            });
    ObjectNode switches = all.putObject("switches");
    for (Map.Entry<Switches.Reason, Integer> it : soak.switches().counts().entrySet()) {
      switches.put(it.getKey().name().toLowerCase(Locale.ROOT), it.getValue());
    }
    ArrayNode lives = all.putArray("processes");
    for (Gauges.Life life : soak.gauges().lives()) {
      ObjectNode one = lives.addObject().put("pid", life.pid).put("cpu", life.share());
      one.set("megabytes", JSON.valueToTree(life.megabytes.thinned(200)));
      one.set("heap", JSON.valueToTree(life.heap.thinned(200)));
      one.set("descriptors", JSON.valueToTree(life.descriptors.thinned(200)));
      one.set("threads", JSON.valueToTree(life.threads.thinned(50)));
    }
    all.set("notes", JSON.valueToTree(soak.findings().notes()));
    return all;
  }
}
