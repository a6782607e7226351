package dev.linkflux.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.linkflux.time.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in a log, it is read or refused with words, and time does not go back. */
class ForeignFuzzTest extends WithForeignLogs {
  private static final int ROUNDS = 25;

  @Test
  void damagedSamplesAreReadOrRefused() throws IOException {
    List<Path> samples;
    try (var files = Files.list(SAMPLES)) {
      samples = files.sorted().toList();
    }
    assertThat(samples).hasSizeGreaterThan(15);
    for (Path sample : samples) {
      byte[] whole = Files.readAllBytes(sample);
      for (int seed = 0; seed < ROUNDS; seed++) {
        Path damaged = directory.resolve(sample.getFileName().toString());
        Files.write(damaged, damaged(whole, new Random(seed)));
        try {
          read(sample, damaged);
        } catch (RuntimeException | StackOverflowError e) {
          fail("%s, seed %d".formatted(sample, seed), e);
        }
      }
    }
  }

  private static void read(Path sample, Path damaged) {
    boolean timed = !sample.toString().matches(".*(untimed|quiet).*|.*mtr\\.(json|raw)");
    String name = timed ? "wan=" : "wan@2026-11-22T03:00:00Z=";
    List<Event> events = new ArrayList<>();
    try (var reader =
        TraceReader.openAll(List.of(TraceSource.parse(name + damaged)), Names.growing(), _ -> {})) {
      while (reader.read(events, 512) > 0) {}
    } catch (TraceException refused) {
      assertThat(refused).hasMessageContaining(damaged.toString());
    }
    assertThat(events).extracting(event -> event.at().nanos()).isSorted();
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) ('0' + random.nextInt(10));
        case 2 -> bytes[at] = (byte) " \n\t=:,.-[]{}\"%eU*".charAt(random.nextInt(17));
        default -> { // a piece twice
          int length = Math.min(random.nextInt(40), bytes.length - at);
          System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length), length);
        }
      }
    }
    return bytes;
  }
}
