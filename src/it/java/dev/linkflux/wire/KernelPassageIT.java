package dev.linkflux.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel's tables and rules say of an uplink, wan2, and how rarely they are asked. */
@Isolated("it measures processor time")
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KernelPassageIT {
  private static final int MARK = 0x20;
  private static Lab lab;

  private final AtomicLong clock = new AtomicLong();
  private final KernelPassage passage = new KernelPassage(clock::get);

  @BeforeAll
  static void build() {
    lab = Lab.open();
  }

  @AfterAll
  static void remove() {
    lab.close();
  }

  @AfterEach
  void reset() {
    passage.close();
    sh(
        "set +e; for f in -4 -6; do ip $f route flush table 102; ip $f rule del priority 102;"
            + " ip $f route del default; ip $f route del default; done 2>/dev/null; true");
  }

  private static void sh(String script) {
    String _ = lab.router().run("", "sh", "-ec", script);
  }

  private static Uplink uplink(String device, int mark) {
    return new Uplink(
        new UplinkId(device, 0), device, 1, List.of(), 1, false, Uplink.UNMETERED, mark);
  }

  /** Asks anew, whatever was answered before. */
  private boolean isOpen(Uplink uplink, InetAddress destination) {
    clock.addAndGet(KernelPassage.OPEN_FOR.toNanos());
    return lab.router().call(() -> passage.isOpen(uplink, destination));
  }

  private boolean isOpen(int version) {
    return isOpen(uplink("wan2", 0), target(version));
  }

  private static InetAddress target(int version) {
    return version == 4 ? Lab.target(1) : Lab.target6(1);
  }

  /** A default route through an uplink, in a table. */
  private static void route(int version, int uplink, String table) {
    String gateway = version == 4 ? "10." + uplink + ".0.1" : "2001:db8:" + uplink + "::1";
    sh(
        "ip -%d route add default via %s dev wan%d table %s"
            .formatted(version, gateway, uplink, table));
  }

  private static void rule(int version, String selector) {
    sh("ip -%d rule add priority 102 %s lookup 102".formatted(version, selector));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void aDefaultRouteThroughItOpensIt(int version) {
    assertThat(isOpen(version)).isFalse();
    route(version, 2, "main");
    assertThat(isOpen(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void aDefaultRouteElsewhereDoesNot(int version) {
    route(version, 1, "main");
    assertThat(isOpen(version)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void aTableOfItsOwnWithARuleByInterfaceOpensIt(int version) {
    route(version, 2, "102");
    assertThat(isOpen(version)).isFalse();
    rule(version, "oif wan2");
    assertThat(isOpen(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void aRuleByMarkOpensItForWhatIsMarked(int version) {
    route(version, 2, "102");
    rule(version, "fwmark " + MARK);
    assertThat(isOpen(uplink("wan2", MARK), target(version))).isTrue();
    assertThat(isOpen(uplink("wan2", MARK + 1), target(version))).isFalse();
    assertThat(isOpen(version)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "4, throw", "4, unreachable", "4, blackhole", "4, prohibit",
    "6, throw", "6, unreachable", "6, blackhole", "6, prohibit"
  })
  void aRouteThatRefusesIsNoWay(int version, String type) {
    rule(version, "oif wan2");
    sh("ip -%d route add %s default table 102".formatted(version, type));
    assertThat(isOpen(version)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"throw", "unreachable", "blackhole", "prohibit"})
  void aRefusalOfPartOfTheWorldClosesThatPart(String type) {
    rule(4, "oif wan2");
    route(4, 2, "102");
    sh("ip route add " + type + " 198.51.100.1 table 102");
    assertThat(isOpen(4)).isFalse();
    assertThat(isOpen(uplink("wan2", 0), Lab.target(2))).isTrue();
  }

  @Test
  void aNetworkOnTheLinkIsOpenAndThatOfAnotherLinkIsNot() {
    for (String neighbour : List.of("10.2.0.77", "2001:db8:2::77", "10.2.0.2", "2001:db8:2::2")) {
      assertThat(isOpen(uplink("wan2", 0), InetAddress.ofLiteral(neighbour)))
          .as(neighbour)
          .isTrue();
    }
    for (String other : List.of("10.1.0.1", "2001:db8:1::1", "192.168.77.2")) {
      assertThat(isOpen(uplink("wan2", 0), InetAddress.ofLiteral(other))).as(other).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void oneOfSeveralWaysIsEnough(int version) {
    String hop = version == 4 ? "10.%d.0.1" : "2001:db8:%d::1";
    sh(
        ("ip -%d route add default nexthop via " + hop + " dev wan1 nexthop via " + hop)
                .formatted(version, 1, 2)
            + " dev wan2");
    assertThat(isOpen(version)).isTrue();
    assertThat(isOpen(uplink("wan1", 0), target(version))).isTrue();
    assertThat(isOpen(uplink("wan3", 0), target(version))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void whereThereIsNoDeviceOthersSaySo(int version) {
    assertThat(isOpen(uplink("wan9", 0), target(version))).isTrue();
    assertThat(isOpen(uplink("", 0), target(version))).isTrue();
    assertThat(passage.lookups()).isZero();
  }

  @Test
  void thousandsOfQuestionsASecondCostOneRequest() {
    route(4, 2, "main");
    boolean all =
        lab.router()
            .call(
                () -> {
                  boolean open = true;
                  for (int i = 0; i < 10_000; i++) {
                    open &= passage.isOpen(uplink("wan2", 0), target(4));
                    clock.addAndGet(99_990);
                  }
                  return open;
                });
    assertThat(all).isTrue();
    assertThat(passage.lookups()).isEqualTo(1);
    assertThat(isOpen(4)).isTrue();
    assertThat(passage.lookups()).isEqualTo(2);
  }

  @Test
  void anAnswerHoldsForASecondIfOpenAndForMillisecondsIfClosed() {
    assertThat(isOpen(4)).isFalse();
    route(4, 2, "main");
    assertThat(after(KernelPassage.CLOSED_FOR.minusNanos(1))).isFalse();
    assertThat(after(Duration.ofNanos(1))).isTrue();
    sh("ip route del default");
    assertThat(after(KernelPassage.OPEN_FOR.minusNanos(1))).isTrue();
    assertThat(after(Duration.ofNanos(1))).isFalse();
  }

  private boolean after(Duration time) {
    clock.addAndGet(time.toNanos());
    return lab.router().call(() -> passage.isOpen(uplink("wan2", 0), target(4)));
  }

  @Test
  void whatIsRememberedIsBoundedAndTheOldestIsForgotten() {
    route(4, 2, "main");
    int more = KernelPassage.REMEMBERED + 1;
    Uplink uplink = uplink("wan2", 0);
    long nanos =
        lab.router()
            .call(
                () -> {
                  boolean open = passage.isOpen(uplink, address(100 << 24));
                  ThreadMXBean threads = ManagementFactory.getThreadMXBean();
                  long begin = threads.getCurrentThreadCpuTime();
                  for (int i = 1; i < more; i++) {
                    open &= passage.isOpen(uplink, address(100 << 24 | i));
                  }
                  assertThat(open).isTrue();
                  return threads.getCurrentThreadCpuTime() - begin;
                });
    assertThat(passage.lookups()).isEqualTo(more);
    System.out.printf(Locale.ROOT, "a route lookup costs %.1f us of CPU%n", nanos / 1e3 / more);
    assertThat(nanos / more).as("nanoseconds of CPU a request").isLessThan(100_000);
    assertThat(ask(100 << 24 | KernelPassage.REMEMBERED)).isZero();
    assertThat(ask(100 << 24)).isEqualTo(1);
  }

  /** How many requests a question for this IPv4 address costs now. */
  private long ask(int address) {
    long before = passage.lookups();
    boolean _ = lab.router().call(() -> passage.isOpen(uplink("wan2", 0), address(address)));
    return passage.lookups() - before;
  }

  private static InetAddress address(int bits) throws UnknownHostException {
    return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(bits).array());
  }
}
