package dev.linkflux.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.CarrierWatch;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.RouteWatch;
import dev.linkflux.lab.RouterProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The built distribution with two equal uplinks, of which the one that carries loses its cable. */
final class Cables implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(50);

  /** The kernel looks at carriers once a second at most. */
  private static final Duration APART = Duration.ofMillis(1200);

  private static final String SETTINGS =
      """
      preset: fast
      decision: {holdDown: 1s, dampening: {penalty: 0}}
      targets:
        - {name: one, address: 198.51.100.1}
        - {name: two, address: 198.51.100.2}
        - {name: three, address: 198.51.100.3}
      uplinks:
        - {name: wan1, interface: wan1, gateway: 10.1.0.1}
        - {name: wan2, interface: wan2, gateway: 10.2.0.1}
      """;

  private final Lab lab = Lab.open();
  private final RouteWatch routes = lab.owned(RouteWatch.of(lab.router()));
  private final RouterProcess service;

  Cables() throws IOException {
    Path config =
        Files.writeString(Files.createTempDirectory("cables").resolve("cables.yml"), SETTINGS);
    service = RouterProcess.service(lab, List.of(), config, List.of());
    var _ = service.output().await(line -> line.contains("dashboard:"), PATIENCE);
  }

  /** Milliseconds from the announcement of the loss to that of the new default route, each time. */
  List<Double> cut(int times) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      int carrying = 1 + i % 2;
      int other = 3 - carrying;
      awaitUp();
      if (i == 0) {
        var _ = routes.awaitDefaultVia("wan1", PATIENCE);
      }
      long begin = System.nanoTime();
      CarrierWatch watch = CarrierWatch.of(lab, "wan" + carrying);
      var _ = lab.uplink(carrying).carrierOff();
      long lost = watch.awaitLoss(PATIENCE);
      long moved = routes.awaitDefaultVia("wan" + other, PATIENCE);
      millis.add((moved - lost) / 1e6);
      watch.close();
      pauseSince(begin);
      var _ = lab.uplink(carrying).carrierOn();
      pauseSince(begin + APART.toNanos());
    }
    return millis;
  }

  private static void pauseSince(long begin) {
    long end = begin + APART.toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void awaitUp() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode status = status();
    while (!isUp(status)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not all up: " + status);
      }
      LockSupport.parkNanos(POLL.toNanos());
      status = status();
    }
  }

  private JsonNode status() {
    String body = service.http().get("/api/v1/status").body();
    try {
      return Engines.JSON.readTree(body);
    } catch (JsonProcessingException strange) {
      throw new UncheckedIOException(body, strange);
    }
  }

  private static boolean isUp(JsonNode status) {
    for (JsonNode uplink : status.path("uplinks")) {
      if (!uplink.path("state").asText().equals("Up")) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    lab.close();
  }
}
