package dev.linkflux.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The event stream under load: the server in a process with the options of the service, its clients
 * in another one; alone and beside clients that do not read, compressed and not, in turns.
 */
public final class StreamBench {
  static final int CLIENTS = 1000;
  static final int RATE = 100;
  static final int STUCK = 50;
  private static final int BEFORE = 10;

  /** What is asked of the clients. */
  enum Load {
    PLAIN(0, "plain", 20),
    PLAIN_STUCK(STUCK, "plain", 40),
    GZIP(0, "gzip", 20),
    GZIP_STUCK(STUCK, "gzip", 40);

    private final int stuck;
    private final String coding;
    private final int seconds;

    Load(int stuck, String coding, int seconds) {
      this.stuck = stuck;
      this.coding = coding;
      this.seconds = seconds;
    }
  }

  /**
   * What was measured at once.
   *
   * @param serverCores processor time of the server for each second, as is that of the clients
   * @param before MB that the server holds of the machine without clients
   * @param during the most of it with them
   * @param after with them at the end
   */
  record Measured(
      Load load,
      StreamFigures figures,
      double serverCores,
      double crowdCores,
      double before,
      double during,
      double after) {}

  /** All of it, as it is written to a file. */
  record Result(Machine machine, List<Measured> measured) {}

  private StreamBench() {}

  /**
   * Takes the file for the results without its ending, the number of rounds, and the names of the
   * loads, all of them if there are none.
   */
  public static void main(String[] arguments) throws IOException {
    Machine machine = Machine.now();
    List<Load> loads =
        arguments.length > 2
            ? Arrays.stream(arguments).skip(2).map(Load::valueOf).toList()
            : List.of(Load.values());
    List<Measured> all = new ArrayList<>();
    for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
      for (Load load : loads) {
        Measured measured = measure(load);
        System.out.println(measured);
        all.add(measured);
      }
    }
    Result result = new Result(machine, all);
    Engines.JSON
        .writerWithDefaultPrettyPrinter()
        .writeValue(Path.of(arguments[0] + ".json").toFile(), result);
    String table = StreamTable.markdown(result);
    Files.writeString(Path.of(arguments[0] + ".md"), table);
    System.out.println(table);
  }

  private static Measured measure(Load load) throws IOException {
    Path kept = Files.createTempDirectory("linkflux-stream");
    Process server = start(Engines.command(StreamServing.class, RATE, kept));
    Process crowd = null;
    try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
      String[] words = said.readLine().split(" ", -1);
      pause(1000);
      double before = memory(server);
      crowd =
          start(
              Engines.command(
                  StreamCrowd.class,
                  words[0],
                  words[1],
                  words[2],
                  CLIENTS,
                  load.stuck,
                  load.stuck,
                  load.coding,
                  BEFORE,
                  load.seconds));
      return measure(load, server, crowd, before);
    } finally {
      if (crowd != null) {
        crowd.destroyForcibly();
      }
      server.destroyForcibly().onExit().join();
      remove(kept);
    }
  }

  private static Measured measure(Load load, Process server, Process crowd, double before)
      throws IOException {
    try (BufferedReader said = crowd.inputReader(StandardCharsets.UTF_8)) {
      String begun = said.readLine();
      double servers = processorSeconds(server);
      double crowds = processorSeconds(crowd);
      long from = System.nanoTime();
      double took = 0;
      double most = 0;
      double now = 0;
      double serversThen = servers;
      double crowdsThen = crowds;
      while (!said.ready() && crowd.isAlive()) {
        now = memory(server);
        most = Math.max(most, now);
        serversThen = processorSeconds(server);
        crowdsThen = processorSeconds(crowd);
        took = (System.nanoTime() - from) / 1e9;
        pause(200);
      }
      String last = said.readLine();
      if (last == null) {
        throw new IOException("the clients have failed after: " + begun);
      }
      return new Measured(
          load,
          Engines.result(last, StreamFigures.class),
          (serversThen - servers) / took,
          (crowdsThen - crowds) / took,
          before,
          most,
          now);
    }
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** User and system time (proc_pid_stat(5), fields 14 and 15), in ticks of 10 ms. */
  private static double processorSeconds(Process process) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
  }

  /** What of it is in memory (proc_pid_status(5)), in MB. */
  private static double memory(Process process) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
          .findFirst()
          .orElseThrow();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      Path[] all = files.toArray(Path[]::new);
      for (int at = all.length - 1; at >= 0; at--) {
        Files.delete(all[at]);
      }
    } catch (UncheckedIOException gone) {
      throw new IOException("in " + Arrays.toString(directory.toFile().list()), gone);
    }
  }
}
