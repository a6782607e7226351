package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the kernel should hold for each kind of uplink, and of election. */
class PlannerTest {
  record Row(String name, List<String> facts, String election, List<String> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String NONE = "dark";
  private static final String A = "10.0.0.2/24 10.0.0.1";
  private static final String B = "10.1.0.2/24 10.1.0.1";
  private static final String C = "10.2.0.2/24 10.2.0.1";
  private static final String A6 = "2001:db8::2/64 fe80::1";
  private static final String B6 = "2001:db8:1::2/64 fe80::2";
  private static final String DIRECT6 = "2001:db8:d::2/128 direct";

  private static Row row(String name, List<String> facts, String election, String... expected) {
    return new Row(name, facts, election, List.of(expected));
  }

  static Stream<Row> mainDefaults() {
    return Stream.of(
        row(
            "one carries, the others stand behind in their order",
            List.of(A, B, C),
            "1 > 2 0",
            "default via 10.1.0.1 dev wan1 metric 10 src 10.1.0.2",
            "default via 10.2.0.1 dev wan2 metric 11 src 10.2.0.2",
            "default via 10.0.0.1 dev wan0 metric 12 src 10.0.0.2"),
        row(
            "what carries together is one route, without a source, and behind it each by itself",
            List.of(A, B, C),
            "0*1 1*1 > 2",
            "default nexthop via 10.0.0.1 dev wan0 weight 1"
                + " nexthop via 10.1.0.1 dev wan1 weight 1 metric 10",
            "default via 10.0.0.1 dev wan0 metric 11 src 10.0.0.2",
            "default via 10.1.0.1 dev wan1 metric 12 src 10.1.0.2",
            "default via 10.2.0.1 dev wan2 metric 13 src 10.2.0.2"),
        row(
            "weights are those of the election, in lowest terms",
            List.of(A, B, C),
            "0*20 1*30 2*10",
            "default nexthop via 10.0.0.1 dev wan0 weight 2"
                + " nexthop via 10.1.0.1 dev wan1 weight 3"
                + " nexthop via 10.2.0.1 dev wan2 weight 1 metric 10",
            "default via 10.0.0.1 dev wan0 metric 11 src 10.0.0.2",
            "default via 10.1.0.1 dev wan1 metric 12 src 10.1.0.2",
            "default via 10.2.0.1 dev wan2 metric 13 src 10.2.0.2"),
        row(
            "of which none is told counts as configured",
            List.of(A, B, C),
            "0 1 2",
            "default nexthop via 10.0.0.1 dev wan0 weight 1"
                + " nexthop via 10.1.0.1 dev wan1 weight 2"
                + " nexthop via 10.2.0.1 dev wan2 weight 3 metric 10",
            "default via 10.0.0.1 dev wan0 metric 11 src 10.0.0.2",
            "default via 10.1.0.1 dev wan1 metric 12 src 10.1.0.2",
            "default via 10.2.0.1 dev wan2 metric 13 src 10.2.0.2"),
        row(
            "of those that carry together one that has lost its carrier is left out",
            List.of(A, B + " dark", C),
            "0*5 1*5 2*5",
            "default nexthop via 10.0.0.1 dev wan0 weight 1"
                + " nexthop via 10.2.0.1 dev wan2 weight 1 metric 10",
            "default via 10.0.0.1 dev wan0 metric 11 src 10.0.0.2",
            "default via 10.2.0.1 dev wan2 metric 12 src 10.2.0.2"),
        row(
            "when one is left it is a route like any other",
            List.of(A + " dark", B, NONE),
            "0*5 1*5 2*5",
            "default via 10.1.0.1 dev wan1 metric 10 src 10.1.0.2"),
        row(
            "each family has its own metrics",
            List.of(A6, B + " " + B6, C),
            "2 > 0 1",
            "default via 10.2.0.1 dev wan2 metric 10 src 10.2.0.2",
            "default via 10.1.0.1 dev wan1 metric 11 src 10.1.0.2",
            "default via fe80:0:0:0:0:0:0:1 dev wan0 metric 10 src 2001:db8:0:0:0:0:0:2",
            "default via fe80:0:0:0:0:0:0:2 dev wan1 metric 11 src 2001:db8:1:0:0:0:0:2"),
        row(
            "in IPv6 what has no gateway follows those that have one",
            List.of(DIRECT6, A6, B6),
            "0*1 1*1 2*2",
            "default nexthop via fe80:0:0:0:0:0:0:1 dev wan1 weight 1"
                + " nexthop via fe80:0:0:0:0:0:0:2 dev wan2 weight 2 metric 10",
            "default dev wan0 metric 11 src 2001:db8:d:0:0:0:0:2"),
        row(
            "in IPv6 one with a gateway beside one without is by itself",
            List.of(DIRECT6, A6, B6),
            "0 1 > 2",
            "default via fe80:0:0:0:0:0:0:1 dev wan1 metric 10 src 2001:db8:0:0:0:0:0:2",
            "default dev wan0 metric 11 src 2001:db8:d:0:0:0:0:2",
            "default via fe80:0:0:0:0:0:0:2 dev wan2 metric 12 src 2001:db8:1:0:0:0:0:2"),
        row(
            "in IPv4 a link without a gateway carries with the others",
            List.of(A, "100.64.0.2/32 direct", NONE),
            "0*1 1*1",
            "default nexthop via 10.0.0.1 dev wan0 weight 1 nexthop dev wan1 weight 1 metric 10",
            "default via 10.0.0.1 dev wan0 metric 11 src 10.0.0.2",
            "default dev wan1 metric 12 src 100.64.0.2"),
        row(
            "a point-to-point link with a gateway uses it",
            List.of("100.64.0.2/32 100.64.0.1 direct", NONE, NONE),
            "0",
            "default via 100.64.0.1 dev wan0 metric 10 src 100.64.0.2"),
        row(
            "the source is the first address of the gateway's network",
            List.of("192.168.1.5/24 10.0.0.3/24 10.0.0.2/24 10.0.0.1", NONE, NONE),
            "0",
            "default via 10.0.0.1 dev wan0 metric 10 src 10.0.0.3"),
        row(
            "or the first of all, if the gateway is of none",
            List.of("192.168.1.5/24 10.0.0.3/24 172.16.0.1", NONE, NONE),
            "0",
            "default via 172.16.0.1 dev wan0 metric 10 src 192.168.1.5"),
        row(
            "what is excluded is not in it",
            List.of(A, B, C),
            "1 > > 0 2",
            "default via 10.1.0.1 dev wan1 metric 10 src 10.1.0.2"),
        row(
            "if nothing that was elected leads anywhere, the rest does",
            List.of(A + " dark", B, C),
            "0 > > 1 2",
            "default via 10.1.0.1 dev wan1 metric 10 src 10.1.0.2",
            "default via 10.2.0.1 dev wan2 metric 11 src 10.2.0.2"),
        row(
            "without any carrier what has all else leads on, in order",
            List.of(A + " dark", B + " dark", C + " dark"),
            "2 > > 0 1",
            "default via 10.2.0.1 dev wan2 metric 10 src 10.2.0.2",
            "default via 10.0.0.1 dev wan0 metric 11 src 10.0.0.2",
            "default via 10.1.0.1 dev wan1 metric 12 src 10.1.0.2"),
        row(
            "together if they have carried so",
            List.of(A + " dark", B + " dark", C + " dark"),
            "0*2 1*4 > > 2",
            "default nexthop via 10.0.0.1 dev wan0 weight 1"
                + " nexthop via 10.1.0.1 dev wan1 weight 2 metric 10",
            "default via 10.0.0.1 dev wan0 metric 11 src 10.0.0.2",
            "default via 10.1.0.1 dev wan1 metric 12 src 10.1.0.2",
            "default via 10.2.0.1 dev wan2 metric 13 src 10.2.0.2"),
        row(
            "a carrier without a gateway is no better than none",
            List.of(A + " dark", "10.1.0.2/24", "10.2.0.1"),
            "1 > 2 0",
            "default via 10.0.0.1 dev wan0 metric 10 src 10.0.0.2"),
        row(
            "what was put down, has no address or is gone leads nowhere",
            List.of(A + " down", "10.1.0.1", "gone"),
            "0 > 1 2"),
        row(
            "a gateway of the other family is none",
            List.of("10.0.0.2/24 fe80::1", "2001:db8::2/64 10.0.0.1", NONE),
            "0 1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mainDefaults")
  void theMainDefaultRoutesAre(Row row) {
    Scene scene = new Scene(3).facts(row.facts()).elect(row.election());
    assertThat(scene.main()).isEqualTo(row.expected());
  }

  static Stream<Row> tables() {
    return Stream.of(
        row(
            "its network, then its default route",
            List.of(A),
            "0",
            "10.0.0.0/24 dev wan0 metric 10 src 10.0.0.2",
            "default via 10.0.0.1 dev wan0 metric 10 src 10.0.0.2"),
        row(
            "in both families",
            List.of(A + " " + A6),
            "0",
            "10.0.0.0/24 dev wan0 metric 10 src 10.0.0.2",
            "2001:db8:0:0:0:0:0:0/64 dev wan0 metric 10 src 2001:db8:0:0:0:0:0:2",
            "default via 10.0.0.1 dev wan0 metric 10 src 10.0.0.2",
            "default via fe80:0:0:0:0:0:0:1 dev wan0 metric 10 src 2001:db8:0:0:0:0:0:2"),
        row(
            "several networks; two addresses of one network are one route from the first",
            List.of("10.0.0.2/24 10.0.0.3/24 10.9.0.2/16 10.0.0.1"),
            "0",
            "10.0.0.0/24 dev wan0 metric 10 src 10.0.0.2",
            "10.9.0.0/16 dev wan0 metric 10 src 10.9.0.2",
            "default via 10.0.0.1 dev wan0 metric 10 src 10.0.0.2"),
        row(
            "a gateway outside of its networks",
            List.of("10.0.0.2/24 172.16.0.1"),
            "0",
            "10.0.0.0/24 dev wan0 metric 10 src 10.0.0.2",
            "default via 172.16.0.1 dev wan0 metric 10 src 10.0.0.2"),
        row(
            "a host address has no network",
            List.of("100.64.0.2/32 direct"),
            "0",
            "default dev wan0 metric 10 src 100.64.0.2"),
        row(
            "without a way out it is the network alone",
            List.of("10.0.0.2/24"),
            "0",
            "10.0.0.0/24 dev wan0 metric 10 src 10.0.0.2"),
        row(
            "it stands whoever carries",
            List.of(A, B),
            "1 > > 0",
            "10.0.0.0/24 dev wan0 metric 10 src 10.0.0.2",
            "default via 10.0.0.1 dev wan0 metric 10 src 10.0.0.2"),
        row("without a carrier there is none", List.of(A + " dark", B), "0 > 1"),
        row(
            "unless there is no carrier anywhere",
            List.of(A + " dark", B + " dark"),
            "1 > > 0",
            "10.0.0.0/24 dev wan0 metric 10 src 10.0.0.2",
            "default via 10.0.0.1 dev wan0 metric 10 src 10.0.0.2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void theTableOfTheFirstUplinkIs(Row row) {
    Scene scene = new Scene(row.facts().size()).facts(row.facts()).elect(row.election());
    assertThat(scene.table(1001)).isEqualTo(row.expected());
  }

  static Stream<Row> rules() {
    return Stream.of(
        row(
            "by interface, mark and source",
            List.of(A, B),
            "0 > 1",
            "20000: oif wan0 lookup 1001",
            "20001: fwmark 0x1000/0xffff lookup 1001",
            "20002: from 10.0.0.2/32 lookup 1001",
            "20016: oif wan1 lookup 1002",
            "20017: fwmark 0x1001/0xffff lookup 1002",
            "20018: from 10.1.0.2/32 lookup 1002"),
        row(
            "each family by itself",
            List.of("10.0.0.2/24 10.0.0.9/24 10.0.0.1 " + A6),
            "0",
            "20000: oif wan0 lookup 1001",
            "20001: fwmark 0x1000/0xffff lookup 1001",
            "20002: from 10.0.0.2/32 lookup 1001",
            "20003: from 10.0.0.9/32 lookup 1001",
            "-6 20000: oif wan0 lookup 1001",
            "-6 20001: fwmark 0x1000/0xffff lookup 1001",
            "-6 20002: from 2001:db8:0:0:0:0:0:2/128 lookup 1001"),
        row("without a way out there are none", List.of("10.0.0.2/24"), "0"),
        row(
            "an address that is there with two lengths has one",
            List.of("10.0.0.2/24 10.0.0.2/32 10.0.0.3/24 10.0.0.1"),
            "0",
            "20000: oif wan0 lookup 1001",
            "20001: fwmark 0x1000/0xffff lookup 1001",
            "20002: from 10.0.0.2/32 lookup 1001",
            "20003: from 10.0.0.3/32 lookup 1001"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theRulesAre(Row row) {
    Scene scene = new Scene(row.facts().size()).facts(row.facts()).elect(row.election());
    assertThat(scene.last().rules()).extracting(Rule::toString).isEqualTo(row.expected());
  }

  @Test
  void addressesBeyondTheRoomForRulesHaveNone() {
    List<String> many = IntStream.range(2, 32).mapToObj("10.0.0.%d/24"::formatted).toList();
    Scene scene = new Scene(1).facts(0, String.join(" ", many) + " 10.0.0.1").elect("0");
    assertThat(scene.last().rules())
        .hasSize(16)
        .last()
        .extracting(Rule::priority)
        .isEqualTo(20_015);
  }

  @Test
  void anUplinkOutOfServiceHasItsTableButLeadsNowhere() {
    List<Uplink> uplinks = new ArrayList<>(Scene.uplinks(2));
    uplinks.set(1, new Uplink(uplinks.get(1).id(), "wan1", 1, List.of(), 1, true));
    Scene scene =
        new Scene(uplinks, Routing.DEFAULT, List.of())
            .facts(List.of(A + " dark", B))
            .elect("0 > > 1");
    assertThat(scene.main())
        .containsExactly("default via 10.0.0.1 dev wan0 metric 10 src 10.0.0.2");
    assertThat(scene.table(1002)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "1 1, 1 1",
    "7, 1",
    "2 4 6, 1 2 3",
    "256 1, 256 1",
    "512 1, 256 1",
    "1000 500 1, 256 128 1",
    "1 100000, 1 256",
    "2147483647 2147483646, 256 256",
    "300 200, 3 2"
  })
  void weightsKeepTheirProportionsWithinWhatTheKernelHolds(String given, String expected) {
    assertThat(Weights.scaled(numbers(given))).isEqualTo(numbers(expected));
  }

  private static List<Integer> numbers(String text) {
    return Arrays.stream(text.split(" ", -1)).map(Integer::valueOf).toList();
  }
}
