package dev.linkflux.resolve;

import static dev.linkflux.resolve.House.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Resolution;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.dns.Answers;
import dev.linkflux.wire.dns.ScriptedNameserver;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** What serves while the name servers of an uplink give nothing, and what of it is remembered. */
class DnsDirectoryStaleTest {
  private static final String NAME = "vps.example";
  private static final Uplink ONE = House.uplink(1);
  private static final Uplink TWO = House.uplink(2);

  /** Nobody listens there. */
  private static final Nameserver DEAD =
      new Nameserver(InetAddress.ofLiteral("127.0.0.1"), 1, null);

  private static final Breach SILENT =
      new Breach(Rung.DNS_SILENT, "127.0.0.1: nobody listens there");

  private final House house = new House();
  private final AtomicReference<String> address = new AtomicReference<>("192.0.2.1");

  @TempDir private Path state;

  @AfterEach
  void stop() {
    house.close();
  }

  private ScriptedNameserver server() throws IOException {
    return new ScriptedNameserver(
        "127.0.0.1",
        (query, asker) ->
            asker.send(
                new Message(query).getQuestion().getType() == Type.A
                    ? Answers.records(query, NAME + " 60 A " + address.get())
                    : Answers.nothing(query, 60)));
  }

  /** Only the first uplink has a name server that lives. */
  private DnsDirectory halfDead(ScriptedNameserver server) {
    return house.directory(naming(House.at(server.address()), DEAD));
  }

  private DnsDirectory dead() {
    return house.directory(naming(DEAD, DEAD));
  }

  private static Naming naming(Nameserver one, Nameserver two) {
    return new Naming(
        List.of(),
        Map.of("wan1", List.of(one), "wan2", List.of(two)),
        Duration.ofSeconds(5),
        Duration.ofDays(1),
        15,
        Duration.ofDays(30));
  }

  @Test
  void whatOneUplinkFindsServesAnotherWhoseNameServersAreDead() throws IOException {
    try (var server = server()) {
      DnsDirectory directory = halfDead(server);
      assertThat(House.lookUp(directory, TWO, NAME))
          .isEqualTo(new Resolution(List.of(), false, SILENT));
      assertThat(House.lookUp(directory, ONE, NAME))
          .isEqualTo(new Resolution(addresses("192.0.2.1"), false, null));
      assertThat(House.lookUp(directory, TWO, NAME))
          .isEqualTo(new Resolution(addresses("192.0.2.1"), true, SILENT));
    }
  }

  @Test
  void whatAnotherUplinkFindsNowComesBeforeWhatWasGoodOnce() throws IOException {
    try (var server = server()) {
      DnsDirectory directory;
      try (var second = server()) {
        directory = house.directory(naming(House.at(server.address()), House.at(second.address())));
        assertThat(House.lookUp(directory, TWO, NAME).stale()).isFalse();
      }
      // When this is answered, no second answer to the question above is on its way any more.
      assertThat(House.lookUp(directory, ONE, NAME).addresses()).isEqualTo(addresses("192.0.2.1"));
      house.pass(Duration.ofMinutes(2));
      address.set("192.0.2.2");
      assertThat(House.lookUp(directory, ONE, NAME).addresses()).isEqualTo(addresses("192.0.2.2"));
      assertThat(House.lookUp(directory, TWO, NAME))
          .isEqualTo(new Resolution(addresses("192.0.2.2", "192.0.2.1"), true, SILENT));
    }
  }

  @Test
  void aFamilyThatFailsKeepsItsLastGoodAddresses() throws IOException {
    AtomicReference<Boolean> sixWorks = new AtomicReference<>(true);
    try (var server =
        new ScriptedNameserver(
            "127.0.0.1",
            (query, asker) -> {
              if (new Message(query).getQuestion().getType() == Type.A) {
                asker.send(Answers.records(query, NAME + " 60 A 192.0.2.1"));
              } else {
                asker.send(
                    sixWorks.get()
                        ? Answers.records(query, NAME + " 60 AAAA 2001:db8::1")
                        : Answers.rcode(query, Rcode.SERVFAIL));
              }
            })) {
      DnsDirectory directory = house.directory(House.usual(server.address()));
      Resolution both = new Resolution(addresses("2001:db8::1", "192.0.2.1"), false, null);
      assertThat(House.lookUp(directory, ONE, NAME)).isEqualTo(both);
      sixWorks.set(false);
      house.pass(Duration.ofMinutes(2));
      assertThat(House.lookUp(directory, ONE, NAME)).isEqualTo(both);
    }
  }

