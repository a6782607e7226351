package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.NoBlocking;
import dev.linkflux.lab.Namespace;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.route.Hop;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** More is announced than the watch has room for: what was missed is read. */
@Isolated("it floods the kernel")
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OverrunIT {
  /** Room for a few announcements; the kernel does not go lower. */
  private static final int TINY = 4096;

  /** Nothing that makes the watch look, and more than it has room for: what follows is lost. */
  private static final List<String> FULL =
      IntStream.rangeClosed(1, 100)
          .mapToObj(i -> "route add 10.78.0." + i + "/32 dev wan2 table 77")
          .toList();

  private RouteLab lab;
  private Namespace router;
  private EngineRun engine;

  @BeforeEach
  void build() throws IOException {
    lab = new RouteLab();
    router = new Namespace(lab.router);
    router.ip(
        "route add default via 10.1.1.1 dev wan1 proto dhcp metric 100",
        "route add default via 10.1.2.1 dev wan2 proto dhcp metric 200");
    engine = new EngineRun(lab, RouteLab.uplinks("", ""), TINY);
    Hop _ = engine.awaitVia("wan1");
  }

  @AfterEach
  void remove() throws IOException {
    engine.close();
    lab.close();
  }

  @Test
  void whatHappenedInAStormOfAddressesIsKnownAfterwards() throws IOException {
    int before = engine.told(RoutePlan.class).size();
    CountDownLatch busy = new CountDownLatch(1);
    engine.loop().execute(() -> NoBlocking.onPurpose(busy));
    List<String> lines = new ArrayList<>(FULL);
    for (int i = 0; i < 400; i++) {
      lines.add("address add 10.77.%d.%d/32 dev wan1".formatted(i / 200, 1 + i % 200));
    }
    for (int i = 0; i < 400; i++) {
      lines.add("address del 10.77.%d.%d/32 dev wan1".formatted(i / 200, 1 + i % 200));
    }
    lines.add("address add 10.7.0.2/24 dev wan1");
    lines.add("route replace default via 10.7.0.1 dev wan1 proto dhcp metric 100");
    lines.add("address del 10.1.1.2/24 dev wan1");
    router.ip(lines.toArray(String[]::new));
    busy.countDown();
    Hop hop =
        engine.awaitHop(
            "the new gateway",
            false,
            it ->
                it.device().equals("wan1")
                    && InetAddress.ofLiteral("10.7.0.1").equals(it.gateway()));
    assertThat(hop.index()).isEqualTo(lab.index("wan1"));
    LinkFacts facts =
        engine.told(LinkFacts.class).stream()
            .filter(it -> it.uplink().ordinal() == 0)
            .toList()
            .getLast();
    assertThat(facts.addresses())
        .contains(new Prefix(RouteLab.ip("10.7.0.2"), 24))
        .noneMatch(it -> it.toString().startsWith("10.77.") || it.toString().startsWith("10.1.1."));
    // Eight hundred announcements, but only a few readings.
    assertThat(engine.told(RoutePlan.class).size() - before).isLessThan(20);
  }

  @Test
  void anInterfaceThatWasMadeAnewMeanwhileIsTheOneThatIsUsed() throws IOException {
    int index = lab.index("wan1");
    CountDownLatch busy = new CountDownLatch(1);
    engine.loop().execute(() -> NoBlocking.onPurpose(busy));
    router.ip(FULL.toArray(String[]::new));
    lab.inRouter("link", "del", "wan1");
    lab.addWan(1);
    lab.inRouter("route add default via 10.1.1.1 dev wan1 proto dhcp metric 100".split(" "));
    busy.countDown();
    Hop anew =
        engine.awaitHop(
            "the new wan1", false, it -> it.device().equals("wan1") && it.index() != index);
    assertThat(anew.gateway()).isEqualTo(RouteLab.ip("10.1.1.1"));
  }
}
