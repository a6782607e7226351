package dev.linkflux.probe.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A reply counts from the asked address, with its sequence and its token, however often it comes.
 */
class FlightTest {
  private static final InetAddress ASKED = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

  private final Flight flight = new Flight();
  private final ByteBuffer payload = ByteBuffer.allocate(16);

  private Flight.Request ask(long sequence) {
    Flight.Request request =
        flight.add(new ProbeId(new UplinkId("u", 0), new TargetId("t", 0), sequence), ASKED);
    flight.writeToken(request, payload);
    return request;
  }

  @Test
  void aReplyIsKnownAgainEachTimeItComes() {
    Flight.Request request = ask(1);
    ask(2);
    flight.writeToken(request, payload);
    assertThat(flight.answered(request.wire(), ASKED, payload)).isSameAs(request);
    assertThat(flight.answered(request.wire(), ASKED, payload)).isSameAs(request);
  }

  @Test
  void fromAnotherAddressOrWithAnotherTokenItIsNone() {
    Flight.Request request = ask(1);
    assertThat(flight.answered(request.wire(), OTHER, payload)).isNull();
    assertThat(flight.answered(request.wire() + 1 & 0xffff, ASKED, payload)).isNull();
    assertThat(flight.answered(request.wire(), ASKED, payload.duplicate().limit(7))).isNull();
    for (int bit = 0; bit < 8 * Flight.TOKEN_BYTES; bit++) {
      ByteBuffer forged = ByteBuffer.allocate(16).put(payload.array()).clear();
      forged.put(bit / 8, (byte) (forged.get(bit / 8) ^ 1 << bit % 8));
      assertThat(flight.answered(request.wire(), ASKED, forged)).as("bit %d", bit).isNull();
    }
    assertThat(flight.answered(request.wire(), ASKED, payload)).isSameAs(request);
  }

  @Test
  void aRefusalIsThatOfTheAddressThatWasAsked() {
    Flight.Request request = ask(1);
    assertThat(flight.undelivered(request.wire(), ASKED)).isSameAs(request);
    assertThat(flight.undelivered(request.wire(), OTHER)).isNull();
  }

  @Test
  void tokensDifferAndWhatIsLongAgoIsForgotten() {
    Set<Long> tokens = new HashSet<>();
    Flight.Request first = ask(0);
    ByteBuffer old = ByteBuffer.allocate(16).put(payload.array()).clear();
    for (int i = 1; i <= 1 << 12; i++) {
      ask(i);
      assertThat(tokens.add(payload.getLong(0))).isTrue();
    }
    assertThat(flight.answered(first.wire(), ASKED, old)).isNull();
  }
}
