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
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/**
 * Probes of every kind leave by their own uplink, wan2, whatever the main table says, and tell
 * apart what can become of them. Counted at the far end of each cable. IPv4 and IPv6 are asked at
 * once, each by a prober of its own.
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

  private Duration timeout = Asking.PATIENT;
  private final KernelPassage passage = new KernelPassage();
  private final List<AutoCloseable> open = new ArrayList<>();

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
            // Nor is anybody asked for any more who was taken for a neighbour.
            "for f in -4 -6; do ip $f route flush default; ip $f route flush table 102;"
                + " ip $f rule del priority 102; ip $f neigh flush dev wan2;"
                + " done >/dev/null 2>&1; true");
  }

  // Which way they leave.

  @ParameterizedTest
  @EnumSource
  void leavesByItsUplinkWhileTheMainDefaultRouteLeadsElsewhere(Kind kind) {
    mainDefault(1, 10);
    mainDefault(2, 20);
    assertLeavesByItsUplink(kind, 0);
  }

  @ParameterizedTest
  @EnumSource
  void leavesByItsUplinkWithoutAnyDefaultInTheMainTable(Kind kind) {
    ownTable("oif wan2");
    assertLeavesByItsUplink(kind, 0);
  }

  @ParameterizedTest
  @EnumSource
  void leavesByItsUplinkWhereARuleLooksAtItsMark(Kind kind) {
    mainDefault(1, 10);
    ownTable("fwmark " + MARK);
    assertLeavesByItsUplink(kind, MARK);
  }

  private void assertLeavesByItsUplink(Kind kind, int mark) {
    List<Family> families = ask(kind, 1, mark);
    families.forEach(it -> it.asking.await(Replied.class, 3));
    close(families);
    for (Family it : families) {
      assertThat(it.asking.heard(Replied.class))
          .as(it.name)
          .allSatisfy(reply -> assertThat(reply.rtt()).isGreaterThan(44_000_000));
      assertThat(it.asking.heard(NotSent.class)).as(it.name).isEmpty();
      assertThat(packets(2, it.version)).as(it.name).isGreaterThanOrEqualTo(3);
      for (int other : new int[] {1, 3}) {
        assertThat(packets(other, it.version)).as("%s through wan%d", it.name, other).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutRouteThroughItsUplinkNothingLeavesAndNobodyIsTakenForANeighbour(Kind kind) {
    mainDefault(1, 10);
    List<Family> families = ask(kind, 1, 0);
    families.forEach(it -> it.asking.await(NotSent.class, 5));
    close(families);
    for (Family it : families) {
      assertThat(it.asking.heard()).as(it.name).hasOnlyElementsOfType(NotSent.class);
      assertThat(it.asking.heard(NotSent.class))
          .as(it.name)
          .extracting(NotSent::reason)
          .containsOnly(Observation.Withheld.NO_GATEWAY);
    }
    for (int number = 1; number <= Lab.UPLINKS; number++) {
      assertThat(lab.uplink(number).farSide().seen())
          .as("wan%d", number)
          .isEqualTo(new FarSide.Seen(0, 0, 0, 0));
    }
  }

  @Test
  void whoeverDoesNotAskForAWayFirstTakesTheWorldForANeighbour() {
    mainDefault(1, 10);
    timeout = Asking.HASTY;
    Asking asking = ask(Kind.ICMP, Host.of(address(4, 1)), 0, Passage.ANY, instruments);
    var _ = asking.await(TimedOut.class, 1);
    close(asking);
    assertThat(lab.uplink(2).farSide().seen().asked4()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void whatHasNoRouteYetIsAskedAsSoonAsThereIsOne(Kind kind) {
    List<Family> families = ask(kind, 1, 0);
    families.forEach(it -> it.asking.await(NotSent.class, 1));
    ownTable("oif wan2");
    families.forEach(it -> it.asking.await(Replied.class, 2));
    close(families);
    families.forEach(it -> assertThat(packets(2, it.version)).as(it.name).isPositive());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DNS")
  void whatHasANameIsAskedWhereItLeads(Kind kind) {
    ownTable("oif wan2");
    Asking asking = ask(kind, Host.named(NAME), 0, passage, instruments);
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

  @Test
  void aDeadTargetIsSilence() {
    ownTable("oif wan2");
    var _ = lab.silence(2);
    timeout = Asking.HASTY;
    List<Family> families = askAll(List.of(Kind.values()), 2);
    families.forEach(it -> it.asking.await(TimedOut.class, 3));
    close(families);
    assertOnly(TimedOut.class, families);
  }

  @ParameterizedTest
  @EnumSource
  void aClosedPortIsToldApart(Kind kind) {
    assumeTrue(kind.refused != Kind.Refused.HAS_NO_PORT);
    ownTable("oif wan2");
    List<Family> families = ask(kind, 3, 0);
    families.forEach(it -> it.asking.await(Outcome.class, 3));
    close(families);
    for (Family it : families) {
      assertThat(it.asking.heard(Outcome.class))
          .as(it.name)
          .allMatch(outcome -> kind.refused.fits(outcome, address(it.version, 3)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRouterThatKnowsNoWayIsNamedWithItsCode(Kind kind) {
    // RFC 792: host unreachable; RFC 4443 section 3.1: address unreachable.
    assertRefused(kind, FarSide.Refusal.HOST_UNREACHABLE, 3, 1, 1, 3);
  }

  @ParameterizedTest
  @EnumSource
  void aRouterThatForbidsIsNamedWithItsCode(Kind kind) {
    // RFC 1812 section 5.2.7.1: prohibited by a filter; RFC 4443 section 3.1.
    assertRefused(kind, FarSide.Refusal.PROHIBITED, 3, 13, 1, 1);
  }

  @ParameterizedTest
  @EnumSource
  void aRouterWhereThePacketsHopsEndIsNamedWithItsCode(Kind kind) {
    assertRefused(kind, FarSide.Refusal.HOPS_EXCEEDED, 11, 0, 3, 0);
  }

  private void assertRefused(
      Kind kind, FarSide.Refusal how, int type4, int code4, int type6, int code6) {
    ownTable("oif wan2");
    lab.uplink(2).farSide().refuse(address(4, 1), how);
    lab.uplink(2).farSide().refuse(address(6, 1), how);
    List<Family> families = ask(kind, 1, 0);
    families.forEach(it -> it.asking.await(Outcome.class, 3));
    close(families);
    for (Family it : families) {
      boolean v4 = it.version == 4;
      InetAddress router =
          v4 ? dev.linkflux.lab.Uplink.gateway4(2) : dev.linkflux.lab.Uplink.gateway6(2);
      assertThat(it.asking.heard(Outcome.class))
          .as(it.name)
          .allSatisfy(
              outcome -> {
                assertThat(outcome).isInstanceOf(Unreachable.class);
                Unreachable refusal = (Unreachable) outcome;
                assertThat(refusal.type()).isEqualTo(v4 ? type4 : type6);
                assertThat(refusal.code()).isEqualTo(v4 ? code4 : code6);
                assertThat(refusal.reporter()).isEqualTo(router);
              });
    }
  }

  @Test
  void aForgedReplyCountsForNothing() {
    ownTable("oif wan2");
    lab.uplink(2).play(Direction.DOWN, Trick.FORGED);
    timeout = Asking.HASTY;
    List<Family> families = askAll(List.of(Kind.values()), 1);
    families.forEach(it -> it.asking.await(TimedOut.class, 3));
    close(families);
    assertOnly(TimedOut.class, families);
    families.stream()
        .filter(it -> it.kind.seesPackets)
        .forEach(it -> assertThat(it.instruments.foreigners(ID)).as(it.name).isPositive());
  }

  @ParameterizedTest
  @EnumSource
  void aDuplicateIsNoSecondReply(Kind kind) {
    ownTable("oif wan2");
    lab.uplink(2).play(Direction.DOWN, Trick.TWICE);
    List<Family> families = ask(kind, 1, 0);
    families.forEach(it -> it.asking.await(Replied.class, 3));
    if (kind.seesPackets) {
      families.forEach(it -> it.asking.await(Oddity.Duplicated.class, 3));
    }
    close(families);
    for (Family it : families) {
      assertThat(it.asking.heard(Replied.class))
          .as(it.name)
          .extracting(Replied::id)
          .doesNotHaveDuplicates();
    }
    assertOnly(Replied.class, families);
  }

  @ParameterizedTest
  @EnumSource
  void repliesInAnotherOrderAreSeen(Kind kind) {
    assumeTrue(kind.seesPackets);
    ownTable("oif wan2");
    lab.uplink(2).play(Direction.DOWN, Trick.ofEachFamily(Trick::swapped));
    List<Family> families = ask(kind, 1, 0);
    families.forEach(it -> it.asking.await(Oddity.Reordered.class, 2));
    close(families);
    for (Family it : families) {
      List<Long> order =
          it.asking.heard(Replied.class).stream().map(reply -> reply.id().sequence()).toList();
      assertThat(it.asking.heard(Oddity.Reordered.class))
          .as(it.name)
          .extracting(oddity -> oddity.id().sequence())
          .allSatisfy(early -> assertThat(order).containsSubsequence(early + 1, early));
    }
  }

  @Test
  void aReplyTwoSecondsLateIsALossThatIsCorrected() {
    lab.uplink(2).play(Direction.DOWN, Trick.late(LATE));
    assertCorrected(Stream.of(Kind.values()).filter(it -> it != Kind.HTTP).toList());
  }

  /** What is late is the answer and not what goes before it. */
  @Test
  void anAnswerInWordsTwoSecondsLateIsALossThatIsCorrected() {
    lab.uplink(2).play(Direction.DOWN, Trick.lateData(LATE));
    assertCorrected(List.of(Kind.HTTP));
  }

  private void assertCorrected(List<Kind> kinds) {
    timeout = Asking.HASTY;
    ownTable("oif wan2");
    List<Family> families = askAll(kinds, 1);
    families.forEach(it -> it.asking.await(Replied.class, 2));
    close(families);
    for (Family family : families) {
      assertThat(family.asking.heard(Replied.class))
          .as(family.name)
          .allSatisfy(
              it -> {
                assertThat(it.promptness()).isEqualTo(Promptness.LATE);
                assertThat(it.at().since(it.sentAt())).isGreaterThanOrEqualTo(LATE);
                assertThat(family.asking.heard(TimedOut.class))
                    .extracting(TimedOut::id)
                    .contains(it.id());
              });
    }
  }

  /** One target by one of its addresses. */
  private record Family(
      Kind kind, int version, String name, Asking asking, Instruments instruments) {}

  /** Asks a target in all these ways at once, by both of its addresses. */
  private List<Family> askAll(List<Kind> kinds, int target) {
    return kinds.stream().flatMap(kind -> ask(kind, target, 0).stream()).toList();
  }

  /** Asks a target by both of its addresses. */
  private List<Family> ask(Kind kind, int target, int mark) {
    return Stream.of(4, 6)
        .map(
            version -> {
              Instruments own = new Instruments();
              Host host = Host.of(address(version, target));
              Asking asking = ask(kind, host, mark, passage, own);
              return new Family(kind, version, kind + " over IPv" + version, asking, own);
            })
        .toList();
  }

  private Asking ask(Kind kind, Host host, int mark, Passage way, Instruments counting) {
    Uplink uplink = new Uplink(ID, "wan2", 1, List.of(), 1, false, Uplink.UNMETERED, mark);
    Target target = new Target(new TargetId("target", 0), kind.question(host));
    Kind.Parts parts = new Kind.Parts(loop, this::resolve, way, counting);
    Asking asking = new Asking(loop, kind.prober(parts), uplink, target, timeout);
    open.add(asking);
    return asking;
  }

  private static void assertOnly(Class<? extends Outcome> outcome, List<Family> families) {
    for (Family it : families) {
      assertThat(it.asking.heard(Outcome.class)).as(it.name).hasOnlyElementsOfType(outcome);
    }
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

  private static void close(List<Family> families) {
    families.forEach(it -> close(it.asking));
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
