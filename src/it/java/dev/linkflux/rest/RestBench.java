package dev.linkflux.rest;

import dev.linkflux.bench.Machine;
import dev.linkflux.failover.Recording;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.RouterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The service at rest, three uplinks and three targets, and its start. */
public final class RestBench {
  private static final int STARTS = 10;

  /** The start, and what is compiled then, is no rest. */
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path directory;
  private final Lab lab;

  private RestBench(Path directory, Lab lab) {
    this.directory = directory;
    this.lab = lab;
  }

  /**
   * Takes the minutes of rest, a directory for configuration and traces, and the file for the
   * result without its ending.
   */
  public static void main(String[] arguments) throws IOException {
    Duration length = Duration.ofMillis(Math.round(Double.parseDouble(arguments[0]) * 60_000));
    Path directory = Files.createDirectories(Path.of(arguments[1]));
    Machine machine = Machine.now();
    try (Lab lab = Lab.open()) {
      RestBench bench = new RestBench(directory, lab);
      List<Double> starts = bench.starts();
      Rest plain = bench.rest("plain", "", length);
      Rest recording = bench.rest("recording", bench.trace("recording"), length.dividedBy(20));
      String text = new RestReport(machine, starts, plain, recording).markdown();
      Files.writeString(Path.of(arguments[2] + ".md"), text);
      System.out.println(text);
    }
  }

  /** Milliseconds from the start of a process to its first probe, one after another. */
  private List<Double> starts() throws IOException {
    List<Double> all = new ArrayList<>();
    // The first one finds the files of the distribution in no cache.
    for (int start = 0; start <= STARTS; start++) {
      String name = "start" + start;
      Path file = configuration(name, trace(name));
      Instant from = Instant.now();
      try (RouterProcess process = RouterProcess.service(lab, List.of(), file, List.of())) {
        awaitServing(process);
        Rest.pass(Duration.ofSeconds(1).toNanos());
      }
      if (start > 0) {
        Recording recorded = new Recording(directory.resolve(name).resolve("trace"));
        all.add(recorded.toFirstProbe(from).toNanos() / 1e6);
      }
    }
    return all;
  }

  private Rest rest(String name, String more, Duration length) throws IOException {
    try (RouterProcess process =
        RouterProcess.disturbed(lab, List.of(), configuration(name, more))) {
      awaitServing(process);
      Rest.pass(SETTLED.toNanos());
      return Rest.of(new Taken(process.pid()), length);
    }
  }

  private static void awaitServing(RouterProcess process) {
    var _ = process.output().await(line -> line.contains("dashboard:"), PATIENCE);
  }

  private String trace(String name) {
    return "trace: {directory: %s/%s/trace}".formatted(directory, name);
  }

  private Path configuration(String name, String more) throws IOException {
    Path place = Files.createDirectories(directory.resolve(name));
    return Files.writeString(
        place.resolve("linkflux.yml"),
        """
        targets: [{address: 198.51.100.1}, {address: 198.51.100.2}, {address: 198.51.100.3}]
        uplinks:
          - {name: wan1, interface: wan1, gateway: 10.1.0.1}
          - {name: wan2, interface: wan2, tier: 2, gateway: 10.2.0.1}
          - {name: wan3, interface: wan3, tier: 2, gateway: 10.3.0.1}
        state: %s/state
        %s
        """
            .formatted(place, more));
  }
}