  @Test
  void afterARestartWithDeadNameServersAServerIsFound() throws IOException {
    house.remembersIn(state);
    try (var server = server()) {
      assertThat(House.lookUp(halfDead(server), ONE, NAME).addresses()).hasSize(1);
      house.awaitFiles();
    }
    house.pass(Duration.ofDays(29));
    DnsDirectory restarted = dead();
    Resolution known = new Resolution(addresses("192.0.2.1"), true, SILENT);
    assertThat(House.lookUp(restarted, ONE, NAME)).isEqualTo(known);
    assertThat(House.lookUp(restarted, TWO, "VPS.example.")).isEqualTo(known);
    house.pass(Duration.ofDays(2));
    assertThat(House.lookUp(restarted, ONE, NAME).addresses()).isEmpty();
    assertThat(House.lookUp(dead(), ONE, NAME).addresses()).isEmpty();
    assertThat(house.told()).isEmpty();
  }

  @Test
  void aClockThatIsNotSetYetMakesNothingOlder() throws IOException {
    house.remembersIn(state);
    try (var server = server()) {
      assertThat(House.lookUp(halfDead(server), ONE, NAME).addresses()).hasSize(1);
      house.awaitFiles();
    }
    house.setWall(Instant.EPOCH);
    DnsDirectory restarted = dead();
    house.setWall(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(House.lookUp(restarted, ONE, NAME).addresses()).hasSize(1);
  }

  @Test
  void theFileIsWrittenOnlyWhenSomethingChanges() throws IOException {
    house.remembersIn(state);
    Path file = state.resolve("names.json");
    try (var server = server()) {
      DnsDirectory directory = halfDead(server);
      assertThat(House.lookUp(directory, ONE, NAME).addresses()).hasSize(1);
      house.awaitFiles();
      assertThat(file)
          .content()
          .isEqualTo(
              "{\"version\":1,\"names\":[{\"name\":\"vps.example\",\"uplink\":\"wan1\","
                  + "\"at\":\"2026-11-22T18:00:00Z\",\"addresses\":[\"192.0.2.1\"]}]}");
      Files.delete(file);

      house.pass(Duration.ofHours(1));
      assertThat(House.lookUp(directory, ONE, NAME).addresses()).hasSize(1);
      house.awaitFiles();
      assertThat(file).doesNotExist();

      house.pass(Duration.ofHours(24)); // its date has become old
      assertThat(House.lookUp(directory, ONE, NAME).addresses()).hasSize(1);
      house.awaitFiles();
      assertThat(file).content().contains("2026-11-23T19:00:00Z");

      address.set("192.0.2.2");
      house.pass(Duration.ofHours(1));
      assertThat(House.lookUp(directory, ONE, NAME).addresses()).hasSize(1);
      house.awaitFiles();
      assertThat(file).content().contains("192.0.2.2").doesNotContain("192.0.2.1\"");
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsToldOnceAndTriedAgain() throws IOException {
    Path nowhere = Files.writeString(state.resolve("file"), "");
    house.remembersIn(nowhere);
    try (var server = server()) {
      DnsDirectory directory = halfDead(server);
      for (int i = 0; i < 3; i++) {
        assertThat(House.lookUp(directory, ONE, NAME).addresses()).hasSize(1);
        house.awaitFiles();
        house.pass(Duration.ofMinutes(1));
      }
      assertThat(house.told())
          .filteredOn(it -> it.startsWith("addresses will be forgotten with the next restart; "))
          .hasSize(1);
      Files.delete(nowhere);
      assertThat(House.lookUp(directory, ONE, NAME).addresses()).hasSize(1);
      house.awaitFiles();
      assertThat(nowhere.resolve("names.json")).exists();
    }
  }
}
