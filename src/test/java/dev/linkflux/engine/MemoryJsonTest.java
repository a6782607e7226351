package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.decision.Experience;
import dev.linkflux.decision.Penalty;
import dev.linkflux.uplink.Steering;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document of the memory: it reads back, and whatever else stands there does no harm. */
class MemoryJsonTest {
  static final Instant AT = Instant.parse("2026-11-23T03:00:00.123456789Z");

  static final List<Memory> ALL =
      List.of(
          new Memory.Taught(AT, "fibre", new Experience(50.25, 2.5, 17, new Penalty(1840.5, true))),
          new Memory.Lowest(AT, "lte \"4G\"\\", "日本", List.of(8_123_000L, -1L)),
          new Memory.Ordered(AT, "fibre", Steering.PIN, AT.plusSeconds(3600)),
          new Memory.Ordered(AT, "lte", Steering.AVOID, null),
          new Memory.Counted(AT, "lte", Long.MAX_VALUE),
          new Memory.Spent(AT, "lte", -17.5, 88.25, AT.minusSeconds(7), List.of(1L, 0L)),
          new Memory.Conducted(AT, "vps", Penalty.NONE),
          new Memory.Wanted(AT, "vps"));

  @Test
  void everythingReadsBackAsItWas() throws MemoryJson.Unusable {
    assertThat(MemoryJson.read(MemoryJson.bytes(ALL))).isEqualTo(ALL);
    assertThat(MemoryJson.read(MemoryJson.bytes(List.of()))).isEmpty();
  }

  @Test
  void ofAnotherVersionOrNoDocumentNothingIsUsed() {
    for (String text :
        List.of(
            "",
            "{}",
            "null",
            "[]",
            "{\"version\":2,\"memory\":[]}",
            "{\"version\":1}",
            "{\"version\":\"1\",\"memory\":[]}",
            "{\"version\":1,\"memory\":[7]}",
            "{\"version\":1,\"memory\":[{\"what\":\"order\",\"name\":\"a\"}]}")) {
      assertThatThrownBy(() -> MemoryJson.read(text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(MemoryJson.Unusable.class)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void whatALaterVersionAddsIsLeftOut() throws MemoryJson.Unusable {
    String later = "{\"version\":1,\"memory\":[{\"what\":\"weather\"}],\"more\":{}}";
    assertThat(MemoryJson.read(later.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void whereverItIsCutOffItIsDamaged() {
    byte[] whole = MemoryJson.bytes(ALL);
    for (int length = 0; length < whole.length - 2; length++) { // behind are "}" and a line end
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> MemoryJson.read(cut)).isInstanceOf(MemoryJson.Unusable.class);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whateverIsChangedInItIsReadOrRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] whole = MemoryJson.bytes(ALL);
    List<byte[]> refused = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : "0129-e\"{}[],:.".charAt(random.nextInt(14)));
      }
      try {
        MemoryJson.read(bytes).forEach(one -> assertThat(one.subject()).isNotNull());
      } catch (MemoryJson.Unusable _) {
        refused.add(bytes);
      } catch (RuntimeException wild) {
        throw new AssertionError(
            "seed %d: %s".formatted(seed, new String(bytes, StandardCharsets.UTF_8)), wild);
      }
    }
    assertThat(refused).hasSizeGreaterThan(500);
  }
}
