package dev.linkflux.trace;

import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Expiry;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Route;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Rule;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random plans; what they say makes no sense. */
final class SomePlans {
  private static final List<Mptcp> KINDS = List.of(Mptcp.SUBFLOW, Mptcp.BACKUP, Mptcp.SIGNAL);

  private final Random random;

  SomePlans(Random random) {
    this.random = random;
  }

  RoutePlan next(Moment at) {
    return new RoutePlan(
        at,
        random.nextLong(1000),
        one(List.of(RoutePlan.Cause.values())),
        some(this::route),
        some(this::rule),
        some(this::endpoint),
        new Limits(random.nextInt(3), random.nextInt(3)),
        some(this::expiry));
  }

  private Route route() {
    return new Route(
        random.nextInt(),
        prefix(),
        Stream.generate(this::hop).limit(1 + random.nextInt(3)).toList(),
        10,
        orNull());
  }

  private Hop hop() {
    return new Hop(orNull(), "wan1", random.nextInt(), 1 + random.nextInt(Hop.MAX_WEIGHT));
  }

  private Rule rule() {
    boolean any = random.nextBoolean();
    return new Rule(
        random.nextInt(),
        random.nextBoolean(),
        any ? null : prefix(),
        random.nextInt(),
        random.nextInt(),
        any ? "wan1" : null,
        254,
        random.nextBoolean() ? Rule.NOTHING : random.nextInt(129));
  }

  private Endpoint endpoint() {
    Mptcp kind = one(KINDS);
    boolean fullmesh = kind != Mptcp.SIGNAL && random.nextBoolean();
    return new Endpoint(address(), "wan1", random.nextInt(), kind, fullmesh);
  }

  private Expiry expiry() {
    return new Expiry(
        one(SomeEvents.UPLINKS),
        some(this::address),
        random.nextInt(),
        random.nextInt(),
        random.nextBoolean());
  }

  Prefix prefix() {
    InetAddress address = address();
    return new Prefix(address, random.nextInt(address.getAddress().length * 8 + 1));
  }

  InetAddress address() {
    byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
    random.nextBytes(bytes);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Nullable InetAddress orNull() {
    return random.nextBoolean() ? null : address();
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> List<T> some(Supplier<T> maker) {
    return Stream.generate(maker).limit(random.nextInt(4)).toList();
  }
}
