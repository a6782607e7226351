package dev.linkflux.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.linkflux.engine.Instruments;
import dev.linkflux.resolve.UnresolvedException.Reason;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.dns.Answers;
import dev.linkflux.wire.dns.Dnsmasq;
import dev.linkflux.wire.dns.ScriptedNameserver;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import reactor.netty.resources.LoopResources;

class DnsResolverTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Uplink UPLINK =
      new Uplink(new UplinkId("wan1", 0), "", 1, List.of(), 1, false);
  private static final Uplink OTHER =
      new Uplink(new UplinkId("wan2", 1), "", 1, List.of(), 1, false);
  private static final InetAddress FOUR = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::1");

  private final LoopResources loops = LoopResources.create("resolve-test", 1, true);
  private final Instruments instruments = new Instruments();

  @AfterEach
  void stop() {
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
  }

  private DnsResolver resolver(InetSocketAddress... servers) {
    return resolver(Passage.ANY, servers);
  }

  private DnsResolver resolver(Passage passage, InetSocketAddress... servers) {
    return new DnsResolver(loops, Arrays.asList(servers), passage, instruments);
  }

  private static List<InetAddress> resolve(DnsResolver resolver, String name) {
    return resolver.resolve(UPLINK, name).block(LIMIT);
  }

  private static UnresolvedException failure(DnsResolver resolver, String name) {
    Throwable failure =
        catchThrowable(() -> resolver.resolve(UPLINK, name).toFuture().join()).getCause();
    assertThat(failure).isInstanceOf(UnresolvedException.class);
    return (UnresolvedException) failure;
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
        DnsResolver resolver = resolver(address);
        assertThat(resolve(resolver, "both.example.test")).containsExactly(SIX, FOUR);
        assertThat(resolve(resolver, "alias.EXAMPLE.test.")).containsExactly(SIX, FOUR);
        assertThat(resolve(resolver, "four.example.test"))
            .containsExactly(InetAddress.ofLiteral("192.0.2.4"));
        assertThat(failure(resolver, "nobody.example.test"))
            .hasMessage("no such name nobody.example.test");
        assertThat(failure(resolver, "short.example.test"))
            .hasMessage("short.example.test has no address");
        assertThat(failure(resolver, "example.com"))
            .hasMessage("REFUSED by " + address.getAddress().getHostAddress());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"})
  void anAddressIsItsOwn(String literal) {
    DnsResolver resolver = resolver(new InetSocketAddress(FOUR, 53));
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
      DnsResolver resolver = resolver(server.address());
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
      DnsResolver resolver = resolver(server.address());
      assertThat(resolve(resolver, "vps.example")).hasSize(2);
      assertThat(resolve(resolver, "vps.example")).hasSize(2);
      assertThat(server.heard()).hasSize(4);
    }
  }

  @Test
  void afterItsTimeItIsAskedForAgain() throws IOException {
    try (var server = server(both(1))) {
      DnsResolver resolver = resolver(server.address());
      Flux.interval(Duration.ofMillis(50))
          .onBackpressureDrop()
          .concatMap(_ -> resolver.resolve(UPLINK, "vps.example"))
          .takeUntil(_ -> server.heard().size() >= 4)
          .blockLast(LIMIT);
      assertThat(server.heard()).hasSize(4);
    }
  }

  @Test
  void thatThereIsNoSuchNameIsKept() throws IOException {
    try (var server = server((query, asker) -> asker.send(Answers.noName(query, 60)))) {
      DnsResolver resolver = resolver(server.address());
      assertThat(failure(resolver, "vps.example").reason()).isEqualTo(Reason.NO_NAME);
      // Longer than any failure is kept: this one is in the cache.
      Flux.interval(Duration.ofMillis(100))
          .onBackpressureDrop()
          .take(15)
          .concatMap(_ -> resolver.resolve(UPLINK, "vps.example").onErrorComplete())
          .blockLast(LIMIT);
      assertThat(server.heard()).hasSize(2);
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
      DnsResolver resolver = resolver(server.address());
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
      DnsResolver resolver = resolver(server.address());
      for (int i = 0; i < 20; i++) {
        assertThat(failure(resolver, "vps.example")).hasMessage("SERVFAIL by 127.0.0.1");
      }
      assertThat(server.heard()).hasSizeLessThan(10);
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
      DnsResolver resolver = resolver(server.address());
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
    InetSocketAddress nobody;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      nobody = (InetSocketAddress) free.getLocalSocketAddress();
    }
    try (var silent = new ScriptedNameserver("::1", ScriptedNameserver.SILENCE)) {
      UnresolvedException failure = failure(resolver(silent.address(), nobody), "vps.example");
      assertThat(failure.reason()).isEqualTo(Reason.SILENT);
      assertThat(failure)
          .hasMessage(
              "no name server answered (0:0:0:0:0:0:0:1: timed out, 127.0.0.1: nobody listens"
                  + " there)");
      assertThat(silent.heard()).hasSize(4); // twice for each family
    }
  }

  @Test
  void aServerThatTheUplinkDoesNotLeadToIsNotAsked() {
    DnsResolver resolver = resolver((_, _) -> false, new InetSocketAddress(FOUR, 53));
    assertThat(failure(resolver, "vps.example"))
        .hasMessage("no name server answered (192.0.2.1: no-gateway)");
    assertThat(instruments.spent(UPLINK.id())).isZero();
  }

  @Test
  void aDeviceThatIsNotThereIsNamed() {
    Uplink gone = new Uplink(new UplinkId("wan3", 2), "no-such-dev0", 1, List.of(), 1, false);
    DnsResolver resolver = resolver(new InetSocketAddress(FOUR, 53));
    Throwable failure =
        catchThrowable(() -> resolver.resolve(gone, "vps.example").toFuture().join()).getCause();
    assertThat(failure).hasMessage("no name server answered through wan3 (192.0.2.1: ENODEV)");
  }

  @Test
  void forgedAnswersAreCountedAndNotBelieved() throws IOException {
    try (var server =
        server(
            (query, asker) -> {
              byte[] forged = Answers.rcode(query, Rcode.NXDOMAIN);
              forged[0] ^= 1;
              asker.send(forged);
              both(60).asked(query, asker);
            })) {
      assertThat(resolve(resolver(server.address()), "vps.example")).hasSize(2);
      assertThat(instruments.foreigners(UPLINK.id())).isEqualTo(2);
      assertThat(instruments.spent(UPLINK.id())).isGreaterThan(4 * 28 + 4 * 40);
    }
  }

  @Test
  void everyQueryComesFromAPortOfItsOwn() throws IOException {
    try (var server = server(both(0))) {
      DnsResolver resolver = resolver(server.address());
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
    DnsResolver resolver = resolver(new InetSocketAddress(FOUR, 53));
    assertThat(failure(resolver, "a..b").getMessage()).startsWith("not a name: a..b");
    assertThat(failure(resolver, "x".repeat(64)).reason()).isEqualTo(Reason.NO_NAME);
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
      DnsResolver resolver = resolver(server.address());
      Mono<List<List<InetAddress>>> all =
          Flux.range(0, 200)
              .flatMap(i -> resolver.resolve(UPLINK, "n" + i + ".example"), 32)
              .collectList();
      assertThat(all.block(LIMIT)).hasSize(200).allMatch(it -> it.equals(List.of(FOUR)));
    }
  }
}
