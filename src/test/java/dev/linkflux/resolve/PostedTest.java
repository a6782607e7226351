package dev.linkflux.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom to ask through an uplink, by what the files of a system say. */
class PostedTest {
  private static final Uplink FIBRE =
      new Uplink(new UplinkId("wan", 0), "eth1", 1, List.of(), 1, false);

  private final House house = new House();

  @TempDir private Path root;

  @AfterEach
  void stop() {
    house.close();
  }

  private void file(String path, String... lines) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, Arrays.asList(lines));
  }

  private Posted posted() {
    return Posted.read(root, Posted.NOTHING, house.told()::add);
  }

  private static List<Nameserver> servers(String... addresses) {
    return Arrays.stream(addresses).map(it -> Nameserver.at(InetAddress.ofLiteral(it))).toList();
  }

  @Test
  void leasesOfNetworkdAreKnownByTheIndexOfTheInterface() throws IOException {
    file("run/systemd/netif/leases/3", "# private", "ADDRESS=10.0.0.2", "DNS=10.0.0.1 10.0.0.3");
    file("run/systemd/netif/links/3", "OPER_STATE=routable", "DNS=10.0.0.1 fe80::1 2001:db8::53");
    file("run/systemd/netif/links/4", "DNS=127.0.0.53 10.4.0.1");
    assertThat(posted().of(FIBRE, OptionalInt.of(3)))
        .isEqualTo(servers("10.0.0.1", "2001:db8::53", "10.0.0.3"));
    assertThat(posted().of(FIBRE, OptionalInt.of(4))).isEqualTo(servers("10.4.0.1"));
    assertThat(posted().of(FIBRE, OptionalInt.of(5))).isEmpty();
    assertThat(posted().of(FIBRE, OptionalInt.empty())).isEmpty();
  }

  @Test
  void filesOfResolvconfAreKnownByTheNameOfTheInterface() throws IOException {
    file("run/resolvconf/interface/eth1.dhclient", "domain lan", "nameserver 10.1.0.1");
    file("run/resolvconf/interface/eth10.dhclient", "nameserver 10.10.0.1");
    file("run/resolvconf/interface/lo.dnsmasq", "nameserver 127.0.0.1");
    file("run/resolvconf/interface/eth1.100.udhcpc", "nameserver 10.1.100.1");
    assertThat(posted().of(FIBRE, OptionalInt.of(3))).isEqualTo(servers("10.1.0.1"));
    Uplink vlan = new Uplink(new UplinkId("v", 0), "eth1.100", 1, List.of(), 1, false);
    assertThat(posted().of(vlan, OptionalInt.of(3))).isEqualTo(servers("10.1.100.1"));
  }

  @Test
  void interfacesOfOpenWrtAreKnownByTheirNameThere() throws IOException {
    file(
        "tmp/resolv.conf.d/resolv.conf.auto",
        "# Interface lan",
        "# Interface wan",
        "nameserver 10.1.0.1",
        "nameserver 10.1.0.2",
        "search lan",
        "# Interface wan6",
        "nameserver 2001:db8::53");
    assertThat(posted().of(FIBRE, OptionalInt.of(3))).isEqualTo(servers("10.1.0.1", "10.1.0.2"));
  }

  @Test
  void whatIsNoAddressOfANetworkIsNotAsked() throws IOException {
    file(
        "run/resolvconf/interface/eth1",
        "nameserver",
        "nameserver 0.0.0.0",
        "nameserver fe80::1%eth1",
        "nameserver ns.example",
        " nameserver 10.0.0.9",
        "nameserver\t10.0.0.1 # it");
    assertThat(posted().of(FIBRE, OptionalInt.of(3))).isEqualTo(servers("10.0.0.1"));
  }

  @Test
  void configuredOnesComeFirstThenThoseOfTheNetworkThenThoseOfTheSystem() throws IOException {
    file("etc/resolv.conf", "nameserver 192.0.2.53");
    house.readsFilesUnder(root);
    assertThat(signposts(Naming.DEFAULT).of(FIBRE)).isEqualTo(servers("192.0.2.53"));
    file("run/resolvconf/interface/eth1.dhclient", "nameserver 10.1.0.1");
    assertThat(signposts(Naming.DEFAULT).of(FIBRE)).isEqualTo(servers("10.1.0.1"));
    assertThat(signposts(naming(servers("9.9.9.9"), Map.of())).of(FIBRE))
        .isEqualTo(servers("9.9.9.9"));
    assertThat(signposts(naming(servers("9.9.9.9"), Map.of("wan", servers("10.2.0.1")))).of(FIBRE))
        .isEqualTo(servers("10.2.0.1"));
  }

  @Test
  void whatChangesIsReadAgainAfterHalfAMinute() throws IOException {
    file("etc/resolv.conf", "nameserver 192.0.2.53");
    house.readsFilesUnder(root);
    Signposts signposts = signposts(Naming.DEFAULT);
    assertThat(signposts.of(FIBRE)).isEqualTo(servers("192.0.2.53"));
    file("etc/resolv.conf", "nameserver 192.0.2.54", "nameserver fe80::1%eth0");
    house.pass(Duration.ofSeconds(29));
    assertThat(signposts.of(FIBRE)).isEqualTo(servers("192.0.2.53"));
    house.awaitFiles();
    assertThat(signposts.of(FIBRE)).isEqualTo(servers("192.0.2.53"));
    house.pass(Duration.ofSeconds(1));
    var _ = signposts.of(FIBRE); // begins to read, and may have done so before it answers
    house.awaitFiles();
    assertThat(signposts.of(FIBRE)).isEqualTo(servers("192.0.2.54"));
    house.pass(Duration.ofSeconds(30));
    assertThat(signposts.of(FIBRE)).isEqualTo(servers("192.0.2.54"));
    house.awaitFiles();
    assertThat(house.told()).containsExactly("fe80::1%eth0: the zone ties it to one interface");
  }

  private Signposts signposts(Naming naming) {
    return new Signposts(naming, house.keeping());
  }

  private static Naming naming(List<Nameserver> all, Map<String, List<Nameserver>> own) {
    return new Naming(all, own, Duration.ZERO, Duration.ZERO, 1, Duration.ZERO);
  }
}
