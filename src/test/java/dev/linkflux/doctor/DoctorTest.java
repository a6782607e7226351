package dev.linkflux.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import dev.linkflux.doctor.Finding.Level;
import dev.linkflux.kernel.AddressEntry;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.IpPrefix;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.RuleEntry;
import dev.linkflux.kernel.SystemClock;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found on machines that are made up, file by file. */
class DoctorTest {
  private static final int UP = 1 | 1 << 16;
  private static final int OURS = 76;
  private static final int STATIC = 4;
  private static final String UPLINKS =
      """
      targets: [{address: 192.0.2.1}]
      uplinks:
        - {name: fibre, interface: wan1, gateway: 10.1.0.1}
        - {name: lte, interface: wan2.7}
      """;

  @TempDir private Path root;

  private final List<LinkEntry> links = new ArrayList<>();
  private final List<AddressEntry> addresses = new ArrayList<>();
  private final List<RouteEntry> routes = new ArrayList<>();
  private final List<RuleEntry> rules = new ArrayList<>();

  @BeforeEach
  void aMachineWithTwoUplinks() throws IOException {
    file("/proc/self/status", "Gid:\t7 7\nGroups:\t7 40\nCapEff:\t0000000000003000");
    file("/proc/1/comm", "init");
    setting("net/ipv4/ping_group_range", "1\t0");
    setting("net/ipv4/ip_forward", "1");
    setting("net/netfilter/nf_conntrack_count", "12");
    setting("net/netfilter/nf_conntrack_max", "262144");
    links.add(new LinkEntry(2, "wan1", UP, 6, 1500));
    links.add(new LinkEntry(3, "wan2.7", UP, 6, 1500));
    addresses.add(address(2, "10.1.0.2"));
    addresses.add(address(3, "10.2.0.2"));
    routes.add(route(3, "10.2.0.1", 500, RouteEntry.TABLE_MAIN, STATIC));
  }

  private void file(String name, String text) throws IOException {
    Path path = root.resolve(name.substring(1));
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }

  private void setting(String name, String value) throws IOException {
    file("/proc/sys/" + name, value);
  }

  private static AddressEntry address(int index, String address) {
    return new AddressEntry(index, InetAddress.ofLiteral(address), 24, null, 0, 0);
  }

  private static RouteEntry route(int index, String gateway, long metric, long table, int from) {
    return RouteEntry.via(
        IpPrefix.all(IpFamily.V4), InetAddress.ofLiteral(gateway), index, metric, table, from);
  }

  private Patient patient(String text) throws IOException {
    Path file = Files.writeString(root.resolve("linkflux.yml"), text + "state: " + root + "\n");
    if (Configurations.read(file) instanceof Reading.Valid(Configuration configuration, _)) {
      Network network = new Network(links, addresses, routes, rules);
      return new Patient(file, configuration, new Machine(root), network);
    }
    throw new AssertionError(Configurations.read(file).toString());
  }

  /** All that is not fine, but for the clock and the memory of the machine that tests. */
  private List<String> bad(String text) throws IOException {
    return Doctor.examine(patient(text)).stream()
        .filter(finding -> finding.level() != Level.OK)
        .filter(finding -> !finding.about().equals("clock"))
        .peek(finding -> assertThat(finding.cure()).as(finding.what()).isNotEmpty())
        .map(finding -> finding.level().wire() + " " + finding.about() + ": " + finding.what())
        .toList();
  }

  private List<String> bad() throws IOException {
    return bad(UPLINKS);
  }

  @Test
  void onAMachineThatIsAsItShouldBeAllIsFine() throws IOException {
    assertThat(bad()).isEmpty();
    assertThat(Doctor.examine(patient(UPLINKS)))
        .extracting(Finding::about)
        .contains("rights", "uplink", "rp_filter", "forwarding", "managers", "routes")
        .contains("conntrack", "clock", "directories", "files");
  }

  @Test
  void rightsThatAreMissingAreNamed() throws IOException {
    file("/proc/self/status", "Gid:\t7 7\nGroups:\t7 40\nCapEff:\t0000000000000000");
    assertThat(bad())
        .containsExactly(
            "warning rights: CAP_NET_ADMIN is missing to this process: run by this user, the"
                + " service observes and changes no routes",
            "warning rights: this user cannot ping: net.ipv4.ping_group_range is 1 0, and"
                + " CAP_NET_RAW is missing");
    setting("net/ipv4/ping_group_range", "40\t41");
    assertThat(bad()).hasSize(1);
  }

