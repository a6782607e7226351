package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSourceTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 5000})
  void bytesOfAnyKindAreSplitWhereALineEndsHoweverTheyArrive(int most) {
    for (long seed = 0; seed < 50; seed++) {
      byte[] bytes = someBytes(new Random(seed));
      List<String> lines = new ArrayList<>();
      LineSource source = new LineSource(new Dripping(bytes, most));
      while (source.next()) {
        lines.add(
            new String(source.bytes(), source.from(), source.to() - source.from(), ISO_8859_1));
        assertThat(source.number()).isEqualTo(lines.size());
      }
      List<String> expected =
          new ArrayList<>(List.of(new String(bytes, ISO_8859_1).split("\n", -1)));
      if (expected.getLast().isEmpty()) {
        expected.removeLast();
      }
      expected.replaceAll(
          line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
      assertThat(lines).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static byte[] someBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(20_000)];
    random.nextBytes(bytes);
    int rarity = 2 + random.nextInt(200);
    for (int i = 0; i < bytes.length; i++) {
      if (random.nextInt(rarity) == 0) {
        bytes[i] = (byte) (random.nextBoolean() ? '\n' : '\r');
      }
    }
    return bytes;
  }

  /** Gives a few bytes at a time. */
  private static final class Dripping extends ByteArrayInputStream {
    private final int most;

    Dripping(byte[] bytes, int most) {
      super(bytes);
      this.most = most;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, most));
    }
  }
}
