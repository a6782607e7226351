package dev.linkflux.kernel;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes any entries of what netlink tells about. */
final class EntryGenerator {
  private final Random random;

  EntryGenerator(Random random) {
    this.random = random;
  }

  /** The announcement of any entry. */
  NetlinkWriter message() {
    return switch (random.nextInt(6)) {
      case 0 -> LinkCodec.write(new NetlinkWriter(Netlink.RTM_NEWLINK, 0), link());
      case 1 -> AddressCodec.write(new NetlinkWriter(Netlink.RTM_NEWADDR, 0), address());
      case 2 -> RouteCodec.write(new NetlinkWriter(Netlink.RTM_NEWROUTE, 0), route());
      case 3 -> EndpointCodec.write(generic(), endpoint());
      case 4 -> FlowCodec.write(FlowCodec.begin(Ctnetlink.NEW, 0, family().number()), flow());
      default -> RuleCodec.write(new NetlinkWriter(Netlink.RTM_NEWRULE, 0), rule());
    };
  }

  /** Any change of a route or a rule. */
  RouteRequest request() {
    return switch (random.nextInt(5)) {
      case 0 -> new RouteRequest.AddRoute(route());
      case 1 -> new RouteRequest.ReplaceRoute(route());
      case 2 -> new RouteRequest.DeleteRoute(route());
      case 3 -> new RouteRequest.AddRule(rule());
      default -> new RouteRequest.DeleteRule(rule());
    };
  }

  private static NetlinkWriter generic() {
    return new NetlinkWriter(NetlinkFuzz.MPTCP_PM, 0).bytes(new byte[Genetlink.HEADER_BYTES]);
  }

  LinkEntry link() {
    return new LinkEntry(
        1 + random.nextInt(Integer.MAX_VALUE), name(), random.nextInt(), random.nextInt(8), u32());
  }

  AddressEntry address() {
    IpFamily family = family();
    InetAddress own = ip(family);
    InetAddress peer = random.nextBoolean() ? null : ip(family);
    return new AddressEntry(
        random.nextInt(),
        own,
        random.nextInt(family.addressBits() + 1),
        own.equals(peer) ? null : peer,
        random.nextInt(256),
        u32());
  }

  RouteEntry route() {
    IpFamily family = family();
    List<NextHop> hops = new ArrayList<>();
    for (int i = random.nextBoolean() ? 0 : random.nextInt(5); i > 0; i--) {
      hops.add(
          new NextHop(
              maybe(ip(family())),
              random.nextInt(),
              1 + random.nextInt(256),
              random.nextBoolean()));
    }
    return new RouteEntry(
        prefix(family),
        maybe(ip(family())),
        random.nextInt(),
        u32(),
        random.nextBoolean() ? random.nextInt(256) : u32(),
        random.nextInt(256),
        random.nextInt(256),
        random.nextInt(256),
        random.nextBoolean(),
        maybe(ip(family)),
        hops);
  }

  RuleEntry rule() {
    IpFamily family = family();
    return new RuleEntry(
        u32(),
        prefix(family),
        prefix(family),
        random.nextInt(),
        random.nextInt(),
        maybe(name()),
        maybe(name()),
        random.nextInt(256),
        random.nextBoolean() ? random.nextInt(256) : u32(),
        random.nextInt(-1, 129),
        random.nextBoolean(),
        random.nextInt(256));
  }

  EndpointEntry endpoint() {
    return new EndpointEntry(
        1 + random.nextInt(255),
        ip(family()),
        random.nextInt(Integer.MAX_VALUE),
        random.nextInt(),
        random.nextBoolean() ? 0 : random.nextInt(0x10000));
  }

  MptcpLimits limits() {
    return new MptcpLimits(random.nextInt(), random.nextInt());
  }

  FlowEntry flow() {
    IpFamily family = family();
    return new FlowEntry(
        tuple(family),
        tuple(family),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextBoolean() ? 0 : random.nextInt(0x10000));
  }

  private FlowTuple tuple(IpFamily family) {
    int zone = random.nextBoolean() ? 0 : random.nextInt(0x10000);
    return new FlowTuple(ip(family), ip(family), random.nextInt(256), inner(), zone);
  }

  private FlowTuple.Inner inner() {
    return switch (random.nextInt(3)) {
      case 0 -> new FlowTuple.Ports(random.nextInt(0x10000), random.nextInt(0x10000));
      case 1 ->
          new FlowTuple.Query(
              random.nextInt(0x10000), random.nextInt(0x100), random.nextInt(0x100));
      default -> new FlowTuple.Bare();
    };
  }

  private <T> @Nullable T maybe(T value) {
    return random.nextBoolean() ? value : null;
  }

  private IpFamily family() {
    return random.nextBoolean() ? IpFamily.V4 : IpFamily.V6;
  }

  private InetAddress ip(IpFamily family) {
    byte[] bytes = new byte[family.addressBytes()];
    random.nextBytes(bytes);
    return family.address(bytes, 0);
  }

  private IpPrefix prefix(IpFamily family) {
    return IpPrefix.around(ip(family), random.nextInt(family.addressBits() + 1));
  }

  private long u32() {
    return Integer.toUnsignedLong(random.nextInt());
  }

  private String name() {
    return "wan" + random.nextInt(1000);
  }
}