  @Test
  void everyUplinkIsToldWhatItLacksFirst() throws IOException {
    addresses.removeLast();
    assertThat(bad()).containsExactly("warning uplink: lte: wan2.7 has no address");
    links.set(1, new LinkEntry(3, "wan2.7", 1, 2, 1500));
    assertThat(bad()).containsExactly("warning uplink: lte: wan2.7 has no carrier");
    links.set(1, new LinkEntry(3, "wan2.7", 0, 2, 1500));
    assertThat(bad()).containsExactly("warning uplink: lte: wan2.7 is switched off");
    links.removeLast();
    assertThat(bad())
        .containsExactly(
            "warning uplink: lte: there is no interface wan2.7 now; it is down until that appears");
    links.add(new LinkEntry(4, "wwan0", 3, 2, 1500));
    assertThat(Doctor.examine(patient(UPLINKS)))
        .filteredOn(finding -> finding.what().contains("there is no interface wan2.7"))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.cure())
                    .isEqualTo("name one that there is in uplinks.lte.interface: wwan0"));
  }

  @Test
  void aGatewayMustBeKnownAndNear() throws IOException {
    routes.clear();
    addresses.set(0, address(2, "10.9.0.2"));
    assertThat(bad())
        .containsExactly(
            "error uplink: fibre: its gateway 10.1.0.1 is in no network of wan1 (10.9.0.2/24)",
            "warning uplink: lte: no gateway of wan2.7 (10.2.0.2/24) is known");
  }

  @Test
  void strictFiltersAreFoundAsTheKernelCombinesThem() throws IOException {
    setting("net/ipv4/conf/all/rp_filter", "1");
    setting("net/ipv4/conf/wan1/rp_filter", "2");
    setting("net/ipv4/conf/wan2.7/rp_filter", "0");
    assertThat(Doctor.examine(patient(UPLINKS)))
        .filteredOn(finding -> finding.about().equals("rp_filter"))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.cure())
                    .startsWith("sysctl -w net.ipv4.conf.wan2/7.rp_filter=2, "));
  }

  @Test
  void whatTheKernelDoesWithForwardingIsLookedAt() throws IOException {
    setting("net/ipv4/ip_forward", "0");
    assertThat(bad())
        .containsExactly(
            "note forwarding: this machine forwards for nobody: right for a host, wrong for a"
                + " router");
    setting("net/ipv6/conf/all/forwarding", "1");
    setting("net/ipv6/conf/wan1/accept_ra", "1");
    setting("net/ipv6/conf/wan2.7/accept_ra", "2");
    setting("net/ipv4/fib_multipath_hash_policy", "0");
    assertThat(bad(UPLINKS + "election: {strategy: balance}\n"))
        .containsExactly(
            "warning forwarding: fibre: wan1 takes no IPv6 address or gateway from router"
                + " advertisements, since this machine forwards",
            "note forwarding: net.ipv4.fib_multipath_hash_policy is 0: all flows between two hosts"
                + " take one uplink; by 1 ports count, too");
  }

  @Test
  void whoeverElseManagesRoutesIsNamed() throws IOException {
    file("/proc/10/comm", "mwan3track");
    file("/proc/11/comm", "NetworkManager");
    file("/proc/12/comm", "systemd-network");
    file("/proc/13/comm", "dhcpcd");
    file("/proc/14/comm", "zebra");
    file("/etc/config/omr-tracker", "");
    assertThat(bad())
        .containsExactly(
            "error managers: mwan3 runs: two that decide undo each other's work",
            "note managers: omr-tracker is set up (/etc/config/omr-tracker) but does not run",
            "note managers: NetworkManager runs: its default routes must have metrics of 13 or"
                + " more",
            "warning managers: systemd-networkd runs: whenever it starts, it removes our routes and"
                + " rules",
            "note managers: dhcpcd runs: its default routes must have metrics of 13 or more",
            "note managers: zebra runs: whatever default routes it makes must be behind ours, or"
                + " not be");
    file(
        "/etc/systemd/networkd.conf.d/a.conf",
        "[Network]\nManageForeignRoutes=no\nManageForeignRoutingPolicyRules=no");
    assertThat(bad()).hasSize(5).noneMatch(line -> line.contains("networkd"));
  }

  @Test
  void routesAndRulesOfOthersThatAreInTheWayAreNamed() throws IOException {
    routes.add(route(2, "10.1.0.1", 5, RouteEntry.TABLE_MAIN, STATIC));
    routes.add(route(9, "10.9.0.1", 6, RouteEntry.TABLE_MAIN, STATIC));
    routes.add(route(3, "10.2.0.1", 12, RouteEntry.TABLE_MAIN, STATIC));
    routes.add(route(2, "10.1.0.1", 10, RouteEntry.TABLE_MAIN, OURS));
    routes.add(route(2, "10.1.0.1", 0, 1002, STATIC));
    routes.add(route(2, "10.1.0.1", 0, 1001, OURS));
    rules.add(RuleEntry.fromSource(100, IpPrefix.all(IpFamily.V4), 7, STATIC));
    rules.add(RuleEntry.fromSource(101, IpPrefix.host(InetAddress.ofLiteral("10.0.0.9")), 7, 4));
    rules.add(RuleEntry.forMark(IpFamily.V4, 30_000, 0x1001, 0xffff, 7, STATIC));
    rules.add(RuleEntry.forMark(IpFamily.V4, 20_000, 0x1001, 0xffff, 1002, OURS));
    rules.add(RuleEntry.fromSource(32_766, IpPrefix.all(IpFamily.V4), 254, 2));
    file("/etc/iproute2/rt_tables", "254\tmain\n1001 isp\n");
    file("/etc/iproute2/rt_protos.d/x.conf", "76 gated2");

    assertThat(bad())
        .containsExactly(
            "note routes: default via 10.1.0.1 dev wan1 metric 5 goes before ours (metric 10);"
                + " rules of ours lead traffic around it",
            "warning routes: default via 10.9.0.1 metric 6 goes before ours (metric 10) and is"
                + " through no uplink: traffic goes there whatever is decided",
            "warning routes: default via 10.2.0.1 dev wan2.7 metric 12 has a metric that ours are"
                + " to have",
            "warning routes: rule 100: from all lookup 7 is asked before ours, and for everything",
            "note routes: rule 101: from 10.0.0.9/32 lookup 7 is asked before ours",
            "warning routes: rule 30000: from all fwmark 0x1001/0xffff lookup 7 is for a mark that"
                + " is one of ours",
            "error routes: table 1002, which is to be ours, has routes of others: default via"
                + " 10.1.0.1 dev wan1 metric 0",
            "note routes: table 1001, which is to be ours, is called isp in /etc/iproute2",
            "warning routes: the protocol number 76, by which we know what is ours, is called"
                + " gated2 in /etc/iproute2");
  }

  @Test
  void multipathTcpMattersToWhoeverWantsIt() throws IOException {
    String wanted = UPLINKS.replace("wan2.7}", "wan2.7, mptcp: backup}");
    assertThat(bad(wanted)).containsExactly("error mptcp: this kernel has no Multipath TCP");
    setting("net/mptcp/enabled", "0");
    assertThat(bad(wanted)).containsExactly("error mptcp: Multipath TCP is switched off");
    setting("net/mptcp/enabled", "1");
    setting("net/mptcp/pm_type", "1");
    assertThat(bad(wanted)).hasSize(1).first().asString().startsWith("warning mptcp: a program");
    setting("net/mptcp/pm_type", "0");
    assertThat(bad(wanted)).isEmpty();
  }

  @Test
  void theTableOfConnectionsMustBeThereAndHaveRoom() throws IOException {
    setting("net/netfilter/nf_conntrack_count", "250000");
    assertThat(bad())
        .containsExactly(
            "warning conntrack: the table of connections is nearly full: 250000 of 262144");
    Files.delete(root.resolve("proc/sys/net/netfilter/nf_conntrack_count"));
    assertThat(bad()).hasSize(1).first().asString().startsWith("note conntrack: ");
    assertThat(bad(UPLINKS + "routes: {flows: keep}\n")).isEmpty();
  }

  @Test
  void whoHasNamesNeedsSomebodyToAsk() throws IOException {
    String named = UPLINKS.replace("192.0.2.1", "vps.example.net");
    assertThat(bad(named))
        .containsExactly("warning names: are used, and /etc/resolv.conf has no name server");
    file("/etc/resolv.conf", "nameserver 127.0.0.53");
    assertThat(bad(named))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("note names: are asked of this machine");
    file("/etc/resolv.conf", "nameserver 127.0.0.53\nnameserver 192.0.2.53");
    assertThat(bad(named)).isEmpty();
    file("/etc/resolv.conf", "");
    assertThat(bad(named + "dns: {servers: [192.0.2.53]}\n")).isEmpty();
  }

  @Test
  void whatTheServicesUserCannotReadOrWriteIsNamed() throws IOException {
    file("/etc/passwd", "linkflux:x:54321:54321::/:/bin/false");
    file("/etc/group", "linkflux:x:54321:");
    Patient patient = patient(UPLINKS);
    Files.setPosixFilePermissions(
        patient.file(), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    assertThat(bad())
        .containsExactly(
            "warning directories: state: %s: the user linkflux cannot write it".formatted(root),
            "warning files: the configuration, %s: the user linkflux cannot read it"
                .formatted(patient.file()));
  }

  @Test
  void littleMemoryIsToldAndTheClockIsReadFromTheKernel() throws IOException {
    file("/proc/meminfo", "MemTotal:  250000 kB\nMemAvailable:   61440 kB");
    assertThat(bad()).containsExactly("warning memory: 60 MB are free; the service takes about 80");
    assertThat(SystemClock.read()).isNotEqualTo(SystemClock.UNSEEN);
  }
}
