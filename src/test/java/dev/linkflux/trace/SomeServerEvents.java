package dev.linkflux.trace;

import dev.linkflux.decision.Figure;
import dev.linkflux.decision.StateName;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.Remembered;
import dev.linkflux.server.Rung;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random events about servers; what they say makes no sense. */
final class SomeServerEvents {
  static final List<ServerId> SERVERS =
      List.of(new ServerId("vps", 0), new ServerId("Zürich \"2\"\\", 1));

  private final Random random;
  private final SomePlans plans;
  private final List<UplinkId> uplinks;

  SomeServerEvents(Random random, SomePlans plans, List<UplinkId> uplinks) {
    this.random = random;
    this.plans = plans;
    this.uplinks = uplinks;
  }

  Event next(Moment at) {
    return switch (random.nextInt(7)) {
      case 0 ->
          new Located(
              at,
              server(),
              Stream.generate(plans::address).limit(random.nextInt(4)).toList(),
              random.nextBoolean(),
              breachOrNull());
      case 1 ->
          new Checked(
              at,
              server(),
              one(uplinks),
              plans.orNull(),
              random.nextLong(Shift.LIMIT),
              random.nextBoolean(),
              breachOrNull(),
              breachOrNull());
      case 2 -> new Appointed(at, random.nextBoolean() ? null : server());
      case 3 -> new Remembered(at, server());
      case 4 ->
          new ServerVerdict(
              at,
              server(),
              one(uplinks),
              random.nextBoolean(),
              breachOrNull(),
              "it answers: ä",
              "");
      case 5 ->
          new ServerTransition(
              at,
              server(),
              one(List.of(StateName.values())),
              one(List.of(StateName.values())),
              one(List.of("started", "recovered", "clock")),
              List.of(new Figure("fails", random.nextInt(9), 3, "")),
              "vps is \"down\"",
              "ask its owner");
      default -> new ServerElection(at, server(), "operator", "vps is in use");
    };
  }

  private @Nullable Breach breachOrNull() {
    return random.nextBoolean()
        ? null
        : new Breach(one(List.of(Rung.values())), "status \n" + random.nextInt(600));
  }

  private ServerId server() {
    return one(SERVERS);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
