package dev.linkflux.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Resolution;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import dev.linkflux.server.Rung;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of where a server is. */
class PlacesTest {
  private static final Breach SILENT = new Breach(Rung.DNS_SILENT, "no answer");
  private static final Uplink ONE = Checks.UPLINK;
  private static final Uplink OTHER = new Uplink(new UplinkId("u1", 1), "", 1, List.of(), 1, false);
  private static final Server SERVER = Checks.server(Check.NONE, "vps.example", "192.0.2.9");
  private static final Host HOST = SERVER.hosts().getFirst();

  private final Places places = new Places();
  private final List<Located> told = new ArrayList<>();

  @BeforeEach
  void listen() {
    var _ = places.changes().subscribe(it -> told.add((Located) it.at(Moment.ZERO)));
  }

  private static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }

  private void learn(Uplink uplink, String... literals) {
    places.learn(SERVER, uplink, HOST, new Resolution(addresses(literals), false, null));
  }

  private void keep(Uplink uplink, String... literals) {
    places.learn(SERVER, uplink, HOST, new Resolution(addresses(literals), true, SILENT));
  }

  @Test
  void literalsAreFirstThenWhatWasHeardLast() {
    learn(ONE, "192.0.2.1");
    learn(OTHER, "192.0.2.2");

    assertThat(told)
        .extracting(Located::addresses)
        .containsExactly(
            addresses("192.0.2.9", "192.0.2.1"), addresses("192.0.2.9", "192.0.2.2", "192.0.2.1"));
  }

  @Test
  void answersThatAreOnlyTurnedRoundAreNoChange() {
    learn(ONE, "192.0.2.1", "192.0.2.2");
    learn(ONE, "192.0.2.2", "192.0.2.1");
    learn(OTHER, "192.0.2.2");
    learn(ONE, "192.0.2.1", "192.0.2.2");

    assertThat(told).hasSize(1);
  }

  @Test
  void aNewAddressIsToldAtOnceAndTheOldOneGoesWhenNobodyHearsItAnyMore() {
    learn(ONE, "192.0.2.1");
    learn(OTHER, "192.0.2.1");
    learn(ONE, "192.0.2.7");
    learn(OTHER, "192.0.2.7");

    assertThat(told)
        .extracting(Located::addresses)
        .containsExactly(
            addresses("192.0.2.9", "192.0.2.1"),
            addresses("192.0.2.9", "192.0.2.7", "192.0.2.1"),
            addresses("192.0.2.9", "192.0.2.7"));
  }

  @Test
  void whileOneUplinkHearsTheirNameServersNothingIsStale() {
    learn(ONE, "192.0.2.1");
    keep(OTHER, "192.0.2.5");
    assertThat(told).hasSize(1);

    keep(ONE, "192.0.2.1");
    assertThat(told.getLast().stale()).isTrue();
    assertThat(told.getLast().dns()).isEqualTo(SILENT);
    assertThat(told.getLast().addresses())
        .containsExactlyInAnyOrderElementsOf(addresses("192.0.2.9", "192.0.2.1", "192.0.2.5"));

    learn(OTHER, "192.0.2.5");
    assertThat(told).hasSize(3);
    assertThat(told.getLast().stale()).isFalse();
    assertThat(told.getLast().dns()).isNull();
    assertThat(told.getLast().addresses()).isEqualTo(addresses("192.0.2.9", "192.0.2.5"));
  }

  @Test
  void whatAnUplinkHeardThatIsGoneDoesNotCountWhileAnotherIsThere() {
    learn(ONE, "192.0.2.1");
    learn(OTHER, "192.0.2.2");
    places.leave(SERVER, ONE);
    learn(OTHER, "192.0.2.2");
    assertThat(told.getLast().addresses()).isEqualTo(addresses("192.0.2.9", "192.0.2.2"));

    places.leave(SERVER, OTHER);
    assertThat(places.known(SERVER, HOST)).isEqualTo(addresses("192.0.2.2"));
  }

  @Test
  void ofAServerThatIsAnotherOneNowNothingIsKnownAndWhatIsLearntLateOfTheOldOneCountsForNothing() {
    places.follow(List.of(SERVER), List.of(ONE));
    learn(ONE, "192.0.2.1");
    Server moved = Checks.server(Check.NONE, "vps.example", "192.0.2.8");
    places.follow(List.of(moved), List.of(ONE));
    assertThat(places.known(SERVER, HOST)).isEmpty();
    learn(ONE, "192.0.2.1");
    assertThat(told).hasSize(1);

    places.follow(List.of(SERVER), List.of(ONE));
    learn(ONE, "192.0.2.1");
    assertThat(told).hasSize(2).extracting(Located::addresses).containsOnly(heard("192.0.2.1"));
    places.follow(List.of(SERVER), List.of(ONE));
    learn(ONE, "192.0.2.1");
    assertThat(told).as("which nothing has touched").hasSize(2);
  }

  @Test
  void whatWasHeardThroughAnUplinkThatIsNoMoreDoesNotCount() {
    places.follow(List.of(SERVER), List.of(ONE, OTHER));
    learn(ONE, "192.0.2.1");
    learn(OTHER, "192.0.2.2");
    places.follow(List.of(SERVER), List.of(OTHER));
    assertThat(places.known(SERVER, HOST)).isEqualTo(addresses("192.0.2.2"));

    places.follow(List.of(SERVER), List.of());
    assertThat(places.known(SERVER, HOST)).isEmpty();
  }

  private static List<InetAddress> heard(String literal) {
    return addresses("192.0.2.9", literal);
  }
}
