package dev.linkflux.trace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.Rivalled;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random events of every kind that is recorded, in time order. */
final class SomeEvents {
  static final List<UplinkId> UPLINKS =
      List.of(new UplinkId("fibre", 0), new UplinkId("lte \"4G\"\\", 1), new UplinkId("Büro", 2));
  static final List<TargetId> TARGETS =
      List.of(new TargetId("cloudflare", 0), new TargetId("\u0001\u2028 日本", 1));

  private final Random random;
  private final SomePlans plans;
  private final SomeServerEvents servers;
  private long now;

  SomeEvents(Random random) {
    this.random = random;
    this.plans = new SomePlans(random);
    this.servers = new SomeServerEvents(random, plans, UPLINKS);
  }

  static Names names() {
    Names names = Names.growing();
    UPLINKS.forEach(uplink -> names.uplinkTable().add(uplink.name(), uplink));
    TARGETS.forEach(target -> names.targetTable().add(target.name(), target));
    SomeServerEvents.SERVERS.forEach(server -> named(names, server));
    return names;
  }

  private static void named(Names names, ServerId server) {
    try {
      names.server(server.name());
    } catch (Broken e) {
      throw new AssertionError(e);
    }
  }

  Event next() {
    now += random.nextLong(1_000_000_000);
    Moment at = new Moment(now);
    return switch (random.nextInt(22)) {
      case 0, 1, 2 -> new Observation.Sent(at, probe());
      case 3, 4 -> new Observation.Returned(at, probe(), random.nextLong(Shift.LIMIT));
      case 5 ->
          new Observation.Returned(
              at, probe(), random.nextLong(Shift.LIMIT), random.nextLong(Shift.LIMIT));
      case 6 ->
          new Observation.Bounced(
              at,
              probe(),
              random.nextInt(256),
              random.nextInt(),
              plans.orNull(),
              random.nextBoolean() ? null : "not 204");
      case 7 -> new Observation.Withheld(at, probe(), "ENETUNREACH \"" + random.nextInt());
      case 8 ->
          new LinkFacts(
              at,
              one(UPLINKS),
              random.nextInt(9),
              random.nextBoolean(),
              random.nextBoolean(),
              some(plans::prefix),
              some(plans::address),
              random.nextBoolean());
      case 9 -> new Stalled(at, at.plusNanos(random.nextInt(Integer.MAX_VALUE)));
      case 10 ->
          switch (random.nextInt(3)) {
            case 0 -> new Configured(at, JsonNodeFactory.instance.objectNode().put("ä\"", "\n"));
            case 1 -> new Gap(at, random.nextLong(1000));
            default -> new Woken(at);
          };
      case 11 ->
          switch (random.nextInt(4)) {
            case 0 ->
                new RouteAnswer.Applied(
                    at, random.nextLong(99), random.nextInt(), random.nextInt(3));
            case 1 -> new RouteAnswer.Refused(at, random.nextLong(99), "no \n such device");
            case 2 -> new Rivalled(at, random.nextBoolean(), random.nextBoolean());
            default -> new Drifted(at, "somebody \"removed\" default");
          };
      case 12 ->
          new Transition(
              at,
              one(UPLINKS),
              one(List.of(StateName.values())),
              one(List.of(StateName.values())),
              one(List.of(Cause.values())),
              some(() -> new Figure("rtt", figure(), figure(), "ms")),
              "fibre is down: ä");
      case 13 ->
          new Election(
              at,
              some(() -> one(UPLINKS)),
              some(() -> one(UPLINKS)),
              some(() -> new Election.Excluded(one(UPLINKS), one(List.of(Cause.values())))),
              one(List.of(Cause.values())),
              some(this::considered),
              "");
      case 15 ->
          random.nextBoolean()
              ? new Dated(
                  at, Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)))
              : new Used(at, one(UPLINKS), random.nextLong(Shift.LIMIT));
      case 16 ->
          new Steered(
              at,
              one(UPLINKS),
              one(List.of(Steering.values())),
              random.nextBoolean() ? Moment.NEVER : new Moment(random.nextLong(Shift.LIMIT)));
      case 17 ->
          new Blamed(at, one(UPLINKS), one(TARGETS), random.nextBoolean(), "quad9 is bad: ä");
      case 14 -> plans.next(at);
      case 18, 19 -> servers.next(at);
      case 20 -> SomeMemories.next(at, random);
      default -> new Pace(at, one(UPLINKS), one(List.of(Tempo.values())));
    };
  }

  private Election.Considered considered() {
    return new Election.Considered(
        one(UPLINKS),
        random.nextInt(100),
        some(() -> new Figure("quality", figure(), figure(), "")),
        "stands by: \"tier\" 2");
  }

  private double figure() {
    return switch (random.nextInt(6)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> random.nextInt(1000);
      case 3 -> Double.MIN_VALUE * random.nextInt(9) + 0.0;
      case 4 -> random.nextDouble() * 1e300;
      default -> random.nextDouble();
    };
  }

  private ProbeId probe() {
    return new ProbeId(one(UPLINKS), one(TARGETS), random.nextLong(Shift.LIMIT));
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> List<T> some(Supplier<T> maker) {
    return Stream.generate(maker).limit(random.nextInt(4)).toList();
  }
}
