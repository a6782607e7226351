package dev.linkflux.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.TraceFiles;
import dev.linkflux.time.Event;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import dev.linkflux.uplink.Steered;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a reload changes beside probes and decisions is followed by the built service: servers, name
 * servers, MPTCP endpoints, the shadow, and where is recorded.
 */
@NeedsLab
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FollowingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int TOGETHER = 4096;
  private static final InetAddress OLD = InetAddress.ofLiteral("198.51.100.20");
  private static final InetAddress NEW = InetAddress.ofLiteral("198.51.100.21");
  private static final InetAddress OTHER_DNS = InetAddress.ofLiteral("198.51.100.54");

  /** Checked once: so rarely that a second time can only come of a check that was begun anew. */
  private static final String STEADY =
      "{name: steady, address: 198.51.100.1, check: ping, interval: 1h}";

  private static final String SOON = "check: ping, interval: 2s, timeout: 2s, holdDown: 1s";

  private static final String NAMED = "{name: named, address: vps.example, " + SOON + "}";

  @TempDir private Path directory;

  /** The sections of the configuration, by their keys. */
  private final Map<String, String> sections = new LinkedHashMap<>();

  private Path write(Far far) {
    StringBuilder text = new StringBuilder("preset: fast\n");
    sections.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
    return far.write("linkflux.yml", text.toString());
  }

  /** A section is another one, and holds as soon as this returns. */
  private void reload(Far far, Program program, String key, String value) {
    sections.put(key, value);
    Path _ = write(far);
    program.order("/api/v1/reload");
  }

  private static String uplinks(String mptcp) {
    return "[{name: wan1, interface: wan1, gateway: 10.1.0.1, mptcp: off},"
        + " {name: wan2, interface: wan2, tier: 2, gateway: 10.2.0.1, mptcp: %s}]".formatted(mptcp);
  }

  private static String ping(String name, String address) {
    return "{name: %s, address: %s, check: ping, interval: 1s, timeout: 1s}"
        .formatted(name, address);
  }

  private static String list(String... sections) {
    return "[" + String.join(", ", sections) + "]";
  }

  private static String host(InetAddress address) {
    return address.getHostAddress();
  }

  @Test
  void whatHasChangedIsFollowedAndTheChecksOfOtherServersGoOn() {
    try (Far far = Far.open(directory)) {
      far.host(OLD, NEW, OTHER_DNS);
      NameServer before =
          NameServer.start(far.lab(), new Zone().name("vps.example", 5, host(OLD)), Far.DNS4);
      NameServer after =
          NameServer.start(far.lab(), new Zone().name("vps.example", 5, host(NEW)), OTHER_DNS);
      sections.put(
          "targets",
          list("{address: 198.51.100.1}", "{address: 198.51.100.2}", "{address: 198.51.100.3}"));
      sections.put("uplinks", uplinks("off"));
      sections.put("dns", "{servers: [%s]}".formatted(host(Far.DNS4)));
      sections.put(
          "servers", list(STEADY, NAMED, ping("moving", host(OLD)), ping("going", "198.51.100.2")));
      sections.put("state", directory.resolve("state").toString());
      sections.put("trace", "{directory: %s}".formatted(directory.resolve("trace")));
      try (Program program = Program.start(far.lab(), write(far))) {
        JsonNode steady = program.await("steady", FollowingIT::isUpThroughBoth, PATIENCE);
        for (String name : List.of("named", "moving", "going")) {
          var _ = program.await(name, FollowingIT::isUpThroughBoth, PATIENCE);
        }
        followsServers(far, program);
        long followed = followsNameServers(far, program, after);
        followsEndpoints(far, program);
        followsTheShadow(far, program);
        followsTheTrace(far, program);
        assertThat(before.queriesSince(followed)).isEmpty();
        assertThat(program.server("steady").path("since")).isEqualTo(steady.path("since"));
      }
    }
  }

  private void followsServers(Far far, Program program) {
    far.awaitHostRoute(OLD, "wan1", PATIENCE);
    reload(
        far,
        program,
        "servers",
        list(ping("coming", "198.51.100.3"), ping("moving", host(NEW)), NAMED, STEADY));
    assertThat(program.server("going").isMissingNode()).isTrue();
    assertThat(isUpThroughBoth(program.server("steady"))).isTrue();
    var _ = program.await("coming", FollowingIT::isUpThroughBoth, PATIENCE);
    var _ = program.await("moving", it -> isUpThroughBoth(it) && isAt(it, NEW), PATIENCE);
    far.awaitHostRoute(NEW, "wan1", PATIENCE);
  }

  /** Gives the nanoTime since when nobody needs the first name server any more. */
  private long followsNameServers(Far far, Program program, NameServer after) {
    assertThat(isAt(program.server("named"), OLD)).isTrue();
    assertThat(after.count(_ -> true)).isZero();
    reload(far, program, "dns", "{servers: [%s]}".formatted(host(OTHER_DNS)));
    var _ = program.await("named", it -> isUpThroughBoth(it) && isAt(it, NEW), PATIENCE);
    long followed = System.nanoTime();
    assertThat(after.count(query -> query.name().equals("vps.example"))).isPositive();
    far.awaitHostRoute(OLD, "", PATIENCE);
    return followed;
  }

  private void followsEndpoints(Far far, Program program) {
    assertThat(endpoints(far.lab())).isEmpty();
    reload(far, program, "uplinks", uplinks("subflow"));
    awaitEndpoints(far.lab(), true, program);
    reload(far, program, "uplinks", uplinks("off"));
    awaitEndpoints(far.lab(), false, program);
  }

  private static String endpoints(Lab lab) {
    return lab.router().run("", "ip", "mptcp", "endpoint", "show");
  }

  private static void awaitEndpoints(Lab lab, boolean there, Program program) {
    String _ =
        Await.until(
            "MPTCP endpoints",
            () -> endpoints(lab),
            it -> there ? it.contains("10.2.0.2 id ") && it.contains("subflow") : it.isEmpty(),
            PATIENCE,
            program::output);
  }

  private void followsTheShadow(Far far, Program program) {
    Path _ =
        far.write(
            "other.yml",
            "preset: fast\nelection: {strategy: balance}\ntargets: %s\nuplinks: %s\n"
                .formatted(sections.get("targets"), sections.get("uplinks")));
    reload(far, program, "shadow", "other.yml");
    String _ =
        Await.until(
            "the word of the shadow",
            program::output,
            it -> it.contains("shadow other.yml: would have begun with "),
            PATIENCE,
            () -> "");
    JsonNode status = Program.json(program.text("/api/v1/status"));
    assertThat(status.path("shadow").path("config").asText()).isEqualTo("other.yml");
  }

  private void followsTheTrace(Far far, Program program) {
    Path first = directory.resolve("trace");
    Path second = directory.resolve("second");
    Path third = directory.resolve("third");
    reload(
        far,
        program,
        "trace",
        "{directory: %s, compress: off, rotate: {size: 1MB, after: 1m}}".formatted(second));
    steer(program, "avoid");
    awaitSteered(program, second, 1);
    assertThat(checkedAfterReloads(first, "steady")).as("checks that began anew").isZero();
    assertThat(checked(first, "going")).isPositive();
    assertThat(steered(first)).isZero();

    reload(far, program, "trace", "off");
    steer(program, "auto");
    reload(far, program, "trace", "{directory: %s}".formatted(third));
    steer(program, "avoid");
    awaitSteered(program, third, 1);
    assertThat(steered(second)).as("what was ordered while nothing was recorded").isEqualTo(1);
  }

  private static void steer(Program program, String how) {
    program.order("/api/v1/uplinks/wan2/" + how);
  }

  private static void awaitSteered(Program program, Path trace, long times) {
    long _ =
        Await.until(
            "orders in " + trace,
            () -> steered(trace),
            it -> it == times,
            PATIENCE,
            program::output);
  }

  private static long steered(Path trace) {
    return events(trace).stream().filter(Steered.class::isInstance).count();
  }

  private static long checked(Path trace, String server) {
    return events(trace).stream()
        .filter(it -> it instanceof Checked check && check.server().name().equals(server))
        .count();
  }

  /** Whose state is not new is not recorded again: a check that began anew would be. */
  private static long checkedAfterReloads(Path trace, String server) {
    return events(trace).stream()
        .dropWhile(it -> !(it instanceof Reconfigured))
        .filter(it -> it instanceof Checked check && check.server().name().equals(server))
        .count();
  }

  /** All that can be read so far. */
  private static List<Event> events(Path trace) {
    List<Event> all = new ArrayList<>();
    List<Path> files = TraceFiles.in(trace);
    if (!files.isEmpty()) {
      try (TraceReader reader = TraceReader.open(files, Names.growing(), _ -> {})) {
        while (reader.read(all, TOGETHER) > 0) {
          // until there is no more
        }
      }
    }
    return all;
  }

  private static boolean isUpThroughBoth(JsonNode server) {
    return server.path("state").asText().equals("Up")
        && Stream.of("wan1", "wan2")
            .allMatch(uplink -> Program.through(server, uplink).path("serves").asBoolean());
  }

  private static boolean isAt(JsonNode server, InetAddress address) {
    return server.path("addresses").size() == 1
        && server.path("addresses").path(0).asText().equals(host(address));
  }
}
