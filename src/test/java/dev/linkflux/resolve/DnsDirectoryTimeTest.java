package dev.linkflux.resolve;

import static dev.linkflux.resolve.House.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Resolution;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.dns.Answers;
import dev.linkflux.wire.dns.ScriptedNameserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;
import reactor.core.publisher.Flux;

/** How often name servers are asked, by a clock that the tests set. */
class DnsDirectoryTimeTest {
  private static final String NAME = "vps.example";
  private static final Uplink ONE = House.uplink(1);
  private static final Uplink TWO = House.uplink(2);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final House house = new House();
  private final AtomicReference<ScriptedNameserver.Script> script =
      new AtomicReference<>(ScriptedNameserver.SILENCE);

  @AfterEach
  void stop() {
    house.close();
  }

  private ScriptedNameserver server() throws IOException {
    return new ScriptedNameserver("127.0.0.1", (query, asker) -> script.get().asked(query, asker));
  }

  /** That address of the name, and no other family. */
  private static ScriptedNameserver.Script four(String address, int seconds) {
    return (query, asker) ->
        asker.send(
            new Message(query).getQuestion().getType() == Type.A
                ? Answers.records(query, NAME + " " + seconds + " A " + address)
                : Answers.nothing(query, seconds));
  }

  private static ScriptedNameserver.Script rcode(int rcode) {
    return (query, asker) -> asker.send(Answers.rcode(query, rcode));
  }

  private static long heard(ScriptedNameserver server, int type) {
    return server.heard().stream().filter(it -> type(it) == type).count();
  }

  private static int type(ScriptedNameserver.Heard heard) {
    try {
      return new Message(heard.query().array()).getQuestion().getType();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A look-up each second, for so many. */
  private List<Resolution> everySecond(int seconds, DnsDirectory directory, Uplink uplink) {
    List<Resolution> all = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      all.add(House.lookUp(directory, uplink, NAME));
      house.pass(SECOND);
    }
    return all;
  }

  @Test
  void inTenMinutesOfChecksEachSecondANameServerHearsWhatTheTtlAllows() throws IOException {
    script.set(four("192.0.2.1", 300));
    try (var server = server()) {
      DnsDirectory directory = house.directory(House.usual(server.address()));
      for (Uplink uplink : List.of(ONE, TWO)) {
        int before = server.heard().size();
        List<Resolution> all = everySecond(600, directory, uplink);
        assertThat(all)
            .hasSize(600)
            .allMatch(it -> it.equals(new Resolution(addresses("192.0.2.1"), false, null)));
        // At 0, and before 300 and 600.
        assertThat(server.heard().size() - before).isBetween(2 * 2, 2 * 3);
      }
      assertThat(heard(server, Type.A)).isLessThanOrEqualTo(6);
      assertThat(heard(server, Type.AAAA)).isLessThanOrEqualTo(6);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "1, 6", "5, 6", "0, 15", "5, 15", "300, 1"})
  void noMoreRoundsThanTheLimitAllowsWithinAnyMinute(int ttl, int perMinute) throws IOException {
    script.set(four("192.0.2.1", ttl));
    try (var server = server()) {
      DnsDirectory directory =
          house.directory(House.naming(Duration.ZERO, perMinute, server.address()));
      List<Integer> heard = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        assertThat(House.lookUp(directory, ONE, NAME).addresses()).hasSize(1);
        heard.add((int) heard(server, Type.A));
        house.pass(SECOND);
      }
      for (int i = 60; i < heard.size(); i++) {
        assertThat(heard.get(i) - heard.get(i - 60))
            .as("questions for A in the minute that ends with second %s", i)
            .isLessThanOrEqualTo(perMinute);
      }
      assertThat(heard(server, Type.AAAA)).isLessThanOrEqualTo(10L * perMinute);
    }
  }

  @Test
  void aChangedAddressIsInUseAfterItsTtlAndOneCheck() throws IOException {
    script.set(four("192.0.2.1", 5));
    try (var server = server()) {
      DnsDirectory directory = house.directory(House.usual(server.address()));
      for (int change = 2; change < 30; change++) {
        List<InetAddress> before = everySecond(7, directory, ONE).getLast().addresses();
        List<InetAddress> after = addresses("192.0.2." + change);
        assertThat(before).isNotEqualTo(after);
        script.set(four("192.0.2." + change, 5));
        List<Resolution> seen = everySecond(7, directory, ONE);
        assertThat(seen.get(6)).isEqualTo(new Resolution(after, false, null));
      }
    }
  }

