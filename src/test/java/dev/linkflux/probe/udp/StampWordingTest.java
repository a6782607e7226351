package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.udp.Wording.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a session sends, and what it takes for an answer. */
class StampWordingTest {
  private static final long SEED = 862;
  private static final long WALL = 1_732_240_000_123_456_789L;
  private static final StampKey KEY = new StampKey(new byte[32]);
  private static final StampKey OTHER_KEY =
      new StampKey("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

  private long nanos = 5_000;

  static Stream<@Nullable StampKey> modes() {
    return Stream.of(null, KEY);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void aStatefulReflectorTellsHowManyItHasHad(@Nullable StampKey key) {
    StampWording wording = wording(key);
    Conversation talk = new Conversation(key, wording);

    assertThat(talk.answer(talk.ask(1), 0)).isEqualTo(new Reading(1, 1, 0));
    assertThat(talk.answer(talk.ask(9), 41)).isEqualTo(new Reading(9, 42, 0));
    assertThat(talk.answer(talk.ask(10), -1)).isEqualTo(new Reading(10, 1L << 32, 0));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void aStatelessReflectorTellsNothing(@Nullable StampKey key) {
    Conversation talk = new Conversation(key, wording(key));
    for (long sequence = 1; sequence < 100; sequence++) {
      StampRequest request = talk.ask(sequence);

      assertThat(talk.answer(request, request.sequence()))
          .isEqualTo(new Reading(sequence, Returned.UNTOLD, 0));
    }
  }

  @Test
  void repliesMayComeTwiceLateAndInAnyOrder() {
    Conversation talk = new Conversation(null, wording(null));
    StampRequest first = talk.ask(1);
    StampRequest second = talk.ask(2);

    assertThat(talk.answer(second, 0)).isEqualTo(new Reading(2, 1, 0));
    assertThat(talk.answer(first, 1)).isEqualTo(new Reading(1, 2, 0));
    assertThat(talk.answer(first, 1)).isEqualTo(new Reading(1, 2, 0));
  }

  @Test
  void whatABlindAttackerHasToGuessIsComparedBitByBit() {
    Conversation talk = new Conversation(null, wording(null));
    StampRequest asked = talk.ask(1);
    assertThat(talk.answer(asked, 0)).isNotNull();

    for (int bit = 0; bit < 64; bit++) {
      StampRequest guessed =
          new StampRequest(
              asked.sequence(), asked.timestamp() ^ 1L << bit, asked.estimate(), asked.ssid());
      assertThat(talk.answer(guessed, 0)).as("time stamp, bit %d", bit).isNull();
    }
    for (int bit = 0; bit < 32; bit++) {
      StampRequest guessed =
          new StampRequest(
              asked.sequence() ^ 1 << bit, asked.timestamp(), asked.estimate(), asked.ssid());
      assertThat(talk.answer(guessed, 0)).as("sequence, bit %d", bit).isNull();
    }
    for (int bit = 0; bit < 16; bit++) {
      StampRequest guessed =
          new StampRequest(
              asked.sequence(), asked.timestamp(), asked.estimate(), asked.ssid() ^ 1 << bit);
      assertThat(talk.answer(guessed, 0)).as("session, bit %d", bit).isNull();
    }
  }

  @Test
  void aReflectorThatKnowsNoSessionIdentifiersReturnsZero() {
    Conversation talk = new Conversation(null, wording(null));
    StampRequest asked = talk.ask(1);
    StampRequest without =
        new StampRequest(asked.sequence(), asked.timestamp(), asked.estimate(), 0);

    assertThat(talk.answer(without, 4)).isEqualTo(new Reading(1, 5, 0));
  }

  @Test
  void ourOwnRequestThatComesBackIsNoReply() {
    for (StampKey key : new @Nullable StampKey[] {null, KEY}) {
      StampWording wording = wording(key);
      ByteBuffer request = ByteBuffer.allocate(200);
      wording.write(1, request);

      assertThat(wording.read(request.flip())).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("modes")
  void aQuotedRequestIsKnownByAsMuchOfItAsIsQuoted(@Nullable StampKey key) {
    StampWording wording = wording(key);
    ByteBuffer packet = ByteBuffer.allocate(200);
    wording.write(7, packet);
    packet.flip();
    for (int quoted = 4; quoted <= packet.remaining(); quoted++) {
      assertThat(wording.quoted(packet.slice(0, quoted))).as("%d bytes", quoted).isEqualTo(7);
    }
    for (int quoted = 1; quoted < 4; quoted++) {
      assertThat(wording.quoted(packet.slice(0, quoted))).isEqualTo(Wording.FOREIGN);
    }
    int stamp = new StampCodec(key).format().timestamp();
    for (int forged : new int[] {0, 3, stamp, stamp + 7}) {
      ByteBuffer copy = ByteBuffer.allocate(200).put(packet.duplicate()).flip();
      copy.put(forged, (byte) ~copy.get(forged));
      assertThat(wording.quoted(copy)).as("byte %d", forged).isEqualTo(Wording.FOREIGN);
    }
  }

  @Test
  void nothingIsAnswerToNothing() {
    StampWording wording = wording(null);

    assertThat(wording.read(ByteBuffer.allocate(44))).isNull();
  }

  @Test
  void nothingCountsInAuthenticatedModeWithoutTheRightCode() {
    StampWording wording = wording(KEY);
    Conversation talk = new Conversation(OTHER_KEY, wording);
    ByteBuffer packet = ByteBuffer.allocate(200);
    wording.write(1, packet);
    StampRequest asked =
        Objects.requireNonNull(new StampCodec(KEY).readRequest(packet.flip()), "a request");

    assertThat(talk.answer(asked, 0)).isNull();
    assertThat(new Conversation(KEY, wording).answer(asked, 0)).isNotNull();
  }

  @Test
  void whatABlindAttackerHasToGuessDiffersFromSessionToSessionAndProbeToProbe() {
    Set<Integer> starts = new HashSet<>();
    Set<Integer> sessions = new HashSet<>();
    Set<Long> salts = new HashSet<>();
    for (int session = 0; session < 100; session++) {
      Conversation talk = new Conversation(null, new StampWording(null, 0, session));
      StampRequest request = talk.ask(1);
      starts.add(request.sequence());
      sessions.add(request.ssid());
      salts.add(request.timestamp() & 0xffff);
      salts.add(talk.ask(2).timestamp() & 0xffff);

      assertThat(request.ssid()).isBetween(1, 0xffff);
      assertThat(talk.ask(3).sequence()).isEqualTo(request.sequence() + 2);
    }
    // 200 of 65,536 collide 0.3 times on average; by this many never
    assertThat(starts).hasSizeGreaterThan(98);
    assertThat(sessions).hasSizeGreaterThan(90);
    assertThat(salts).hasSizeGreaterThan(180);
  }

  @Test
  void theTimeStampIsTheWallClocksButForItsLastBits() {
    StampRequest request = new Conversation(null, wording(null)).ask(1);

    assertThat(request.timestamp() >>> 16).isEqualTo(StampTime.ntp(WALL) >>> 16);
    assertThat(request.estimate()).isEqualTo(new StampEstimate(false, false, 16, 1));
  }

  @Test
  void theTimeThatTheReflectorTookIsToldWhenItCanBeTrue() {
    Conversation talk = new Conversation(null, wording(null));
    StampRequest asked = talk.ask(1);
    nanos += 1_000_000;

    assertThat(talk.answer(asked, WALL, WALL + 400_000)).isBetween(399_999L, 400_001L);
    assertThat(talk.answer(asked, WALL, WALL + 999_998)).isBetween(999_997L, 999_999L);
    assertThat(talk.answer(asked, WALL, WALL + 1_000_010)).isZero();
    assertThat(talk.answer(asked, WALL, WALL - 1_000)).isZero();
    assertThat(talk.answerPtp(asked, 5L << 32 | 10, 5L << 32 | 1_010)).isEqualTo(1_000);
    assertThat(talk.answerPtp(asked, 5L << 32 | 0xffffffffL, 6L << 32)).isZero();
  }

  @Test
  void aReplyToAProbeOfLongAgoIsForgotten() {
    Conversation talk = new Conversation(null, wording(null));
    StampRequest first = talk.ask(1);
    for (long sequence = 2; sequence <= 4096; sequence++) {
      talk.ask(sequence);
    }
    assertThat(talk.answer(first, 0)).isNotNull();
    talk.ask(4097);
    assertThat(talk.answer(first, 0)).isNull();
  }

  @Test
  void packetsAreAsLongAsWantedButNeverShorterThanTheirMode() {
    assertThat(length(null, 16)).isEqualTo(44);
    assertThat(length(KEY, 16)).isEqualTo(112);
    assertThat(length(null, 45)).isEqualTo(48);
    assertThat(length(null, 500)).isEqualTo(500);
    assertThat(length(KEY, 500)).isEqualTo(500);
  }

  private int length(@Nullable StampKey key, int payload) {
    ByteBuffer out = ByteBuffer.allocate(1000);
    new StampWording(key, payload, SEED, () -> nanos, () -> WALL).write(1, out);
    return out.position();
  }

  private StampWording wording(@Nullable StampKey key) {
    return new StampWording(key, 0, SEED, () -> nanos, () -> WALL);
  }

  /** Speaks to a wording as a reflector does. */
  private static final class Conversation {
    private final StampCodec codec;
    private final StampWording wording;

    Conversation(@Nullable StampKey key, StampWording wording) {
      this.codec = new StampCodec(key);
      this.wording = wording;
    }

    StampRequest ask(long sequence) {
      ByteBuffer packet = ByteBuffer.allocate(112);
      wording.write(sequence, packet);
      return Objects.requireNonNull(codec.readRequest(packet.flip()), "a request");
    }

    @Nullable Reading answer(StampRequest asked, int sequence) {
      return read(new StampReply(sequence, 0, asked.estimate(), 0, asked, 64));
    }

    long answer(StampRequest asked, long received, long sent) {
      return dwell(
          new StampReply(
              0, StampTime.ntp(sent), asked.estimate(), StampTime.ntp(received), asked, 64));
    }

    long answerPtp(StampRequest asked, long received, long sent) {
      StampEstimate ptp = new StampEstimate(true, true, 0, 1);
      return dwell(new StampReply(0, sent, ptp, received, asked, 64));
    }

    private long dwell(StampReply reply) {
      return Objects.requireNonNull(read(reply), "a reply").dwellNanos();
    }

    private @Nullable Reading read(StampReply reply) {
      ByteBuffer packet = ByteBuffer.allocate(112);
      codec.write(reply, packet);
      return wording.read(packet.flip());
    }
  }
}
