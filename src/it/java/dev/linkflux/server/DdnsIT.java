package dev.linkflux.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.NeedsLab;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A server whose address changes is followed, and one whose name servers die is kept. */
@Isolated("it measures how long a change takes")
@NeedsLab
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class DdnsIT {
  private static final int PORT = 7_443;
  private static final int TTL_SECONDS = 5;
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** For what is done at once; the machine may be busy. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final InetAddress OLD4 = InetAddress.ofLiteral("198.51.100.20");
  private static final InetAddress OLD6 = InetAddress.ofLiteral("2001:db8:ff::20");
  private static final InetAddress NEW4 = InetAddress.ofLiteral("198.51.100.21");
  private static final InetAddress NEW6 = InetAddress.ofLiteral("2001:db8:ff::21");

  @TempDir private Path directory;

  @Test
  void aChangedRecordIsInUseWithinItsTimeAndDeadNameServersChangeNothing() {
    try (Far far = Far.open(directory)) {
      far.host(OLD4, OLD6, NEW4, NEW6);
      Zone zone = new Zone().name("vps.example", TTL_SECONDS, text(OLD4), text(OLD6));
      NameServer _ = far.serve(zone);
      Identity identity = Identity.make(directory, "vps");
      Site.Manner welcome = Site.saying(200, "\"Welcome\"");
      Site before = Site.start(far.lab(), PORT, identity, welcome, OLD4, OLD6);
      Site after = Site.start(far.lab(), PORT, identity, welcome, NEW4, NEW6);
      try (Program program = far.start(configuration(identity))) {
        assertFollows(far, program, zone, before, after);
        long died = System.nanoTime();
        zone.dead(true);
        assertKept(program, died);
        program.kill();
      }
      long begin = System.nanoTime();
      try (Program program = far.restart()) {
        assertKept(program, begin);
        far.awaitHostRoute(NEW4, "wan1", PATIENCE);
      }
    }
  }

  private static String configuration(Identity identity) {
    return """
    dns: {limit: 30/min}
    servers:
      - name: vps
        address: vps.example
        port: %d
        check: api
        pin: %s
        interval: %dms
        fails: 2
        confirm: 300ms
        holdDown: 1s
    """
        .formatted(PORT, identity.pin(), INTERVAL.toMillis());
  }

  private static void assertFollows(Far far, Program program, Zone zone, Site before, Site after) {
    var _ = program.await("vps", it -> it.path("state").asText().equals("Up"), PATIENCE);
    assertThat(addresses(program.server("vps"))).containsExactlyInAnyOrder(text(OLD4), text(OLD6));
    far.awaitHostRoute(OLD4, "wan1", PATIENCE);
    far.awaitHostRoute(OLD6, "wan1", PATIENCE);
    assertThat(before.clients()).isNotEmpty();
    assertThat(after.clients()).isEmpty();

    long changed = System.nanoTime();
    zone.name("vps.example", TTL_SECONDS, text(NEW4), text(NEW6));
    before.close();
    Program.Told located = program.awaitTold("located", changed, DdnsIT::isNew, PATIENCE);
    assertThat(Duration.ofNanos(located.seen() - changed))
        .as("until the new address is in use")
        .isLessThan(Duration.ofSeconds(TTL_SECONDS).plus(INTERVAL).plus(SOON));
    assertThat(located.text("sentence")).contains("vps", text(NEW4));
    var _ =
        program.await(
            "vps",
            it ->
                isNew(it)
                    && List.of("wan1", "wan2").stream()
                        .allMatch(uplink -> isServedByNew(it, uplink)),
            PATIENCE);
    far.awaitHostRoute(NEW4, "wan1", PATIENCE);
    far.awaitHostRoute(NEW6, "wan1", PATIENCE);
    far.awaitHostRoute(OLD4, "", PATIENCE);
    assertThat(after.clients()).isNotEmpty();
    var _ = program.await("vps", it -> it.path("state").asText().equals("Up"), PATIENCE);
    System.out.printf(
        "DDNS: a record of TTL %d s was in use after %d ms%n",
        TTL_SECONDS, (located.seen() - changed) / 1_000_000);
  }

  private static void assertKept(Program program, long begin) {
    JsonNode server =
        program.await(
            "vps",
            it ->
                it.path("stale").asBoolean()
                    && it.path("state").asText().equals("Up")
                    && it.path("dns").path("rung").asText().equals("dns-silent"),
            PATIENCE);
    assertThat(isNew(server)).isTrue();
    assertThat(server.path("dns").path("detail").asText()).isNotBlank();
    Program.Told located =
        program.awaitTold(
            "located",
            begin,
            it -> it.path("rung").asText().equals("dns-silent") && isNew(it),
            PATIENCE);
    assertThat(located.text("sentence")).contains("vps");
    assertThat(program.told("transition").stream().filter(it -> it.seen() > begin))
        .extracting(it -> it.text("to"))
        .doesNotContain("Down", "Degraded");
  }

  private static boolean isServedByNew(JsonNode server, String uplink) {
    JsonNode way = Program.through(server, uplink);
    return way.path("serves").asBoolean()
        && List.of(NEW4, NEW6).contains(InetAddress.ofLiteral(way.path("address").asText()));
  }

  private static boolean isNew(JsonNode server) {
    return List.of(text(NEW4), text(NEW6)).containsAll(addresses(server))
        && addresses(server).size() == 2;
  }

  private static List<String> addresses(JsonNode server) {
    return StreamSupport.stream(server.path("addresses").spliterator(), false)
        .map(JsonNode::asText)
        .map(it -> text(InetAddress.ofLiteral(it)))
        .toList();
  }

  private static String text(InetAddress address) {
    return address.getHostAddress();
  }
}