  @Test
  void beforeItsEndAnAnswerIsRenewedBehindTheScenes() throws IOException {
    script.set(four("192.0.2.1", 100));
    try (var server = server()) {
      DnsDirectory directory = house.directory(House.usual(server.address()));
      assertThat(everySecond(94, directory, ONE).getLast().addresses()).hasSize(1);
      assertThat(heard(server, Type.A)).isEqualTo(1);

      script.set(four("192.0.2.2", 100));
      house.pass(Duration.ofSeconds(2)); // 4 s are left
      assertThat(House.lookUp(directory, ONE, NAME).addresses())
          .as("what is known, without waiting")
          .isEqualTo(addresses("192.0.2.1"));
      awaitAddresses(directory, "192.0.2.2");
      assertThat(heard(server, Type.A)).isEqualTo(2);
    }
  }

  private static void awaitAddresses(DnsDirectory directory, String... literals) {
    var _ = awaited(directory, it -> it.addresses().equals(addresses(literals)));
  }

  private static Resolution awaited(DnsDirectory directory, Predicate<Resolution> fits) {
    return Objects.requireNonNull(
        Flux.interval(Duration.ofMillis(5))
            .onBackpressureDrop()
            .concatMap(_ -> directory.lookUp(ONE, NAME))
            .takeUntil(fits)
            .blockLast(House.LIMIT));
  }

