package dev.linkflux.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.linkflux.ClosedPort;
import dev.linkflux.engine.Instruments;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.dns.Answers;
import dev.linkflux.wire.dns.Dnsmasq;
import dev.linkflux.wire.dns.ScriptedNameserver;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class DnsDirectoryTest {
  private static final Duration LIMIT = House.LIMIT;
  private static final Uplink UPLINK = House.uplink(1);
  private static final Uplink OTHER = House.uplink(2);
  private static final InetAddress FOUR = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::1");

  private final House house = new House();
  private final Instruments instruments = house.instruments();

  @AfterEach
  void stop() {
    house.close();
  }

  private DnsDirectory resolver(InetSocketAddress... servers) {
    return resolver(Passage.ANY, servers);
  }

  private DnsDirectory resolver(Passage passage, InetSocketAddress... servers) {
    return house.directory(House.naming(Duration.ZERO, 600, servers), passage);
  }

  private static List<InetAddress> resolve(DnsDirectory resolver, String name) {
    return Objects.requireNonNull(resolver.resolve(UPLINK, name).block(LIMIT));
  }

  private static UnresolvedException failure(DnsDirectory resolver, String name) {
    Throwable failure =
        catchThrowable(() -> resolver.resolve(UPLINK, name).toFuture().join()).getCause();
    assertThat(failure).isInstanceOf(UnresolvedException.class);
    return (UnresolvedException) Objects.requireNonNull(failure);
  }

  private static ScriptedNameserver server(ScriptedNameserver.Script script) throws IOException {
    return new ScriptedNameserver("127.0.0.1", script);
  }

  private static int type(byte[] query) throws IOException {
    return new Message(query).getQuestion().getType();
  }

  private static String name(byte[] query) throws IOException {
    return new Message(query).getQuestion().getName().toString(true).toLowerCase(Locale.ROOT);
  }

  /** Both addresses, known for that long. */
  private static ScriptedNameserver.Script both(int seconds) {
    return (query, asker) ->
        asker.send(
            Answers.records(
                query,
                type(query) == Type.A
                    ? "vps.example " + seconds + " A 192.0.2.1"
                    : "vps.example " + seconds + " AAAA 2001:db8::1"));
  }

  @Test
  void realNameServersAreUnderstood(@TempDir Path directory) throws IOException {
    try (Dnsmasq server = Dnsmasq.start(directory)) {
      for (InetSocketAddress address : List.of(server.four(), server.six())) {
        DnsDirectory resolver = resolver(address);
        assertThat(resolve(resolver, "both.example.test")).containsExactly(SIX, FOUR);
        assertThat(resolve(resolver, "alias.EXAMPLE.test.")).containsExactly(SIX, FOUR);
        assertThat(resolve(resolver, "four.example.test"))
            .containsExactly(InetAddress.ofLiteral("192.0.2.4"));
        assertThat(failure(resolver, "nobody.example.test"))
            .hasMessage("nobody.example.test: NXDOMAIN from " + text(address));
        assertThat(failure(resolver, "short.example.test"))
            .hasMessage("short.example.test: no address, says " + text(address));
        assertThat(failure(resolver, "example.com"))
            .hasMessage("example.com: REFUSED from " + text(address));
      }
    }
  }

  private static String text(InetSocketAddress server) {
    return server.getAddress().getHostAddress();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"})
  void anAddressIsItsOwn(String literal) {
    DnsDirectory resolver = resolver(new InetSocketAddress(FOUR, 53));
    assertThat(resolve(resolver, literal)).containsExactly(InetAddress.ofLiteral(literal));
  }

  @Test
  void theFamilyThatTheUplinkHasARouteForComesFirst() throws IOException {
    try (var server = server(both(60))) {
      Passage fourOnly = (_, address) -> address instanceof Inet4Address;
      assertThat(resolve(resolver(server.address()), "vps.example")).containsExactly(SIX, FOUR);
      assertThat(resolve(resolver(fourOnly, server.address()), "vps.example"))
          .containsExactly(FOUR, SIX);
    }
  }

  @Test
  void oneFamilyIsEnough() throws IOException {
    try (var server =
        server(
            (query, asker) ->
                asker.send(
                    type(query) == Type.A
                        ? Answers.records(query, "vps.example A 192.0.2.1")
                        : Answers.rcode(query, Rcode.SERVFAIL)))) {
      assertThat(resolve(resolver(server.address()), "vps.example")).containsExactly(FOUR);
    }
  }

  @Test
  void whatIsKnownIsNotAskedForAgainThroughThatUplink() throws IOException {
    try (var server = server(both(60))) {
      DnsDirectory resolver = resolver(server.address());
      for (int i = 0; i < 10; i++) {
        assertThat(resolve(resolver, "vps.example")).hasSize(2);
      }
      assertThat(server.heard()).hasSize(2);
      resolver.resolve(OTHER, "VPS.example").block(LIMIT);
      assertThat(server.heard()).hasSize(4);
    }
  }

  @Test
  void whatMayNotBeKeptIsAskedForAgain() throws IOException {
    try (var server = server(both(0))) {
      DnsDirectory resolver = resolver(server.address());
      assertThat(resolve(resolver, "vps.example")).hasSize(2);
      assertThat(resolve(resolver, "vps.example")).hasSize(2);
      assertThat(server.heard()).hasSize(4);
    }
  }

  @Test
  void aNameIsAskedForOnceAtATime() throws IOException {
    List<Runnable> waiting = new CopyOnWriteArrayList<>();
    try (var server =
        server(
            (query, asker) -> {
              waiting.add(
                  () -> {
                    try {
                      both(60).asked(query, asker);
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
              if (waiting.size() == 2) { // of both families; they come to all who wait
                waiting.forEach(Runnable::run);
              }
            })) {
      DnsDirectory resolver = resolver(server.address());
      List<List<InetAddress>> all =
          Flux.range(0, 50)
              .flatMap(_ -> resolver.resolve(UPLINK, "vps.example"), 50)
              .collectList()
              .block(LIMIT);
      assertThat(all).hasSize(50).allMatch(it -> it.size() == 2);
      assertThat(server.heard()).hasSize(2);
    }
  }

  @Test
  void aNameThatFailedIsNotAskedForAgainAtOnce() throws IOException {
    try (var server = server((query, asker) -> asker.send(Answers.rcode(query, Rcode.SERVFAIL)))) {
      DnsDirectory resolver = resolver(server.address());
      for (int i = 0; i < 20; i++) {
        assertThat(failure(resolver, "vps.example"))
            .hasMessage("vps.example: SERVFAIL from 127.0.0.1");
      }
      assertThat(server.heard()).hasSize(2);
    }
  }

  @Test
  void aliasesAreFollowedToOtherAnswers() throws IOException {
    try (var server =
        server(
            (query, asker) -> {
              switch (name(query)) {
                case "vps.example" ->
                    asker.send(Answers.records(query, "vps.example CNAME b.example."));
                case "b.example" ->
                    asker.send(Answers.records(query, "b.example CNAME c.example."));
                default ->
                    asker.send(
                        type(query) == Type.A
                            ? Answers.records(query, "c.example A 192.0.2.1")
                            : Answers.records(query));
              }
            })) {
      assertThat(resolve(resolver(server.address()), "vps.example")).containsExactly(FOUR);
    }
  }

  @Test
  void aliasesWithoutAnEndAreGivenUp() throws IOException {
    try (var server =
        server(
            (query, asker) -> {
              String name = name(query);
              asker.send(Answers.records(query, name + " CNAME x" + name + "."));
            })) {
      assertThat(failure(resolver(server.address()), "vps.example"))
          .hasMessageContaining("aliases without an end");
      assertThat(server.heard()).hasSizeLessThan(40);
    }
  }

  @Test
  void recordsThatNobodyAskedForAreNotBelieved() throws IOException {
    try (var server =
        server(
            (query, asker) -> {
              if (name(query).equals("evil.example")) {
                asker.send(
                    Answers.records(
                        query, "evil.example A 192.0.2.66", "vps.example A 192.0.2.66"));
              } else {
                both(60).asked(query, asker);
              }
            })) {
      DnsDirectory resolver = resolver(server.address());
      assertThat(resolve(resolver, "evil.example")).hasSize(1);
      assertThat(resolve(resolver, "vps.example")).containsExactly(SIX, FOUR);
    }
  }

  @Test
  void theNextServerIsAskedWhereOneDoesNotHelp() throws IOException {
    try (var refusing = server((query, asker) -> asker.send(Answers.rcode(query, Rcode.REFUSED)));
        var helping = new ScriptedNameserver("::1", both(60))) {
      assertThat(resolve(resolver(refusing.address(), helping.address()), "vps.example"))
          .hasSize(2);
    }
  }

  @Test
  void silenceIsSaidOfEachServer() throws IOException {
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    InetSocketAddress nobody = new InetSocketAddress(here, ClosedPort.of(here));
    try (var silent = new ScriptedNameserver("::1", ScriptedNameserver.SILENCE)) {
      UnresolvedException failure = failure(resolver(silent.address(), nobody), "vps.example");
      assertThat(failure.breach().rung()).isEqualTo(Rung.DNS_SILENT);
      assertThat(failure)
          .hasMessage(
              "vps.example: 0:0:0:0:0:0:0:1: no answer within 1.5 s, 127.0.0.1: nobody listens"
                  + " there");
      assertThat(silent.heard()).hasSize(4); // twice for each family
    }
  }

  @Test
  void aServerThatTheUplinkDoesNotLeadToIsNotAsked() {
    DnsDirectory resolver = resolver((_, _) -> false, new InetSocketAddress(FOUR, 53));
    assertThat(failure(resolver, "vps.example")).hasMessage("vps.example: no-gateway");
    assertThat(instruments.spent(UPLINK.id())).isZero();
  }

  @Test
  void aDeviceThatIsNotThereIsNamed() {
    Uplink gone = new Uplink(new UplinkId("wan3", 2), "no-such-dev0", 1, List.of(), 1, false);
    DnsDirectory resolver = resolver(new InetSocketAddress(FOUR, 53));
    Throwable failure =
        catchThrowable(() -> resolver.resolve(gone, "vps.example").toFuture().join()).getCause();
    assertThat(failure).hasMessage("vps.example: no-interface");
  }

  @Test
  void everyQueryComesFromAPortOfItsOwn() throws IOException {
    try (var server = server(both(0))) {
      DnsDirectory resolver = resolver(server.address());
      Flux.range(0, 10).concatMap(_ -> resolver.resolve(UPLINK, "vps.example")).blockLast(LIMIT);
      assertThat(server.heard().stream().map(it -> it.from().getPort()).distinct().count())
          .isGreaterThan(15);
    }
  }

  @Test
  void whatIsTooLongForUdpComesByTcp() throws IOException {
    try (var server =
        new ScriptedNameserver(
            "127.0.0.1",
            (query, asker) -> asker.send(Answers.truncated(query)),
            query -> Answers.records(query, "vps.example A 192.0.2.1"))) {
      assertThat(resolve(resolver(server.address()), "vps.example")).containsExactly(FOUR);
    }
  }

  @Test
  void whatIsNoNameIsSaidToBeNone() {
    DnsDirectory resolver = resolver(new InetSocketAddress(FOUR, 53));
    assertThat(failure(resolver, "a..b").getMessage()).startsWith("a..b: not a name");
    assertThat(failure(resolver, "x".repeat(64)).breach().rung()).isEqualTo(Rung.DNS_NO_NAME);
  }

  @Test
  void manyNamesAtOnceComeBack() throws IOException {
    try (var server =
        server(
            (query, asker) ->
                asker.send(
                    type(query) == Type.A
                        ? Answers.records(query, name(query) + " A 192.0.2.1")
                        : Answers.records(query)))) {
      DnsDirectory resolver = resolver(server.address());
      Mono<List<List<InetAddress>>> all =
          Flux.range(0, 200)
              .flatMap(i -> resolver.resolve(UPLINK, "n" + i + ".example"), 32)
              .collectList();
      assertThat(all.block(LIMIT)).hasSize(200).allMatch(it -> it.equals(List.of(FOUR)));
    }
  }
}
