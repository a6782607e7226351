package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every test packet; the seed is the name of the failing case. */
class StampLawTest {
  private static final int ROUNDS = 200;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenIsRead(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      StampCodec codec = new StampCodec(random.nextBoolean() ? key(random) : null);
      StampRequest request = request(random);
      StampReply reply = reply(random);

      ByteBuffer out = ByteBuffer.allocate(112);
      codec.write(request, out);
      assertThat(codec.readRequest(out.flip())).isEqualTo(request);

      out = ByteBuffer.allocate(112);
      codec.write(reply, out);
      assertThat(codec.readReply(out.flip())).isEqualTo(reply);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyChangedBitOfAnAuthenticatedPacketIsRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StampCodec codec = new StampCodec(key(random));
    ByteBuffer request = ByteBuffer.allocate(112);
    ByteBuffer reply = ByteBuffer.allocate(112);
    codec.write(request(random), request);
    codec.write(reply(random), reply);

    for (int at = 0; at < 112; at++) {
      byte change = (byte) (1 << random.nextInt(8));
      assertThat(codec.readRequest(changed(request, at, change))).as("byte %d", at).isNull();
      assertThat(codec.readReply(changed(reply, at, change))).as("byte %d", at).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void arbitraryBytesNeverThrow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StampCodec open = new StampCodec(null);
    StampCodec sealed = new StampCodec(key(random));
    StampWording wording = new StampWording(null, 0, seed);
    wording.write(1, ByteBuffer.allocate(44));
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      ByteBuffer in = ByteBuffer.wrap(bytes);
      in.position(random.nextInt(bytes.length + 1));

      assertThatCode(() -> open.readRequest(in)).doesNotThrowAnyException();
      assertThatCode(() -> open.readReply(in)).doesNotThrowAnyException();
      assertThat(sealed.readRequest(in)).isNull();
      assertThat(sealed.readReply(in)).isNull();
      assertThat(wording.read(in)).isNull();
    }
  }

  private static ByteBuffer changed(ByteBuffer packet, int at, byte change) {
    ByteBuffer copy = ByteBuffer.allocate(packet.capacity()).put(0, packet, 0, packet.capacity());
    return copy.put(at, (byte) (copy.get(at) ^ change));
  }

  private static StampKey key(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(StampKey.MIN_BYTES, StampKey.MAX_BYTES + 1)];
    random.nextBytes(bytes);
    return new StampKey(bytes);
  }

  private static StampRequest request(SplittableRandom random) {
    return new StampRequest(
        random.nextInt(), random.nextLong(), estimate(random), random.nextInt(1 << 16));
  }

  private static StampReply reply(SplittableRandom random) {
    return new StampReply(
        random.nextInt(),
        random.nextLong(),
        estimate(random),
        random.nextLong(),
        request(random),
        random.nextInt(256));
  }

  private static StampEstimate estimate(SplittableRandom random) {
    return StampEstimate.of((short) random.nextInt(1 << 16));
  }
}