  @Test
  void anAnswerThatNobodyWaitsForIsTakenAllTheSame() throws IOException {
    try (var server = server()) {
      List<Runnable> held = new CopyOnWriteArrayList<>();
      script.set(
          (query, asker) ->
              held.add(
                  () -> {
                    try {
                      four("192.0.2.1", 300).asked(query, asker);
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  }));
      DnsDirectory directory = house.directory(House.usual(server.address()));
      directory
          .lookUp(ONE, NAME)
          .takeUntilOther(Flux.interval(Duration.ofMillis(5)).filter(_ -> held.size() == 2).next())
          .block(House.LIMIT);
      held.forEach(Runnable::run);
      awaitAddresses(directory, "192.0.2.1");
      assertThat(server.heard()).hasSize(2);
    }
  }

  @Test
  void withDeadNameServersTheLastGoodAddressesServeForAMonth() throws IOException {
    script.set(four("192.0.2.1", 60));
    InetSocketAddress address;
    DnsDirectory directory;
    try (var server = server()) {
      address = server.address();
      directory = house.directory(House.usual(address));
      assertThat(everySecond(1, directory, ONE)).hasSize(1);
    }
    house.pass(Duration.ofMinutes(2));
    // Whoever has addresses waits half a second of real time, and is served as if they were fresh.
    assertThat(awaited(directory, Resolution::stale).addresses()).isEqualTo(addresses("192.0.2.1"));
    assertThat(everySecond(3600, directory, ONE))
        .hasSize(3600)
        .allSatisfy(
            it -> {
              assertThat(it.addresses()).isEqualTo(addresses("192.0.2.1"));
              assertThat(it.stale()).isTrue();
              assertThat(it.breach()).hasToString("dns-silent (127.0.0.1: nobody listens there)");
            });
    house.pass(Duration.ofDays(29));
    assertThat(House.lookUp(directory, ONE, NAME).addresses()).hasSize(1);
    house.pass(Duration.ofDays(1));
    Resolution late = House.lookUp(directory, ONE, NAME);
    assertThat(late.addresses()).isEmpty();
    assertThat(late.stale()).isFalse();
    assertThat(late.breach()).isNotNull();
  }

  @Test
  void nameServersThatFailAreAskedOnceAMinuteAndComeBack() throws IOException {
    script.set(four("192.0.2.1", 60));
    try (var server = server()) {
      DnsDirectory directory = house.directory(House.usual(server.address()));
      assertThat(everySecond(61, directory, ONE)).hasSize(61);
      script.set(rcode(Rcode.SERVFAIL));
      house.pass(Duration.ofMinutes(2));
      int before = server.heard().size();
      List<Resolution> hour = everySecond(3600, directory, ONE);
      assertThat(hour)
          .allMatch(it -> it.stale() && it.addresses().equals(addresses("192.0.2.1")))
          .allMatch(
              it -> it.breach() != null && it.breach().rung() == Rung.DNS_REFUSED, "is refused");
      // After 5, 10, 20, 40 s, then each minute, for both families.
      assertThat(server.heard().size() - before).isBetween(2 * 55, 2 * 66);
      script.set(four("192.0.2.2", 60));
      assertThat(everySecond(62, directory, ONE).getLast())
          .isEqualTo(new Resolution(addresses("192.0.2.2"), false, null));
    }
  }

  @Test
  void thatThereIsNoSuchNameIsKeptAsLongAsTheZoneSays() throws IOException {
    script.set((query, asker) -> asker.send(Answers.noName(query, 60)));
    try (var server = server()) {
      DnsDirectory directory = house.directory(House.usual(server.address()));
      for (Resolution each : everySecond(60, directory, ONE)) {
        assertThat(each.addresses()).isEmpty();
        assertThat(each.stale()).isFalse();
        assertThat(each.breach()).hasToString("dns-no-name (NXDOMAIN from 127.0.0.1)");
      }
      assertThat(server.heard()).hasSize(2);
      assertThat(everySecond(1, directory, ONE)).hasSize(1);
      assertThat(server.heard()).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Rcode.NXDOMAIN, Rcode.NOERROR})
  void aNameThatWasGoodServesOnWhenItIsSaidToBeGone(int rcode) throws IOException {
    script.set(four("192.0.2.1", 60));
    try (var server = server()) {
      DnsDirectory directory = house.directory(House.usual(server.address()));
      assertThat(everySecond(1, directory, ONE)).hasSize(1);
      script.set(
          (query, asker) ->
              asker.send(
                  rcode == Rcode.NXDOMAIN
                      ? Answers.noName(query, 3600)
                      : Answers.nothing(query, 3600)));
      house.pass(Duration.ofMinutes(2));
      Resolution gone = House.lookUp(directory, ONE, NAME);
      assertThat(gone.addresses()).isEqualTo(addresses("192.0.2.1"));
      assertThat(gone.stale()).isTrue();
      assertThat(gone.breach()).extracting(Breach::rung).isEqualTo(Rung.DNS_NO_NAME);

      int before = server.heard().size();
      assertThat(everySecond(299, directory, ONE)).allMatch(Resolution::stale);
      assertThat(server.heard()).as("kept for five minutes at most").hasSize(before);
      house.pass(SECOND);
      script.set(four("192.0.2.2", 60));
      assertThat(House.lookUp(directory, ONE, NAME))
          .isEqualTo(new Resolution(addresses("192.0.2.2"), false, null));
    }
  }

  @Test
  void minAndMaxTtlBoundWhatAnswersSay() throws IOException {
    script.set(four("192.0.2.1", 1));
    try (var server = server()) {
      Naming bounded =
          new Naming(
              List.of(House.at(server.address())),
              Map.of(),
              Duration.ofSeconds(20),
              Duration.ofSeconds(100),
              60,
              Duration.ofDays(1));
      DnsDirectory directory = house.directory(bounded);
      assertThat(everySecond(18, directory, ONE)).hasSize(18);
      assertThat(heard(server, Type.A)).isEqualTo(1);
      script.set(four("192.0.2.1", 100_000));
      house.pass(Duration.ofSeconds(2));
      assertThat(everySecond(95, directory, ONE)).hasSize(95);
      assertThat(heard(server, Type.A)).isEqualTo(2);
      house.pass(Duration.ofSeconds(5));
      assertThat(everySecond(1, directory, ONE)).hasSize(1);
      assertThat(heard(server, Type.A)).isEqualTo(3);
    }
  }

  @Test
  void theOrderOfTheRecordsDoesNotMatter() throws IOException {
    try (var server = server()) {
      DnsDirectory directory = house.directory(House.usual(server.address()));
      for (List<Integer> order : List.of(List.of(1, 2, 3), List.of(3, 1, 2), List.of(2, 3, 1))) {
        script.set(
            (query, asker) -> {
              List<String> lines = new ArrayList<>();
              for (int last : order) {
                lines.add(NAME + " 10 A 192.0.2." + last);
              }
              asker.send(
                  new Message(query).getQuestion().getType() == Type.A
                      ? Answers.records(query, lines.toArray(String[]::new))
                      : Answers.nothing(query, 10));
            });
        assertThat(House.lookUp(directory, ONE, NAME).addresses())
            .isEqualTo(addresses("192.0.2.1", "192.0.2.2", "192.0.2.3"));
        house.pass(Duration.ofSeconds(10));
      }
      assertThat(heard(server, Type.A)).isEqualTo(3);
    }
  }
}
