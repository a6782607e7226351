package dev.linkflux.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.linkflux.engine.Instruments;
import dev.linkflux.lab.Direction;
import dev.linkflux.lab.FarSide;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.Trick;
import dev.linkflux.probe.Outcome.NotSent;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.probe.Outcome.Replied;
import dev.linkflux.probe.Outcome.TimedOut;
import dev.linkflux.probe.Outcome.Unreachable;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.KernelPassage;
import dev.linkflux.wire.Passage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/**
 * Probes of every kind leave by their own uplink, wan2, whatever the main table says, and tell
 * apart what can become of them. Counted at the far end of each cable.
 */
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KindsIT {
  private static final UplinkId ID = new UplinkId("second", 0);
  private static final String NAME = "vps.example";
  private static final int MARK = 0x20;
  private static final Duration LATE = Duration.ofSeconds(2);

  @TempDir private static Path directory;
  private static Lab lab;
  private static RouterLoop loop;

  private final Instruments instruments = new Instruments();

  /** What the name servers say of {@link #NAME}. */
  private final AtomicReference<Mono<List<InetAddress>>> name =
      new AtomicReference<>(Mono.error(new IOException("nobody answers")));

  private final KernelPassage passage = new KernelPassage();
  private final List<AutoCloseable> open = new ArrayList<>();

  static Stream<Arguments> kinds() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(4, 6).map(version -> Arguments.of(kind, version)));
  }

  @BeforeAll
  static void build() throws IOException {
    lab = Lab.open();
    World.start(lab, directory);
    loop = new RouterLoop(lab.router());
  }

  @AfterAll
  static void remove() {
    loop.close();
    lab.close();
  }

  @BeforeEach
  void watch() {
    for (int number = 1; number <= Lab.UPLINKS; number++) {
      lab.uplink(number).farSide().watch();
    }
  }

  @AfterEach
  void reset() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    loop.run(passage::close);
    // What is still under way goes.
    var _ = lab.uplink(2).freeze();
    var _ = lab.uplink(2).thaw();
    lab.uplink(2).farSide().pass();
    lab.uplink(2).play(Direction.DOWN, Trick.NONE);
    var _ = lab.restore(2);
    lab.router()
        .run(
            "",
            "sh",
            "-c",
            "for f in -4 -6; do ip $f route flush default; ip $f route flush table 102;"
                + " ip $f rule del priority 102; done 2>/dev/null; true");
  }

  // Which way they leave.

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void leavesByItsUplinkWhileTheMainDefaultRouteLeadsElsewhere(Kind kind, int version) {
    mainDefault(1, 10);
    mainDefault(2, 20);
    assertLeavesByItsUplink(kind, version, 0);
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void leavesByItsUplinkWithoutAnyDefaultInTheMainTable(Kind kind, int version) {
    ownTable("oif wan2");
    assertLeavesByItsUplink(kind, version, 0);
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void leavesByItsUplinkWhereARuleLooksAtItsMark(Kind kind, int version) {
    mainDefault(1, 10);
    ownTable("fwmark " + MARK);
    assertLeavesByItsUplink(kind, version, MARK);
  }

  private void assertLeavesByItsUplink(Kind kind, int version, int mark) {
    Asking asking = ask(kind, address(version, 1), mark, passage);
    List<Replied> replies = asking.await(Replied.class, 3);
    close(asking);
    assertThat(replies).allSatisfy(it -> assertThat(it.rtt()).isGreaterThan(44_000_000));
    assertThat(asking.heard(NotSent.class)).isEmpty();
    assertThat(packets(2, version)).isGreaterThanOrEqualTo(3);
    for (int other : new int[] {1, 3}) {
      assertThat(packets(other, version)).as("through wan%d", other).isZero();
    }
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void withoutRouteThroughItsUplinkNothingLeavesAndNobodyIsTakenForANeighbour(
      Kind kind, int version) {
    mainDefault(1, 10);
    Asking asking = ask(kind, address(version, 1), 0, passage);
    List<NotSent> withheld = asking.await(NotSent.class, 5);
    close(asking);
    assertThat(withheld).extracting(NotSent::reason).containsOnly(Observation.Withheld.NO_GATEWAY);
    assertThat(asking.heard()).hasOnlyElementsOfType(NotSent.class);
    for (int number = 1; number <= Lab.UPLINKS; number++) {
      assertThat(lab.uplink(number).farSide().seen())
          .as("wan%d", number)
          .isEqualTo(new FarSide.Seen(0, 0, 0, 0));
    }
  }

  @Test
  void whoeverDoesNotAskForAWayFirstTakesTheWorldForANeighbour() {
    mainDefault(1, 10);
    Asking asking = ask(Kind.ICMP, address(4, 1), 0, Passage.ANY);
    var _ = asking.await(TimedOut.class, 1);
    close(asking);
    assertThat(lab.uplink(2).farSide().seen().asked4()).isPositive();
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void whatHasNoRouteYetIsAskedAsSoonAsThereIsOne(Kind kind, int version) {
    Asking asking = ask(kind, address(version, 1), 0, passage);
    var _ = asking.await(NotSent.class, 1);
    ownTable("oif wan2");
    var _ = asking.await(Replied.class, 2);
    close(asking);
    assertThat(packets(2, version)).isPositive();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DNS")
  void whatHasANameIsAskedWhereItLeads(Kind kind) {
    ownTable("oif wan2");
    Asking asking = ask(kind, Host.named(NAME), 0, passage);
    List<NotSent> withheld = asking.await(NotSent.class, 2);
    name.set(Mono.just(List.of(address(4, 1))));
    var _ = asking.await(Replied.class, 2);
    name.set(Mono.just(List.of(address(6, 1))));
    int soFar = asking.heard(Replied.class).size();
    var _ = asking.await(Replied.class, soFar + 3);
    close(asking);
    assertThat(withheld).extracting(NotSent::reason).containsOnly(Observation.Withheld.NO_NAME);
    assertThat(packets(2, 4)).isGreaterThanOrEqualTo(2);
    assertThat(packets(2, 6)).isGreaterThanOrEqualTo(2);
    assertThat(asking.heard(Outcome.class)).hasOnlyElementsOfTypes(NotSent.class, Replied.class);
  }

  // What they tell apart.

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void aDeadTargetIsSilence(Kind kind, int version) {
    ownTable("oif wan2");
    var _ = lab.silence(2);
    Asking asking = ask(kind, address(version, 2), 0, passage);
    var _ = asking.await(TimedOut.class, 3);
    close(asking);
    assertThat(asking.heard(Outcome.class)).hasOnlyElementsOfType(TimedOut.class);
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void aClosedPortIsToldApart(Kind kind, int version) {
    assumeTrue(kind.refused != Kind.Refused.HAS_NO_PORT);
    ownTable("oif wan2");
    Asking asking = ask(kind, address(version, 3), 0, passage);
    List<Outcome> outcomes = asking.await(Outcome.class, 3);
    close(asking);
    assertThat(outcomes).allMatch(it -> kind.refused.fits(it, address(version, 3)));
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void aRouterThatKnowsNoWayIsNamedWithItsCode(Kind kind, int version) {
    // RFC 792: host unreachable; RFC 4443 section 3.1: address unreachable.
    assertRefused(kind, version, FarSide.Refusal.HOST_UNREACHABLE, 3, 1, 1, 3);
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void aRouterThatForbidsIsNamedWithItsCode(Kind kind, int version) {
    // RFC 1812 section 5.2.7.1: prohibited by a filter; RFC 4443 section 3.1.
    assertRefused(kind, version, FarSide.Refusal.PROHIBITED, 3, 13, 1, 1);
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void aRouterWhereThePacketsHopsEndIsNamedWithItsCode(Kind kind, int version) {
    assertRefused(kind, version, FarSide.Refusal.HOPS_EXCEEDED, 11, 0, 3, 0);
  }

  private void assertRefused(
      Kind kind, int version, FarSide.Refusal how, int type4, int code4, int type6, int code6) {
    ownTable("oif wan2");
    lab.uplink(2).farSide().refuse(address(version, 1), how);
    Asking asking = ask(kind, address(version, 1), 0, passage);
    List<Outcome> outcomes = asking.await(Outcome.class, 3);
    close(asking);
    InetAddress router =
        version == 4 ? dev.linkflux.lab.Uplink.gateway4(2) : dev.linkflux.lab.Uplink.gateway6(2);
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome).isInstanceOf(Unreachable.class);
              Unreachable refusal = (Unreachable) outcome;
              assertThat(refusal.type()).isEqualTo(version == 4 ? type4 : type6);
              assertThat(refusal.code()).isEqualTo(version == 4 ? code4 : code6);
              assertThat(refusal.reporter()).isEqualTo(router);
            });
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void aForgedReplyCountsForNothing(Kind kind, int version) {
    ownTable("oif wan2");
    lab.uplink(2).play(Direction.DOWN, Trick.FORGED);
    Asking asking = ask(kind, address(version, 1), 0, passage);
    var _ = asking.await(TimedOut.class, 3);
    close(asking);
    assertThat(asking.heard(Outcome.class)).hasOnlyElementsOfType(TimedOut.class);
    if (kind.seesPackets) {
      assertThat(instruments.foreigners(ID)).isPositive();
    }
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void aDuplicateIsNoSecondReply(Kind kind, int version) {
    ownTable("oif wan2");
    lab.uplink(2).play(Direction.DOWN, Trick.TWICE);
    Asking asking = ask(kind, address(version, 1), 0, passage);
    List<Replied> replies = asking.await(Replied.class, 3);
    if (kind.seesPackets) {
      var _ = asking.await(Oddity.Duplicated.class, 3);
    }
    close(asking);
    assertThat(replies).extracting(Replied::id).doesNotHaveDuplicates();
    assertThat(asking.heard(Outcome.class)).hasOnlyElementsOfType(Replied.class);
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void repliesInAnotherOrderAreSeen(Kind kind, int version) {
    assumeTrue(kind.seesPackets);
    ownTable("oif wan2");
    lab.uplink(2).play(Direction.DOWN, Trick.swapped());
    Asking asking = ask(kind, address(version, 1), 0, passage);
    List<Oddity.Reordered> swapped = asking.await(Oddity.Reordered.class, 2);
    close(asking);
    List<Long> order =
        asking.heard(Replied.class).stream().map(reply -> reply.id().sequence()).toList();
    assertThat(swapped)
        .extracting(it -> it.id().sequence())
        .allSatisfy(it -> assertThat(order).containsSubsequence(it + 1, it));
  }

  @ParameterizedTest(name = "{0} IPv{1}")
  @MethodSource("kinds")
  void aReplyTwoSecondsLateIsALossThatIsCorrected(Kind kind, int version) {
    ownTable("oif wan2");
    lab.uplink(2).play(Direction.DOWN, kind.late(LATE));
    Asking asking = ask(kind, address(version, 1), 0, passage);
    List<Replied> replies = asking.await(Replied.class, 2);
    close(asking);
    assertThat(replies)
        .allSatisfy(
            it -> {
              assertThat(it.promptness()).isEqualTo(Promptness.LATE);
              assertThat(it.at().since(it.sentAt())).isGreaterThanOrEqualTo(LATE);
              assertThat(asking.heard(TimedOut.class)).extracting(TimedOut::id).contains(it.id());
            });
  }

  private Asking ask(Kind kind, InetAddress address, int mark, Passage way) {
    return ask(kind, Host.of(address), mark, way);
  }

  private Asking ask(Kind kind, Host host, int mark, Passage way) {
    Uplink uplink = new Uplink(ID, "wan2", 1, List.of(), 1, false, Uplink.UNMETERED, mark);
    Target target = new Target(new TargetId("target", 0), kind.question(host));
    Asking asking =
        new Asking(
            loop,
            kind.prober(new Kind.Parts(loop, this::resolve, way, instruments)),
            uplink,
            target);
    open.add(asking);
    return asking;
  }

  private Mono<List<InetAddress>> resolve(Uplink uplink, String asked) {
    return asked.equals(NAME) && uplink.id().equals(ID)
        ? name.get()
        : Mono.error(new AssertionError("asked for " + asked + " through " + uplink));
  }

  /** Nothing is asked any more. */
  private static void close(Asking asking) {
    loop.run(asking::close);
  }

  private static InetAddress address(int version, int target) {
    return version == 4 ? Lab.target(target) : Lab.target6(target);
  }

  private static long packets(int uplink, int version) {
    FarSide.Seen seen = lab.uplink(uplink).farSide().seen();
    return version == 4 ? seen.packets4() : seen.packets6();
  }

  private static void mainDefault(int uplink, int metric) {
    lab.router()
        .ip(
            "route add default via 10." + uplink + ".0.1 metric " + metric,
            "route add ::/0 via 2001:db8:" + uplink + "::1 metric " + metric);
  }

  private static void ownTable(String selector) {
    lab.router()
        .run(
            "",
            "sh",
            "-ec",
            "ip route add default via 10.2.0.1 dev wan2 table 102;"
                + " ip -6 route add default via 2001:db8:2::1 dev wan2 table 102;"
                + " for f in -4 -6; do ip $f rule add priority 102 "
                + selector
                + " lookup 102; done");
  }
}
