package dev.linkflux.trace;

import static dev.linkflux.trace.LineRows.AT;
import static dev.linkflux.trace.LineRows.FIBRE;
import static dev.linkflux.trace.LineRows.PROBE;
import static dev.linkflux.trace.LineRows.row;

import dev.linkflux.decision.Experience;
import dev.linkflux.decision.Penalty;
import dev.linkflux.decision.RecalledConsumption;
import dev.linkflux.decision.RecalledExperience;
import dev.linkflux.quality.RecalledFloor;
import dev.linkflux.server.RecalledConduct;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Lines of what was known before a restart. */
final class RecalledRows {
  private static final Duration AGE = Duration.ofSeconds(7);

  private RecalledRows() {}

  static Stream<Arguments> rows() {
    return Stream.of(
        row(
            new RecalledExperience(
                AT, FIBRE, AGE, new Experience(50, 2.5, 17, new Penalty(1840.5, true))),
            "{'type':'recalled','at':1000000000,'what':'experience','uplink':'fibre',"
                + "'age':7000000000,'losses':50.0,'followed':2.5,'answers':17,"
                + "'penalty':1840.5,'suppressed':true}"),
        row(
            new RecalledConsumption(AT, FIBRE, 48_213, Instant.parse("2026-11-22T03:00:00Z")),
            "{'type':'recalled','at':1000000000,'what':'consumption','uplink':'fibre',"
                + "'bytes':48213,'last':'2026-11-22T03:00:00Z'}"),
        row(
            new RecalledFloor(AT, FIBRE, PROBE.target(), AGE, List.of(8_123_000L, -1L)),
            "{'type':'recalled','at':1000000000,'what':'floor','uplink':'fibre',"
                + "'target':'cloudflare','age':7000000000,'newest':[8123000,-1]}"),
        row(
            new RecalledConduct(AT, ServerRows.VPS, AGE, new Penalty(900, false)),
            "{'type':'recalled','at':1000000000,'what':'conduct','server':'vps',"
                + "'age':7000000000,'penalty':900.0,'suppressed':false}"));
  }
}
