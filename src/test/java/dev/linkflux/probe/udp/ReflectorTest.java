package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.linkflux.kernel.EchoTimes;
import dev.linkflux.kernel.UdpArrival;
import dev.linkflux.probe.udp.ReflectorTally.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reflector answers, to whom, and with which number. */
class ReflectorTest {
  private static final long WALL = 1_732_240_000_000_000_000L;
  private static final long STAMP = WALL - 700_000;
  private static final long HANDLED = WALL - 300_000;
  private static final int PORT = 862;
  private static final InetSocketAddress PEER = peer("192.0.2.7", 40_000);
  private static final InetAddress LOCAL = InetAddress.ofLiteral("198.51.100.1");
  private static final StampKey KEY =
      new StampKey("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  private static final StampKey OTHER_KEY =
      new StampKey("fedcba9876543210".getBytes(StandardCharsets.US_ASCII));
  private static final StampRequest ASKED =
      new StampRequest(
          0xcafe0001, 0xeaea61001f9add37L, new StampEstimate(true, false, 3, 9), 0xbeef);

  private long monotonic = 1_000;
  private final Reflector open = new Reflector(null, 100, () -> WALL);

  @Test
  void anAnswerSaysEverything() {
    assertThat(reply(open, null, ASKED, arrival(PEER, STAMP, 57)))
        .isEqualTo(
            new StampReply(
                0,
                StampTime.ntp(WALL),
                new StampEstimate(false, false, 12, 1),
                StampTime.ntp(STAMP),
                ASKED,
                57));
  }

  @Test
  void withoutAStampOfTheKernelTheReceiptIsWhenWeTookIt() {
    assertThat(reply(open, null, ASKED, arrival(PEER, 0, 57)).received())
        .isEqualTo(StampTime.ntp(HANDLED));
  }

  @Test
  void aHopLimitThatIsNotKnownIsZero() {
    assertThat(reply(open, null, ASKED, arrival(PEER, STAMP, -1)).ttl()).isZero();
    assertThat(reply(open, null, ASKED, arrival(PEER, STAMP, 255)).ttl()).isEqualTo(255);
  }

  @Test
  void everySessionIsCountedByItself() {
    InetSocketAddress otherPort = peer("192.0.2.7", 40_001);
    InetSocketAddress otherAddress = peer("2001:db8::7", 40_000);
    StampRequest otherSession =
        new StampRequest(ASKED.sequence(), ASKED.timestamp(), ASKED.estimate(), 1);
    UdpArrival otherLocal =
        new UdpArrival(
            PEER, InetAddress.ofLiteral("198.51.100.2"), 57, arrival(PEER, STAMP, 57).times());

    assertThat(sequence(ASKED, arrival(PEER, STAMP, 57))).isZero();
    assertThat(sequence(ASKED, arrival(PEER, STAMP, 57))).isEqualTo(1);
    assertThat(sequence(ASKED, arrival(otherPort, STAMP, 57))).isZero();
    assertThat(sequence(ASKED, arrival(otherAddress, STAMP, 57))).isZero();
    assertThat(sequence(otherSession, arrival(PEER, STAMP, 57))).isZero();
    assertThat(sequence(ASKED, otherLocal)).isZero();
    assertThat(sequence(ASKED, arrival(PEER, STAMP, 57))).isEqualTo(2);
    assertThat(open.tally().sessions()).isEqualTo(5);

    ByteBuffer elsewhere = open.answer(request(null, ASKED, 0), arrival(PEER, STAMP, 57), PORT + 1);
    assertThat(Objects.requireNonNull(elsewhere).getInt(0)).isZero();
  }

  @Test
  void aNewReflectorCountsAnew() {
    for (int before = 0; before < 5; before++) {
      assertThat(sequence(ASKED, arrival(PEER, STAMP, 57))).isEqualTo(before);
    }
    Reflector restarted = new Reflector(null, 100, () -> WALL);

    assertThat(reply(restarted, null, ASKED, arrival(PEER, STAMP, 57)).sequence()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 44, 1000, 1956})
  void anAnswerIsAsLongAsItsRequestAndWhatFollowsComesBackAsItWas(int more) {
    byte[] bytes = new byte[44 + more];
    new SplittableRandom(more).nextBytes(bytes);
    ByteBuffer request = ByteBuffer.wrap(bytes);
    new StampCodec(null).write(ASKED, request);
    request.clear();

    ByteBuffer answer = Objects.requireNonNull(answer(open, request));
    assertThat(answer.remaining()).isEqualTo(44 + more);
    assertThat(answer.slice(44, more)).isEqualTo(request.slice(44, more));
  }

  @Test
  void anAuthenticatedRequestIsAnsweredByAnAuthenticatedReply() {
    Reflector reflector = new Reflector(KEY, 100, () -> WALL);

    StampReply reply = reply(reflector, KEY, ASKED, arrival(PEER, STAMP, 57));
    assertThat(reply.asked()).isEqualTo(ASKED);
    assertThat(reply.sequence()).isZero();
    ByteBuffer answer = Objects.requireNonNull(answer(reflector, request(KEY, ASKED, 20)));
    assertThat(answer.remaining()).isEqualTo(132);
  }

  @Test
  void inAuthenticatedModeNothingElseIsAnsweredOrCounted() {
    Reflector reflector = new Reflector(KEY, 100, () -> WALL);

    assertThat(answer(reflector, request(OTHER_KEY, ASKED, 0))).isNull();
    assertThat(answer(reflector, request(null, ASKED, 68))).isNull();
    assertThat(answer(reflector, request(null, ASKED, 0))).isNull();
    assertThat(reflector.tally().refused())
        .containsOnly(Map.entry(Refusal.WRONG_CODE, 2L), Map.entry(Refusal.TOO_SHORT, 1L));
    assertThat(reflector.tally().sessions()).isZero();
    assertThat(reply(reflector, KEY, ASKED, arrival(PEER, STAMP, 57)).sequence()).isZero();
  }

  @Test
  void whatIsTooShortOrTooLongOrFromNowhereIsNotAnswered() {
    assertThat(answer(open, ByteBuffer.allocate(0))).isNull();
    assertThat(answer(open, ByteBuffer.allocate(43))).isNull();
    assertThat(answer(open, ByteBuffer.allocate(2001))).isNull();
    assertThat(open.answer(request(null, ASKED, 0), arrival(peer("192.0.2.7", 0), STAMP, 57), PORT))
        .isNull();

    assertThat(open.tally().refused())
        .containsOnly(
            Map.entry(Refusal.TOO_SHORT, 2L),
            Map.entry(Refusal.TOO_LONG, 1L),
            Map.entry(Refusal.NO_PORT, 1L));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twoReflectorsThatAreSetOnOneAnotherFallSilent(boolean authenticated) {
    StampKey key = authenticated ? KEY : null;
    Reflector one = new Reflector(key, 100, () -> WALL);
    Reflector other = new Reflector(key, 100, () -> WALL + 5_000_000_000_000L);
    ByteBuffer forged = request(key, ASKED, 0);

    ByteBuffer first = Objects.requireNonNull(answer(one, forged));
    ByteBuffer second = Objects.requireNonNull(answer(other, first), "its clock is another");
    assertThat(answer(one, second)).isNull();
    assertThat(one.tally().refused()).containsOnlyKeys(Refusal.ECHOED);
  }

  @Test
  void aRequestThatBeginsAnywhereInItsBufferIsAnsweredAlike() {
    ByteBuffer request = ByteBuffer.allocate(100);
    request.position(9);
    new StampCodec(null).write(ASKED, request);
    request.put(new byte[] {1, 2, 3}).flip().position(9);

    ByteBuffer answer = Objects.requireNonNull(answer(open, request));
    assertThat(answer.remaining()).isEqualTo(47);
    assertThat(answer.slice(44, 3)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
  }

  @Test
  void arbitraryBytesNeverThrowAndNeverGrow() {
    for (long seed = 1; seed <= 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] bytes = new byte[random.nextInt(2_100)];
      random.nextBytes(bytes);
      Reflector reflector = new Reflector(random.nextBoolean() ? KEY : null, 4, () -> WALL);
      assertThatCode(
              () -> {
                ByteBuffer answer = answer(reflector, ByteBuffer.wrap(bytes).asReadOnlyBuffer());
                assertThat(answer == null || answer.remaining() == bytes.length).isTrue();
              })
          .as("seed %d, %s", seed, Arrays.toString(bytes))
          .doesNotThrowAnyException();
    }
  }

  private int sequence(StampRequest asked, UdpArrival arrival) {
    return reply(open, null, asked, arrival).sequence();
  }

  private static StampReply reply(
      Reflector reflector, @Nullable StampKey key, StampRequest asked, UdpArrival arrival) {
    ByteBuffer answer =
        Objects.requireNonNull(
            reflector.answer(request(key, asked, 0), arrival, PORT), "an answer");
    return Objects.requireNonNull(new StampCodec(key).readReply(answer), "a reply");
  }

  private @Nullable ByteBuffer answer(Reflector reflector, ByteBuffer request) {
    return reflector.answer(request, arrival(PEER, STAMP, 57), PORT);
  }

  private static ByteBuffer request(@Nullable StampKey key, StampRequest asked, int more) {
    StampCodec codec = new StampCodec(key);
    ByteBuffer packet = ByteBuffer.allocate(codec.format().size() + more);
    codec.write(asked, packet);
    return packet.clear();
  }

  private UdpArrival arrival(InetSocketAddress from, long stamp, int hopLimit) {
    return new UdpArrival(from, LOCAL, hopLimit, new EchoTimes(0, stamp, monotonic++, HANDLED));
  }

  private static InetSocketAddress peer(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}
