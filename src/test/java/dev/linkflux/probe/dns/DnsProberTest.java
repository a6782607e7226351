package dev.linkflux.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.linkflux.ClosedPort;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.time.Stamping;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.dns.Answers;
import dev.linkflux.wire.dns.Query;
import dev.linkflux.wire.dns.ScriptedNameserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsProberTest extends Asking {
  private static final String NAME = "a.example";
  private static final String RECORD = "a.example A 192.0.2.1";

  private static ScriptedNameserver server(ScriptedNameserver.Script script) throws IOException {
    return new ScriptedNameserver("127.0.0.1", script);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void anAnswerIsReturnedWithTheTimeOfItsExchange(String address) throws IOException {
    try (var server =
        new ScriptedNameserver(
            address, (query, asker) -> asker.send(Answers.records(query, RECORD)))) {
      List<Observation> seen = once(question(server.address(), NAME, "A"));

      assertThat(seen).hasSize(2);
      assertThat(seen.getFirst()).isInstanceOf(Sent.class);
      assertThat(((Returned) seen.getLast()).rtt()).isBetween(1_000L, LIMIT.toNanos());
      assertThat(((Returned) seen.getLast()).reflected()).isEqualTo(Returned.UNTOLD);
    }
  }

  @Test
  void theKernelStampsBothEnds() throws IOException {
    try (var server = server((query, asker) -> asker.send(Answers.records(query, RECORD)))) {
      List<Observation> seen =
          until(
              question(server.address(), NAME, "A"),
              500,
              _ -> instruments.timings(Stamping.KERNEL) >= 3);
      assertThat(seen).hasAtLeastOneElementOfType(Returned.class);
    }
  }

  @Test
  void whatItCostsIsCounted() throws IOException {
    try (var server = server((query, asker) -> asker.send(Answers.records(query, RECORD)))) {
      once(question(server.address(), NAME, "A"));

      int query = server.heard().getFirst().query().remaining();
      assertThat(query).isEqualTo(12 + 11 + 4 + 11); // header, question, EDNS
      assertThat(instruments.spent(UPLINK.id())).isEqualTo(28 + query + 28 + 12 + 15 + 16);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Rcode.NOERROR, Rcode.NXDOMAIN})
  void aServerThatKnowsOrKnowsThatThereIsNothingWorks(int rcode) throws IOException {
    try (var server = server((query, asker) -> asker.send(Answers.rcode(query, rcode)))) {
      assertThat(end(question(server.address(), NAME, "A"))).isInstanceOf(Returned.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP, Rcode.FORMERR})
  void aServerThatDoesNotAnswerTheQuestionDoesNotWork(int rcode) throws IOException {
    try (var server = server((query, asker) -> asker.send(Answers.rcode(query, rcode)))) {
      Bounced bounced = (Bounced) end(question(server.address(), NAME, "A"));

      assertThat(bounced.reason()).isEqualTo(Rcode.string(rcode) + " from the name server");
      assertThat(bounced.type()).isEqualTo(Bounced.NO_ICMP);
      assertThat(bounced.reporter()).isEqualTo(server.address().getAddress());
    }
  }

  @Test
  void anotherAnswerThanTheExpectedOneIsNone() throws IOException {
    try (var server =
        server((query, asker) -> asker.send(Answers.records(query, "a.example A 10.0.0.1")))) {
      assertThat(((Bounced) end(question(server.address(), NAME, "A", "192.0.2.1"))).reason())
          .isEqualTo("answer 10.0.0.1, expected 192.0.2.1");
    }
  }

  /** Each of these comes before the true answer, which alone counts. */
  private void isForeign(Forgery forgery) throws IOException {
    try (var server =
        server(
            (query, asker) -> {
              asker.send(forgery.of(query.clone()));
              asker.send(Answers.records(query, RECORD));
            })) {
      List<Observation> seen = once(question(server.address(), NAME, "A", "192.0.2.1"));

      assertThat(seen).hasSize(2);
      assertThat(seen.getLast()).isInstanceOf(Returned.class);
      assertThat(instruments.foreigners(UPLINK.id())).isEqualTo(1);
    }
  }

  private interface Forgery {
    byte[] of(byte[] query) throws IOException;
  }

  @Test
  void anotherIdIsForeign() throws IOException {
    isForeign(
        query -> {
          query[0] ^= 0x40;
          return Answers.rcode(query, Rcode.SERVFAIL);
        });
  }

  @Test
  void anotherCaseIsForeign() throws IOException {
    isForeign(
        query -> {
          query[13] ^= 0x20; // the a of a.example
          return Answers.rcode(query, Rcode.SERVFAIL);
        });
  }

  @Test
  void anotherNameIsForeign() throws IOException {
    isForeign(
        query -> {
          query[13] = 'b';
          return Answers.rcode(query, Rcode.SERVFAIL);
        });
  }

  @Test
  void anotherTypeIsForeign() throws IOException {
    isForeign(
        query -> {
          Message answer = Answers.begin(query);
          Name name = answer.getQuestion().getName();
          answer.removeAllRecords(Section.QUESTION);
          answer.addRecord(Record.newRecord(name, Type.MX, DClass.IN), Section.QUESTION);
          return answer.toWire();
        });
  }

  @Test
  void whatCannotBeReadIsForeign() throws IOException {
    isForeign(
        query -> {
          byte[] answer = Answers.records(query, RECORD);
          answer[answer.length - 5] = 77; // a length of the address that is none
          return answer;
        });
  }

  @Test
  void whatIsNoMessageIsForeign() throws IOException {
    isForeign(_ -> new byte[] {1});
  }

  @Test
  void aQueryThatComesBackIsForeign() throws IOException {
    isForeign(query -> query);
  }

  @Test
  void anAnswerFromAnotherPortIsNotHeard() throws IOException {
    try (var server =
        server(
            (query, asker) -> {
              asker.sendFromElsewhere(Answers.rcode(query, Rcode.SERVFAIL));
              asker.send(Answers.records(query, RECORD));
            })) {
      List<Observation> seen = once(question(server.address(), NAME, "A"));

      assertThat(seen).hasSize(2);
      assertThat(seen.getLast()).isInstanceOf(Returned.class);
    }
  }

  @Test
  void anAnswerMayComeTwice() throws IOException {
    try (var server =
        server(
            (query, asker) -> {
              asker.send(Answers.records(query, RECORD));
              asker.send(Answers.records(query, RECORD));
            })) {
      List<Observation> seen = until(question(server.address(), NAME, "A"), 1, it -> it.size() > 2);

      assertThat(seen.subList(1, 3)).allMatch(Returned.class::isInstance);
      assertThat(seen.subList(1, 3)).extracting(Observation::id).containsOnly(seen.getFirst().id());
    }
  }

  @Test
  void aLateAnswerIsPassedOnForItsOwnProbe() throws IOException {
    List<byte[]> queries = new ArrayList<>();
    List<ScriptedNameserver.Answering> askers = new ArrayList<>();
    AtomicLong heard = new AtomicLong();
    AtomicLong answered = new AtomicLong();
    try (var server =
        server(
            (query, asker) -> {
              heard.compareAndSet(0, System.nanoTime());
              queries.add(query);
              askers.add(asker);
              if (queries.size() == 100) { // two seconds later, from the third port on
                asker.send(Answers.records(query, RECORD));
                answered.set(System.nanoTime());
                askers.getFirst().send(Answers.records(queries.getFirst(), RECORD));
              }
            })) {
      List<Observation> seen =
          until(
              question(server.address(), NAME, "A"),
              100,
              it -> it.stream().filter(Returned.class::isInstance).count() == 2);

      List<Returned> returned =
          seen.stream().filter(Returned.class::isInstance).map(Returned.class::cast).toList();
      assertThat(returned).extracting(it -> it.id().sequence()).containsExactlyInAnyOrder(1L, 100L);
      Returned late =
          returned.stream().filter(it -> it.id().sequence() == 1).findFirst().orElseThrow();
      assertThat(late.rtt()).isGreaterThanOrEqualTo(answered.get() - heard.get()).isPositive();
    }
  }

  @Test
  void thePortChangesAndSoDoIdAndCase() throws IOException {
    try (var server = server((query, asker) -> asker.send(Answers.records(query, RECORD)))) {
      until(
          question(server.address(), "a-name-of-some-letters.example", "A"),
          500,
          _ -> server.heard().stream().map(ScriptedNameserver.Heard::from).distinct().count() > 3);

      List<ScriptedNameserver.Heard> heard = server.heard();
      Set<Integer> ids =
          heard.stream().map(it -> Query.idOf(it.query())).collect(Collectors.toSet());
      Set<ByteBuffer> names =
          heard.stream().map(it -> it.query().slice(12, 32)).collect(Collectors.toSet());
      assertThat(heard.size()).isGreaterThan(100);
      assertThat(ids.size()).isGreaterThan(heard.size() - 5);
      assertThat(names.size()).isGreaterThan(heard.size() - 5);
    }
  }

  @Test
  void aTruncatedAnswerIsAskedForOverTcpOnce() throws IOException {
    try (var server =
        new ScriptedNameserver(
            "127.0.0.1",
            (query, asker) -> {
              asker.send(Answers.truncated(query));
              asker.send(Answers.truncated(query));
            },
            query -> Answers.records(query, RECORD))) {
      List<Observation> seen = once(question(server.address(), NAME, "A", "192.0.2.1"));

      assertThat(seen.getLast()).isInstanceOf(Returned.class);
      assertThat(server.heardByTcp()).hasSize(1);
      assertThat(instruments.spent(UPLINK.id())).isGreaterThan(230); // with a handshake
    }
  }

  @Test
  void whatTcpSaysDecides() throws IOException {
    try (var server =
        new ScriptedNameserver(
            "127.0.0.1",
            (query, asker) -> asker.send(Answers.truncated(query)),
            query -> Answers.records(query, "a.example A 10.0.0.1"))) {
      assertThat(((Bounced) end(question(server.address(), NAME, "A", "192.0.2.1"))).reason())
          .isEqualTo("answer 10.0.0.1, expected 192.0.2.1");
    }
  }

  @Test
  void aServerThatTruncatesAndClosesTcpDoesNotWork() throws IOException {
    try (var server = server((query, asker) -> asker.send(Answers.truncated(query)))) {
      assertThat(((Bounced) end(question(server.address(), NAME, "A"))).reason())
          .isEqualTo("truncated, and closed over TCP");
    }
  }

  @Test
  void aServerThatTruncatesAndRefusesTcpDoesNotWork() throws IOException {
    try (var server = server((query, asker) -> asker.send(Answers.truncated(query)))) {
      server.refuseTcp();
      assertThat(((Bounced) end(question(server.address(), NAME, "A"))).reason())
          .isEqualTo("truncated, and refused over TCP");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aPortWhereNobodyListensIsTold(String address) throws IOException {
    InetAddress here = InetAddress.ofLiteral(address);
    InetSocketAddress nobody = new InetSocketAddress(here, ClosedPort.of(here));
    boolean four = address.contains(".");

    List<Observation> seen = once(question(nobody, NAME, "A"));

    Bounced bounced = (Bounced) seen.getLast();
    assertThat(seen).hasSize(2);
    assertThat(bounced.type()).isEqualTo(four ? 3 : 1);
    assertThat(bounced.code()).isEqualTo(four ? 3 : 4);
    assertThat(bounced.reporter()).isEqualTo(nobody.getAddress());
    assertThat(bounced.reason()).isNull();
  }

  @Test
  void withoutAWayThroughTheUplinkNothingIsSent() throws IOException {
    try (var server = server((query, asker) -> asker.send(Answers.records(query, RECORD)))) {
      Passage closed = (_, _) -> false;

      List<Observation> seen =
          until(
              UPLINK,
              closed,
              question(server.address(), NAME, "A"),
              1,
              it -> it.stream().anyMatch(Asking::isEnd));

      assertThat(seen).singleElement().isInstanceOf(Withheld.class);
      assertThat(((Withheld) seen.getFirst()).reason()).isEqualTo("no-gateway");
      assertThat(server.heard()).isEmpty();
      assertThat(instruments.spent(UPLINK.id())).isZero();
    }
  }

  @Test
  void aDeviceThatIsNotThereIsNamed() {
    InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9);

    List<Observation> seen =
        until(
            uplink("no-such-dev0"),
            Passage.ANY,
            question(server, NAME, "A"),
            2,
            it -> it.size() == 2);

    assertThat(seen).allMatch(it -> it instanceof Withheld(_, _, var why) && why.equals("ENODEV"));
  }

  @Test
  void aServerThatIsSilentIsOnlyAsked() throws IOException {
    try (var server = server(ScriptedNameserver.SILENCE)) {
      List<Observation> seen =
          until(question(server.address(), NAME, "A"), 300, it -> it.size() == 300);
      assertThat(seen).allMatch(Sent.class::isInstance);
    }
  }

  @Test
  void aQuestionThatIsNoneIsRefused() {
    InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9);
    assertThatIllegalArgumentException().isThrownBy(() -> once(question(server, NAME, "Q")));
    assertThatIllegalArgumentException().isThrownBy(() -> once(question(server, NAME, "A", "x")));
  }
}
