package dev.linkflux.probe.udp;

import static dev.linkflux.fuzz.Invariant.amid;
import static dev.linkflux.fuzz.Invariant.require;

import dev.linkflux.kernel.EchoTimes;
import dev.linkflux.kernel.UdpArrival;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks reflectors of both modes with bytes as they are, and with the right code in them. */
public final class ReflectorFuzz {
  private static final int PORT = 862;
  private static final int HOP_LIMIT = 57;
  private static final StampKey KEY = new StampKey(StampFuzz.KEY);
  private static final UdpArrival ARRIVAL =
      new UdpArrival(
          new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 40_000),
          InetAddress.ofLiteral("192.0.2.2"),
          HOP_LIMIT,
          new EchoTimes(0, StampFuzz.WALL - 1_000, 5_000, StampFuzz.WALL));

  private ReflectorFuzz() {}

  /** As a request. */
  public static void read(byte[] packet) {
    check(null, packet);
    boolean answered = check(KEY, packet);
    require(!answered || StampFuzz.isSealed(packet), "answered without the right code");
    if (packet.length >= StampFormat.AUTHENTICATED.size()) {
      check(KEY, StampFuzz.sealed(packet));
    }
  }

  private static boolean check(@Nullable StampKey key, byte[] packet) {
    Reflector reflector = reflector(key);
    byte[] answer = answer(reflector, packet);
    require((answer == null) == !reflector.tally().refused().isEmpty(), "refused or answered");
    if (answer == null) {
      return false;
    }
    StampCodec codec = new StampCodec(key);
    StampRequest asked = Objects.requireNonNull(codec.readRequest(ByteBuffer.wrap(packet)));
    StampReply reply = Objects.requireNonNull(codec.readReply(ByteBuffer.wrap(answer)));
    int size = codec.format().size();
    require(answer.length == packet.length, "an answer of " + answer.length + " bytes");
    require(
        Arrays.equals(answer, size, answer.length, packet, size, packet.length),
        "what follows does not come back");
    require(reply.asked().equals(asked), "answers " + reply.asked() + " to " + asked);
    require(reply.sequence() == 0 && reply.ttl() == HOP_LIMIT, reply.toString());
    long dwell = StampTime.ntpBetween(reply.received(), reply.timestamp());
    require(dwell >= 0 && dwell <= 2_000, "a dwell of " + dwell);
    checkEnds(key, answer);
    return true;
  }

  /** Two reflectors that are set on one another are quiet after the second answer. */
  private static void checkEnds(@Nullable StampKey key, byte[] first) {
    byte[] second = answer(reflector(key), first);
    require(second == null || answer(reflector(key), second) == null, "they go on for ever");
  }

  private static byte @Nullable [] answer(Reflector reflector, byte[] packet) {
    ByteBuffer answer = reflector.answer(amid(packet), ARRIVAL, PORT);
    if (answer == null) {
      return null;
    }
    byte[] bytes = new byte[answer.remaining()];
    answer.get(bytes);
    return bytes;
  }

  private static Reflector reflector(@Nullable StampKey key) {
    return new Reflector(key, 1, () -> StampFuzz.WALL);
  }
}
