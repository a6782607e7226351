package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouterProcess;
import dev.linkflux.lab.RouterProcess.Signal;
import dev.linkflux.lab.TraceFiles;
import dev.linkflux.time.Event;
import dev.linkflux.trace.Gap;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is read-only, then full, then without the directory costs trace only: decisions go
 * on, it is told, and recording resumes by itself.
 */
@NeedsLab
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TraceDiskIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void troubleWithTheDiskCostsTraceOnly() throws Exception {
    try (Lab lab = Lab.open()) {
      Path place = Files.createDirectory(directory.resolve("disk"));
      SmallDisk disk = new SmallDisk(lab, place, "2m");
      remount(disk, place, "ro");
      RouterProcess service = start(lab, disk, place.resolve("trace"));
      told(service, "has stopped", 1);
      carries(service, "first");

      remount(disk, place, "rw");
      told(service, "goes on; nothing is missing", 1);

      disk.fill();
      told(service, "has stopped", 2);
      var _ = lab.uplink(1).carrierOff();
      carries(service, "second");
      disk.makeRoom();
      told(service, "goes on; nothing is missing", 2);

      Path lying = disk.root().resolve("trace");
      List<Event> decided = new ArrayList<>();
      List<Event> seen = read(lying, decided);
      assertThat(seen).isNotEmpty().noneMatch(Gap.class::isInstance);
      assertThat(decided)
          .extracting(event -> event.getClass().getSimpleName())
          .contains("Transition", "Election");

      Files.move(lying, disk.root().resolve("elsewhere"));
      told(service, "has vanished", 1);
      told(service, "events are lost", 1);
      service.signal(Signal.TERM);
      assertThat(service.awaitExit(PATIENCE)).isZero();
      assertThat(read(lying, decided)).anyMatch(Gap.class::isInstance);
    }
  }

  private RouterProcess start(Lab lab, SmallDisk disk, Path trace) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("recorded.yml"),
            """
            targets: [{address: 198.51.100.1}, {address: 198.51.100.2}, {address: 198.51.100.3}]
            uplinks:
              - {name: first, interface: wan1, gateway: 10.1.0.1}
              - {name: second, interface: wan2, tier: 2, gateway: 10.2.0.1}
            routes: {onExit: remove}
            trace: {directory: %s, compress: off}
            state: %s
            """
                .formatted(trace, directory));
    RouterProcess service = RouterProcess.disturbed(lab, disk.command(), config);
    var _ = service.output().await(line -> line.contains("dashboard:"), PATIENCE);
    return service;
  }

  private static void remount(SmallDisk disk, Path place, String how) throws Exception {
    List<String> mount = new ArrayList<>(disk.command());
    mount.addAll(List.of("mount", "-o", "remount," + how, place.toString()));
    Process process = new ProcessBuilder(mount).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  /** Waits until the service has said so for the n-th time. */
  private static void told(RouterProcess service, String what, int times) {
    int[] seen = {0};
    var _ = service.output().await(line -> line.contains(what) && ++seen[0] == times, PATIENCE);
  }

  private static void carries(RouterProcess service, String uplink) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode status = JSON.readTree(service.http().get("/api/v1/status").body());
    while (!status.path("carrying").path(0).asText().equals(uplink)) {
      assertThat(System.nanoTime()).as("%s", status).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      status = JSON.readTree(service.http().get("/api/v1/status").body());
    }
  }

  /** All files as one trace, in which nothing is wrong but the end of what is being written. */
  private static List<Event> read(Path trace, List<Event> decided) {
    List<Event> events = new ArrayList<>();
    List<Path> files = TraceFiles.in(trace);
    try (var reader = TraceReader.open(files, Names.growing(), decided::add)) {
      while (reader.read(events, 512) > 0) {}
      assertThat(reader.problems())
          .allSatisfy(problem -> assertThat(problem.what()).startsWith("cut off"));
    }
    return events;
  }
}
