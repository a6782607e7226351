package dev.linkflux.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.Fork;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.resolve.DnsDirectory;
import dev.linkflux.resolve.Housekeeping;
import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;

/** DNS probes through real kernels, each through its own uplink. */
@NeedsLab
class DnsProberIT extends Asking {
  private final TwoNameservers lab;

  DnsProberIT(@TempDir Path directory) throws IOException {
    TwoNameservers built = TwoNameservers.open(directory);
    super(built.near.call(Asking::loops));
    this.lab = built;
  }

  @AfterEach
  void remove() throws IOException {
    lab.close();
  }

  private static Question.Dns asking(String server, String name, String type, String... expected) {
    return question(
        new InetSocketAddress(InetAddress.ofLiteral(server), TwoNameservers.PORT),
        name,
        type,
        expected);
  }

  private static Uplink marked(int mark) {
    return new Uplink(new UplinkId("u0", 0), "", 1, List.of(), 1, false, Uplink.UNMETERED, mark);
  }

  private List<Observation> ask(Uplink uplink, Question.Dns question) {
    return lab.near.call(
        () ->
            until(uplink, Passage.ANY, question, 1, seen -> seen.stream().anyMatch(Asking::isEnd)));
  }

  private void leavesThrough(Uplink uplink, int number, String server) {
    assertThat(ask(uplink, asking(server, "which.example.test", "A", "192.0.2." + number)))
        .hasExactlyElementsOfTypes(Sent.class, Returned.class);
    assertThat(ask(uplink, asking(server, "which.example.test", "AAAA", "2001:db8::" + number)))
        .hasExactlyElementsOfTypes(Sent.class, Returned.class);
    String text = TwoNameservers.longText(number, 'x', "");
    assertThat(ask(uplink, asking(server, "long.example.test", "TXT", text)))
        .as("over TCP")
        .hasExactlyElementsOfTypes(Sent.class, Returned.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {Fork.V4, Fork.V6})
  void queriesLeaveThroughTheirUplinkWhateverTheDefaultRouteSays(String server) {
    leavesThrough(uplink("w2"), 2, server);
    leavesThrough(uplink("w1"), 1, server);
    leavesThrough(uplink("w2"), 2, server);
  }

  @ParameterizedTest
  @ValueSource(strings = {Fork.V4, Fork.V6})
  void queriesLeaveThroughTheirUplinkWithoutAnyDefaultInTheMainTable(String server)
      throws IOException {
    lab.routeByTables();
    leavesThrough(uplink("w2"), 2, server);
    leavesThrough(uplink("w1"), 1, server);
    leavesThrough(marked(2), 2, server);
    leavesThrough(marked(1), 1, server);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.1, 3, 1, 10.79.2.2",
    "fd79:9::1, 1, 0, fd79:2::2",
  })
  void aRouterThatRefusesIsNamed(String server, int type, int code, String reporter) {
    List<Observation> seen = ask(uplink("w2"), asking(server, "which.example.test", "A"));
    assertThat(seen).hasExactlyElementsOfTypes(Sent.class, Bounced.class);
    Bounced bounced = (Bounced) seen.getLast();
    assertThat(bounced)
        .isEqualTo(
            new Bounced(bounced.at(), bounced.id(), type, code, InetAddress.ofLiteral(reporter)));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.129, 11, 10.79.2.2",
    "fd79:a::1, 3, fd79:2::2",
  })
  void aHopLimitThatIsUsedUpIsNamed(String server, int type, String reporter) {
    lab.near.sysctl("net/ipv4/ip_default_ttl=1", "net/ipv6/conf/w2/hop_limit=1");
    List<Observation> seen = ask(uplink("w2"), asking(server, "which.example.test", "A"));
    assertThat(seen).hasExactlyElementsOfTypes(Sent.class, Bounced.class);
    Bounced bounced = (Bounced) seen.getLast();
    assertThat(bounced.type()).isEqualTo(type);
    assertThat(bounced.code()).isZero();
    assertThat(bounced.reporter()).isEqualTo(InetAddress.ofLiteral(reporter));
  }

  @Test
  void anInterfaceThatIsDownIsNoLoss() {
    leavesThrough(uplink("w2"), 2, Fork.V4);
    lab.near.ip("link set w2 down");
    List<Observation> seen = ask(uplink("w2"), asking(Fork.V4, "which.example.test", "A"));
    assertThat(seen).singleElement().isInstanceOf(Withheld.class);
    assertThat(((Withheld) seen.getFirst()).reason()).isEqualTo("ENETUNREACH");
  }

  @Test
  void anInterfaceThatGoesDownMeanwhileIsNoLossEitherAndThatItComesBackIsSeen() {
    Question.Dns question = asking(Fork.V4, "which.example.test", "A", "192.0.2.2");
    List<Observation> seen =
        lab.near.call(
            () ->
                until(
                    uplink("w2"),
                    Passage.ANY,
                    question,
                    1000,
                    all -> {
                      long withheld = all.stream().filter(Withheld.class::isInstance).count();
                      if (all.size() == 6) {
                        apart("link set w2 down");
                      }
                      if (withheld == 12 && all.getLast() instanceof Withheld) {
                        apart(
                            "link set w2 up",
                            "route replace default via 10.79.2.2 dev w2 metric 1000");
                      }
                      return withheld >= 12 && all.getLast() instanceof Returned;
                    }));
    assertThat(seen).noneMatch(Bounced.class::isInstance);
  }

  /** Not on the loop, which this would block. */
  private void apart(String... lines) {
    Thread _ = lab.near.start("link", () -> lab.near.ip(lines));
  }

  @Test
  void theKernelStampsBothEndsHereToo() {
    lab.near.call(
        () ->
            until(
                uplink("w2"),
                Passage.ANY,
                asking(Fork.V4, "which.example.test", "A", "192.0.2.2"),
                500,
                _ -> instruments.timings(Stamping.KERNEL) >= 3));
    assertThat(instruments.timings(Stamping.KERNEL)).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {Fork.V4, Fork.V6})
  void namesAreResolvedThroughTheUplinkThatNeedsThem(String server) {
    Nameserver nameserver =
        new Nameserver(InetAddress.ofLiteral(server), TwoNameservers.PORT, null);
    DnsDirectory resolver =
        new DnsDirectory(
            loops,
            new Naming(
                List.of(nameserver),
                Map.of(),
                Duration.ZERO,
                Duration.ofDays(1),
                60,
                Duration.ZERO),
            Passage.ANY,
            instruments,
            new Housekeeping(null, Schedulers.single(), _ -> {}));
    for (int number : new int[] {2, 1, 2}) {
      Uplink uplink =
          new Uplink(new UplinkId("u" + number, number), "w" + number, 1, List.of(), 1, false);
      assertThat(lab.near.call(() -> addresses(resolver, uplink)))
          .containsExactly(
              InetAddress.ofLiteral("2001:db8::" + number),
              InetAddress.ofLiteral("192.0.2." + number));
    }
  }

  private static List<InetAddress> addresses(DnsDirectory resolver, Uplink uplink) {
    return Objects.requireNonNull(resolver.resolve(uplink, "which.example.test").block(LIMIT));
  }
}
