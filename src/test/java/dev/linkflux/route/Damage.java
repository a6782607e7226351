package dev.linkflux.route;

import dev.linkflux.route.FakeKernel.HeldEndpoint;
import dev.linkflux.route.FakeKernel.HeldRule;
import dev.linkflux.route.FakeRoutes.Held;
import dev.linkflux.route.FakeRoutes.Mode;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What others do to a {@link FakeWorld}, at random. */
final class Damage {
  private static final int FOREIGN_TABLE = 500;

  private final FakeWorld world;
  private final FakeKernel kernel;
  private final RandomGenerator random;

  /** What was done, for the message of a failure. */
  final List<Deed> done = new ArrayList<>();

  /** Something that was done, and what the kernel said if it refused. */
  record Deed(String what, @Nullable Object object, @Nullable String refusal) {
    @Override
    public String toString() {
      return what + " " + object + (refusal == null ? "" : " refused: " + refusal);
    }
  }

  Damage(FakeWorld world, RandomGenerator random) {
    this.world = world;
    this.kernel = world.kernel;
    this.random = random;
  }

  void once() {
    switch (random.nextInt(16)) {
      case 0, 1 -> {
        Held held = any(kernel.routes.all());
        say("delete", held, held == null ? null : kernel.routes.delete(held));
      }
      case 2 -> putAt(anyPlace(), FakeKernel.OURS, Mode.REPLACE);
      case 3 -> putAt(anyPlace(), FakeKernel.FOREIGN, Mode.REPLACE);
      case 4 ->
          putAt(
              anyPlace(), FakeKernel.FOREIGN, Objects.requireNonNull(any(List.of(Mode.values()))));
      case 5 -> putAt(elsewhere(), FakeKernel.FOREIGN, Mode.EXCLUSIVE);
      case 6 -> putAt(elsewhere(), FakeKernel.OURS, Mode.EXCLUSIVE);
      case 7 -> {
        HeldRule held = any(kernel.rules);
        say("delete", held, held == null ? null : kernel.delete(held));
      }
      case 8 -> {
        int protocol = random.nextBoolean() ? FakeKernel.OURS : FakeKernel.FOREIGN;
        HeldRule rule = new HeldRule(rule(), protocol);
        say("add", rule, kernel.add(rule));
      }
      case 9 -> {
        HeldEndpoint held = any(kernel.endpoints);
        say("delete", held, held == null ? null : kernel.delete(held.endpoint()));
      }
      case 10 -> {
        Endpoint endpoint = endpoint();
        say("add", endpoint, endpoint == null ? null : kernel.add(endpoint));
      }
      case 11 -> {
        Endpoint endpoint = endpoint();
        say("change", endpoint, endpoint == null ? null : kernel.change(endpoint));
      }
      case 12 -> {
        kernel.limits = new Limits(random.nextInt(3), random.nextInt(3));
        say("limits", kernel.limits, null);
      }
      case 13 -> {
        world.elect();
        say("elect", "", null);
      }
      default -> {
        Uplink uplink = Objects.requireNonNull(any(world.uplinks));
        say(LinkTrouble.strike(uplink, kernel, random), uplink.device(), null);
      }
    }
  }

  /** Those who stood in our way go. */
  void relent() {
    for (Held held : kernel.routes.all()) {
      if (held.protocol() == FakeKernel.FOREIGN
          && world.plan().routes().stream()
              .anyMatch(route -> route.key().equals(held.route().key()))) {
        String _ = kernel.routes.delete(held);
      }
    }
    world.sink.foreignEndpoints().forEach(held -> kernel.endpoints.remove(held));
  }

  private void putAt(Route.Key place, int protocol, Mode mode) {
    List<Uplink> uplinks = world.uplinks;
    List<Hop> hops = new ArrayList<>();
    for (Uplink uplink : uplinks.subList(0, 1 + random.nextInt(uplinks.size()))) {
      FakeLinks.Link link = kernel.links.named(uplink.device());
      InetAddress gateway =
          place.destination().isIpv6()
              ? FakeWorld.ip("fe80::77")
              : FakeWorld.ip("10.0." + uplink.id().ordinal() + ".77");
      if (link != null) {
        hops.add(new Hop(random.nextInt(3) == 0 ? null : gateway, link.device, link.index));
      }
    }
    if (!hops.isEmpty()) {
      Held held =
          new Held(
              new Route(place.table(), place.destination(), hops, place.metric(), null), protocol);
      say(mode.toString(), held, kernel.routes.put(held, mode, _ -> true));
    }
  }

  /** One of ours, or one where ours may be one day. */
  private Route.Key anyPlace() {
    Route ours = any(world.sink.read().routes());
    return ours == null || random.nextInt(4) == 0
        ? new Route.Key(Route.MAIN, Prefix.everything(random.nextBoolean()), 10 + random.nextInt(4))
        : ours.key();
  }

  private Route.Key elsewhere() {
    return new Route.Key(
        random.nextBoolean() ? Route.MAIN : FOREIGN_TABLE,
        random.nextBoolean()
            ? Prefix.everything(random.nextBoolean())
            : Prefix.host(FakeWorld.ip("192.0.2." + random.nextInt(4))),
        100 + random.nextInt(3));
  }

  private Rule rule() {
    Rule ours = any(world.sink.read().rules());
    return ours == null || random.nextBoolean()
        ? new Rule(20_000 + random.nextInt(4), random.nextBoolean(), null, 7, 7, null, 500)
        : ours;
  }

  private @Nullable Endpoint endpoint() {
    FakeLinks.Link link = kernel.links.named("wan" + random.nextInt(world.uplinks.size()));
    if (link == null) {
      return null;
    }
    Prefix address = any(link.addresses);
    Mptcp kind = List.of(Mptcp.SUBFLOW, Mptcp.BACKUP, Mptcp.SIGNAL).get(random.nextInt(3));
    return new Endpoint(
        address == null || random.nextBoolean()
            ? FakeWorld.ip("192.0.2." + (10 + random.nextInt(9)))
            : address.address(),
        link.device,
        link.index,
        kind,
        false);
  }

  private <T> @Nullable T any(List<T> list) {
    return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
  }

  private void say(String what, @Nullable Object object, @Nullable String refusal) {
    done.add(new Deed(what, object, refusal));
  }
}
