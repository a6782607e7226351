package dev.linkflux.reload;

import dev.linkflux.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Makes the service reload a hundred files in a minute, and writes down what came of it. */
public final class ReloadBench {
  private ReloadBench() {}

  /**
   * Takes how often to reload, within how many seconds, the seed, a directory for configuration and
   * trace, and the file for the results without its ending. Ends with status 1 if anything was
   * wrong.
   */
  public static void main(String[] arguments) throws IOException {
    int times = Integer.parseInt(arguments[0]);
    Duration pause = Duration.ofSeconds(Long.parseLong(arguments[1])).dividedBy(times);
    long seed = Long.parseLong(arguments[2]);
    Path directory = Files.createDirectories(Path.of(arguments[3]));
    Machine machine = Machine.now();
    ReloadTrial.Outcome outcome = new ReloadTrial(directory, seed).run(times, pause);
    String text = markdown(machine, arguments[1], seed, outcome);
    Files.writeString(Path.of(arguments[4] + ".md"), text);
    System.out.println(text);
    System.exit(outcome.wrong().isEmpty() ? 0 : 1);
  }

  private static String markdown(
      Machine machine, String seconds, long seed, ReloadTrial.Outcome outcome) {
    return String.format(
        Locale.ROOT,
        """
        # Reloaded under load, %s

        %s- seed: %d

        The built distribution in the lab reads %d good files and %d bad ones within %s seconds. Two uplinks and two targets are the same in each of them,
        wherever they stand; a third uplink, a third target, tiers, weights, intervals, demands, windows, metric and time zone come, go and change. No probe of
        those that stay may be left out or lost, they stay up since the same moment, by the same sockets, the penalty that one has from before halves as if nothing
        were read, and what the service recorded must decide the same when it is replayed.

        | | before | after |
        |---|---|---|
        | descriptors | %d | %d |
        | sockets that ping | %d | %d, the same |
        | resident memory | %.0f MB | %.0f MB |

        %d probes were sent by those that stay.

        %s
        """,
        machine.at(),
        machine.markdown(),
        seed,
        outcome.applied(),
        outcome.refused(),
        seconds,
        outcome.before().count(),
        outcome.after().count(),
        outcome.before().asking().size(),
        outcome.after().asking().size(),
        outcome.before().resident() / 1e3,
        outcome.after().resident() / 1e3,
        outcome.sent(),
        outcome.wrong().isEmpty()
            ? "Nothing was wrong."
            : "Wrong:\n\n- " + String.join("\n- ", outcome.wrong()));
  }
}
