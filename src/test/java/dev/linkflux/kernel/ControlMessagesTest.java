package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlMessagesTest {
  private final ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
  private final ControlMessages control = new ControlMessages();

  private void begin(int dataBytes, int level, int type) {
    bytes.position(bytes.position() + 7 & ~7);
    bytes.putLong(16 + dataBytes).putInt(level).putInt(type);
  }

  private void stamp(long seconds, long nanos) {
    begin(48, 1, 37);
    bytes.putLong(seconds).putLong(nanos).put(new byte[32]);
  }

  private void error(int origin, int type, int code, int data, byte[] offender) {
    begin(16 + offender.length, 0, 11);
    bytes.putInt(113).put((byte) origin).put((byte) type).put((byte) code).put((byte) 0);
    bytes.putInt(0).putInt(data).put(offender);
  }

  private ControlMessages read() {
    control.read(MemorySegment.ofArray(bytes.array()), bytes.position());
    return control;
  }

  @Test
  void stampAndHopLimitAreRead() {
    stamp(3, 5);
    begin(4, 0, 2);
    bytes.putInt(61);
    assertThat(read().stamp()).isEqualTo(3_000_000_005L);
    assertThat(control.hopLimit()).isEqualTo(61);
    assertThat(control.isTransmitStamp()).isFalse();
    assertThat(control.isIcmpError()).isFalse();
  }

  @Test
  void aTransmitStampNamesItsCount() {
    stamp(3, 5);
    error(4, 0, 0, 70_000, new byte[16]);
    assertThat(read().isTransmitStamp()).isTrue();
    assertThat(control.sendCounter()).isEqualTo(70_000);
    assertThat(control.stamp()).isEqualTo(3_000_000_005L);
  }

  @Test
  void anIcmpErrorNamesItsReporter() throws UnknownHostException {
    byte[] offender = new byte[16];
    offender[0] = 2;
    offender[4] = 10;
    offender[7] = 9;
    error(2, 3, 1, 0, offender);
    assertThat(read().isIcmpError()).isTrue();
    assertThat(control.errorType()).isEqualTo(3);
    assertThat(control.errorCode()).isEqualTo(1);
    assertThat(control.reporter()).isEqualTo(InetAddress.getByName("10.0.0.9"));
  }

  @Test
  void theAddressOfOursIsReadOfBothFamilies() {
    begin(12, 0, 8);
    bytes.putInt(5).put(new byte[] {10, 0, 0, 2}).put(new byte[] {10, 0, 0, (byte) 255});
    assertThat(read().local()).isEqualTo(InetAddress.ofLiteral("10.0.0.2"));
    bytes.clear();
    begin(20, 41, 50);
    bytes.put(InetAddress.ofLiteral("fd00::7").getAddress()).putInt(5);
    assertThat(read().local()).isEqualTo(InetAddress.ofLiteral("fd00::7"));
    bytes.clear();
    begin(20, 41, 50);
    bytes.put(InetAddress.ofLiteral("fe80::7").getAddress()).putInt(5);
    assertThat(read().local())
        .isInstanceOfSatisfying(Inet6Address.class, it -> assertThat(it.getScopeId()).isEqualTo(5));
  }

  @Test
  void nothingOfTheMessageBeforeIsLeft() {
    stamp(3, 5);
    begin(12, 0, 8);
    bytes.put(new byte[12]);
    error(4, 0, 0, 7, new byte[16]);
    read();
    bytes.clear();
    assertThat(read().stamp()).isZero();
    assertThat(control.hopLimit()).isEqualTo(-1);
    assertThat(control.isTransmitStamp()).isFalse();
    assertThat(control.reporter()).isNull();
    assertThat(control.local()).isNull();
  }

  @Test
  void whateverStandsThereIsReadOrPassedOverAndNeverBeyondItsEnd() {
    long seed = 815;
    Random random = new Random(seed);
    stamp(3, 5);
    error(2, 3, 1, 0, new byte[28]);
    begin(4, 41, 52);
    bytes.putInt(61);
    begin(12, 0, 8);
    bytes.put(new byte[12]);
    begin(20, 41, 50);
    bytes.put(new byte[20]);
    byte[] good = Arrays.copyOf(bytes.array(), bytes.position());
    int stamps = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] mutated = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int i = random.nextInt(5); i > 0 && mutated.length > 0; i--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      try {
        control.read(MemorySegment.ofArray(mutated), random.nextInt(600));
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
      stamps += control.stamp() == 3_000_000_005L ? 1 : 0;
    }
    assertThat(stamps).isPositive();
  }
}
