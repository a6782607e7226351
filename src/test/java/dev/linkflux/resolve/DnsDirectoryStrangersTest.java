package dev.linkflux.resolve;

import static dev.linkflux.resolve.House.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Resolution;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.dns.Answers;
import dev.linkflux.wire.dns.ScriptedNameserver;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Type;

/** What looks like an answer and is none is counted, and not believed. */
class DnsDirectoryStrangersTest {
  private static final String NAME = "vps.example";
  private static final Uplink UPLINK = House.uplink(1);

  private final House house = new House();

  @AfterEach
  void stop() {
    house.close();
  }

  enum Wrong {
    ID,
    CASE,
    NAME,
    TYPE,
    QUESTION_COUNT,
    NO_RESPONSE,
    OPCODE,
    TOO_SHORT,
    EMPTY;

    byte[] spoilt(byte[] answer) {
      return switch (this) {
        case ID -> changed(answer, 1, 0x01);
        case CASE -> changed(answer, 13, 0x20);
        case NAME -> changed(answer, 14, 0x03);
        case TYPE -> changed(answer, 12 + 13 + 1, 0x02);
        case QUESTION_COUNT -> changed(answer, 5, 0x03);
        case NO_RESPONSE -> changed(answer, 2, 0x80);
        case OPCODE -> changed(answer, 2, 0x08);
        case TOO_SHORT -> Arrays.copyOf(answer, 20);
        case EMPTY -> new byte[1];
      };
    }
  }

  private static byte[] changed(byte[] answer, int at, int bits) {
    answer[at] ^= (byte) bits;
    return answer;
  }

  private static byte[] answer(byte[] query, String address) throws IOException {
    return new Message(query).getQuestion().getType() == Type.A
        ? Answers.records(query, NAME + " A " + address)
        : Answers.nothing(query, 60);
  }

  private DnsDirectory directory(ScriptedNameserver server) {
    return house.directory(House.usual(server.address()));
  }

  @ParameterizedTest
  @EnumSource(Wrong.class)
  void theRightAnswerIsWaitedFor(Wrong wrong) throws IOException {
    try (var server =
        new ScriptedNameserver(
            "127.0.0.1",
            (query, asker) -> {
              asker.send(wrong.spoilt(answer(query, "192.0.2.66")));
              asker.send(answer(query, "192.0.2.1"));
            })) {
      assertThat(House.lookUp(directory(server), UPLINK, NAME))
          .isEqualTo(new Resolution(addresses("192.0.2.1"), false, null));
      assertThat(house.instruments().foreigners(UPLINK.id())).isEqualTo(2);
      assertThat(house.instruments().spent(UPLINK.id())).isGreaterThan(4 * 28 + 2 * 40);
    }
  }

  @Test
  void whoOnlyHearsStrangersHearsNothing() throws IOException {
    try (var server =
        new ScriptedNameserver(
            "127.0.0.1",
            (query, asker) -> {
              asker.send(Wrong.CASE.spoilt(answer(query, "192.0.2.66")));
              asker.sendFromElsewhere(answer(query, "192.0.2.66"));
            })) {
      Resolution none = House.lookUp(directory(server), UPLINK, NAME);
      assertThat(none.addresses()).isEmpty();
      assertThat(none.breach())
          .hasToString(Rung.DNS_SILENT + " (127.0.0.1: no answer within 1.5 s)");
      assertThat(house.instruments().foreigners(UPLINK.id())).isEqualTo(4);
    }
  }

  @Test
  void overTcpTooTheyAreCountedAndNotBelieved() throws IOException {
    try (var server =
        new ScriptedNameserver(
            "127.0.0.1",
            (query, asker) -> asker.send(Answers.truncated(query)),
            query -> changed(Answers.records(query, NAME + " A 192.0.2.66"), 1, 0x01))) {
      Resolution none = House.lookUp(directory(server), UPLINK, NAME);
      assertThat(none.addresses()).isEmpty();
      assertThat(house.instruments().foreigners(UPLINK.id())).isPositive();
    }
  }
}
