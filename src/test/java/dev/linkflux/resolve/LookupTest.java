package dev.linkflux.resolve;

import static dev.linkflux.resolve.House.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.Nameserver;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.dns.Answers;
import dev.linkflux.wire.dns.ScriptedNameserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Searches along aliases, how long what they find holds, and what each name server hears of it. */
class LookupTest {
  private static final Name NAME = Name.fromConstantString("vps.example.");

  private final House house = new House();

  @AfterEach
  void stop() {
    house.close();
  }

  private Found search(int quota, ScriptedNameserver.Script script) throws IOException {
    try (var server = new ScriptedNameserver("127.0.0.1", script)) {
      return search(quota, List.of(House.at(server.address())));
    }
  }

  private Found search(int quota, List<Nameserver> servers) {
    Nameservers nameservers =
        new Nameservers(
            house.loops(),
            Passage.ANY,
            house.instruments(),
            Map.of(),
            new Quota(quota),
            house.keeping().nanoTime());
    return Objects.requireNonNull(
        new Lookup(nameservers, servers, House.uplink(1), Type.A)
            .addresses(NAME)
            .block(House.LIMIT));
  }

  private static String name(byte[] query) throws IOException {
    return new Message(query).getQuestion().getName().toString(true).toLowerCase(Locale.ROOT);
  }

  private static Found found(int seconds) {
    return new Found.Addresses(addresses("192.0.2.1"), Duration.ofSeconds(seconds));
  }

  @Test
  void theShortestTtlOfTheWayCounts() throws IOException {
    assertThat(
            search(
                9,
                (query, asker) ->
                    asker.send(
                        Answers.records(
                            query,
                            "vps.example 300 CNAME b.example.",
                            "b.example 20 CNAME c.example.",
                            "c.example 100 A 192.0.2.1"))))
        .isEqualTo(found(20));
  }

  @Test
  void soItDoesWhereTheWayLeadsThroughSeveralAnswers() throws IOException {
    assertThat(
            search(
                9,
                (query, asker) ->
                    asker.send(
                        name(query).equals("vps.example")
                            ? Answers.records(query, "vps.example 10 CNAME b.example.")
                            : Answers.records(query, "b.example 100 A 192.0.2.1"))))
        .isEqualTo(found(10));
  }

  @Test
  void aWholeZoneMayBeAnAlias() throws IOException {
    assertThat(
            search(
                9,
                (query, asker) ->
                    asker.send(
                        name(query).equals("vps.example")
                            ? Answers.records(query, "example 60 DNAME other.test.")
                            : Answers.records(query, "vps.other.test 100 A 192.0.2.1"))))
        .isEqualTo(found(60));
  }

  @Test
  void thatThereIsNothingHoldsAsLongAsTheZoneSays() throws IOException {
    assertThat(search(9, (query, asker) -> asker.send(Answers.nothing(query, 77))))
        .isEqualTo(new Found.Nothing("no address, says 127.0.0.1", Duration.ofSeconds(77)));
    assertThat(search(9, (query, asker) -> asker.send(Answers.noName(query, 77))))
        .isEqualTo(new Found.Nothing("NXDOMAIN from 127.0.0.1", Duration.ofSeconds(77)));
    assertThat(search(9, (query, asker) -> asker.send(Answers.records(query))))
        .as("without a SOA record it is not to be kept")
        .isEqualTo(new Found.Nothing("no address, says 127.0.0.1", Duration.ZERO));
  }

  @Test
  void aliasesInACircleAreGivenUp() throws IOException {
    Found found =
        search(
            100,
            (query, asker) ->
                asker.send(
                    name(query).equals("vps.example")
                        ? Answers.records(query, "vps.example CNAME b.example.")
                        : Answers.records(query, "b.example CNAME vps.example.")));
    assertThat(found).isInstanceOf(Found.Nothing.class);
    assertThat(found.toString()).contains("aliases without an end");
  }

  @Test
  void aServerThatMayNotBeAskedAgainIsNotAskedByTcpEither() throws IOException {
    try (var server =
        new ScriptedNameserver(
            "127.0.0.1",
            (query, asker) -> asker.send(Answers.truncated(query)),
            query -> Answers.records(query, "vps.example 60 A 192.0.2.1"))) {
      List<Nameserver> servers = List.of(House.at(server.address()));
      assertThat(search(1, servers)).isEqualTo(new Found.Withheld());
      assertThat(server.heardByTcp()).isEmpty();
      assertThat(server.heard()).hasSize(1);
      assertThat(search(2, servers)).isEqualTo(found(60));
    }
  }

  @Test
  void theServerThatHelpedIsAskedFirstTheNextTime() throws IOException {
    try (var silent = new ScriptedNameserver("127.0.0.1", ScriptedNameserver.SILENCE);
        var helping =
            new ScriptedNameserver(
                "127.0.0.1",
                (query, asker) ->
                    asker.send(Answers.records(query, "vps.example 60 A 192.0.2.1")))) {
      List<Nameserver> servers = List.of(House.at(silent.address()), House.at(helping.address()));
      Nameservers nameservers =
          new Nameservers(
              house.loops(),
              Passage.ANY,
              house.instruments(),
              Map.of(),
              new Quota(9),
              house.keeping().nanoTime());
      for (int i = 0; i < 3; i++) {
        assertThat(
                new Lookup(nameservers, servers, House.uplink(1), Type.A)
                    .addresses(NAME)
                    .block(House.LIMIT))
            .isEqualTo(found(60));
      }
      assertThat(silent.heard()).hasSize(1);
      assertThat(helping.heard()).hasSize(3);
    }
  }
}
