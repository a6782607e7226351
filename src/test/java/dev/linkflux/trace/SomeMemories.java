package dev.linkflux.trace;

import dev.linkflux.decision.Experience;
import dev.linkflux.decision.Penalty;
import dev.linkflux.decision.RecalledConsumption;
import dev.linkflux.decision.RecalledExperience;
import dev.linkflux.quality.RecalledFloor;
import dev.linkflux.server.RecalledConduct;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Random events of what was known before a restart. */
final class SomeMemories {
  private SomeMemories() {}

  static Event next(Moment at, Random random) {
    UplinkId uplink = SomeEvents.UPLINKS.get(random.nextInt(SomeEvents.UPLINKS.size()));
    Duration age = Duration.ofNanos(random.nextLong(Shift.LIMIT));
    Penalty penalty = new Penalty(random.nextDouble() * 48_000, random.nextBoolean());
    return switch (random.nextInt(4)) {
      case 0 -> {
        double losses = random.nextDouble() * 1e6;
        Experience experience =
            new Experience(losses, losses * random.nextDouble(), random.nextInt(8192), penalty);
        yield new RecalledExperience(at, uplink, age, experience);
      }
      case 1 ->
          new RecalledConsumption(
              at,
              uplink,
              random.nextLong(Shift.LIMIT),
              Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
      case 2 ->
          new RecalledFloor(
              at,
              uplink,
              SomeEvents.TARGETS.get(random.nextInt(SomeEvents.TARGETS.size())),
              age,
              List.of(random.nextLong(Long.MAX_VALUE), -1L, 0L));
      default ->
          new RecalledConduct(
              at,
              SomeServerEvents.SERVERS.get(random.nextInt(SomeServerEvents.SERVERS.size())),
              age,
              penalty);
    };
  }
}
