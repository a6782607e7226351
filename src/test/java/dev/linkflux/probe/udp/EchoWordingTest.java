package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation.Returned;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EchoWordingTest {
  private static final long TOKEN = 0x0123_4567_89ab_cdefL;

  private final EchoWording wording = new EchoWording(TOKEN, 20);

  private byte[] written(long sequence) {
    ByteBuffer out = ByteBuffer.allocate(100);
    wording.write(sequence, out);
    return Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void whatWasWrittenIsRead() {
    for (long sequence : new long[] {1, 2, 65_536, 1L << 40}) {
      assertThat(written(sequence)).hasSize(20);
      assertThat(wording.read(ByteBuffer.wrap(written(sequence))))
          .isEqualTo(new Wording.Reading(sequence, Returned.UNTOLD, 0));
    }
  }

  @Test
  void aQuoteMayBeCutShortButNotBeforeTheSequence() {
    byte[] whole = written(77);
    for (int length = 0; length <= whole.length; length++) {
      ByteBuffer quote = ByteBuffer.wrap(Arrays.copyOf(whole, length));
      assertThat(wording.quoted(quote)).isEqualTo(length < 16 ? Wording.FOREIGN : 77);
    }
  }

  @Test
  void whateverComesIsReadOrIsNothingOfOurs() {
    long seed = 20_261_122;
    Random random = new Random(seed);
    byte[] good = written(5);
    int read = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(40) : 20);
      for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      String where = "seed " + seed + ", round " + round;
      Wording.Reading reading = wording.read(ByteBuffer.wrap(bytes));
      long quoted = wording.quoted(ByteBuffer.wrap(bytes));
      boolean token = bytes.length >= 8 && ByteBuffer.wrap(bytes).getLong() == TOKEN;
      if (reading != null) {
        assertThat(token && bytes.length == 20).as(where).isTrue();
        assertThat(reading.sequence()).as(where).isEqualTo(quoted);
        read++;
      }
      if (!token) {
        assertThat(quoted).as(where).isEqualTo(Wording.FOREIGN);
      }
    }
    assertThat(read).isBetween(1, 200_000);
  }
}
