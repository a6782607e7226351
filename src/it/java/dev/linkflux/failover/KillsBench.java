package dev.linkflux.failover;

import dev.linkflux.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Kills the service two hundred times and writes down what came of it. */
public final class KillsBench {
  private KillsBench() {}

  /**
   * Takes how often to kill, the seed, a directory for configuration and trace, and the file for
   * the results without its ending. Ends with status 1 if anything was wrong.
   */
  public static void main(String[] arguments) throws IOException {
    int times = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Path directory = Files.createDirectories(Path.of(arguments[2]));
    Machine machine = Machine.now();
    Setup setup = Setup.standard().with(Kills.SETTINGS).withDenseTraffic().withEndpoints();
    KillOutcome outcome;
    try (Trial trial = Trial.start(setup, directory)) {
      outcome = new Kills(trial, seed).telling(System.out::println).run(times);
    }
    String text = markdown(machine, seed, outcome);
    Files.writeString(Path.of(arguments[3] + ".md"), text);
    System.out.println(text);
    System.exit(outcome.allWrong().isEmpty() ? 0 : 1);
  }

  private static String markdown(Machine machine, long seed, KillOutcome outcome) {
    List<String> wrong = outcome.allWrong();
    return """
    # Killed at random moments, %s

    %s- seed: %d

    The built distribution in the lab, with IPv4 and IPv6 and `preset: fast`; a client sends 200 packets a second over each. Uplinks freeze, lose
    their carrier, their addresses, are set down and healed, and are steered, at random; in the midst of it the service is killed (SIGKILL), and
    started again. After each kill a default route stands, and packets pass by it as soon as its uplink is good; after each start the kernel holds
    what the plan says, no more and no less; no packet is lost but on an uplink that was in trouble, and in the end the kernel holds what it did at the beginning.

    %s

    | killed during | how often |
    |---|---|
    %s
    %s
    """
        .formatted(
            machine.at(),
            machine.markdown(),
            seed,
            outcome.summary(),
            during(outcome),
            wrong.isEmpty()
                ? "Nothing was wrong."
                : wrong.stream().collect(Collectors.joining("\n- ", "Wrong:\n\n- ", "")));
  }

  private static String during(KillOutcome outcome) {
    return outcome.kills().stream()
        .collect(
            Collectors.groupingBy(
                kill -> kill.during().replaceAll(" wan\\d", ""), Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(it -> String.format(Locale.ROOT, "| %s | %d |%n", it.getKey(), it.getValue()))
        .collect(Collectors.joining());
  }
}
