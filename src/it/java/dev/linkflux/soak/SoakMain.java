package dev.linkflux.soak;

import dev.linkflux.bench.Machine;
import dev.linkflux.lab.Lab;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hours of random trouble from the command line; writes down what came of it as it goes. */
public final class SoakMain {
  private SoakMain() {}

  /**
   * Takes the hours, the seed, a directory for all files, and the files for the results without
   * their ending. A file {@code stop} in the directory ends it in order. Ends with status 1 if
   * there was a violation.
   */
  public static void main(String[] arguments) throws IOException {
    double hours = Double.parseDouble(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Path directory = Files.createDirectories(Path.of(arguments[2]));
    Path results = Path.of(arguments[3]);
    Path stop = directory.resolve("stop");
    Machine machine = Machine.now();
    PrintStream out = System.out;
    Lab.sweep().forEach(name -> out.println("removed " + name));
    int violated;
    try (Soak soak =
        new Soak(
            directory,
            Soak.Plan.hours(hours),
            seed,
            what -> out.println(Findings.now() + "  " + what),
            () -> Files.exists(stop))) {
      SoakReport report = new SoakReport(machine, soak, hours, seed, directory);
      report.write(results, false);
      soak.run(() -> report.write(results, false));
      report.write(results, true);
      out.println(report.markdown(true));
      violated = soak.findings().violated();
    }
    System.exit(violated > 0 ? 1 : 0);
  }
}
