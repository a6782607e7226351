package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.config.Configuration.Packed;
import dev.linkflux.config.Configuration.Recording;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code trace}: where to record, and how much is kept; nothing is recorded without it. */
final class TraceSection {
  private static final long MEGABYTE = 1_000_000;
  private static final Function<String, Duration> KEPT =
      DurationText.between(Duration.ofHours(1), Duration.ofDays(3650));
  private static final Function<String, Duration> AFTER =
      DurationText.between(Duration.ofMinutes(1), Duration.ofDays(30));
  private static final Function<String, Long> SIZE =
      SizeText.between(2 * MEGABYTE, 1_000_000 * MEGABYTE);
  private static final Function<String, Long> FILE = SizeText.between(MEGABYTE, 10_000 * MEGABYTE);

  private TraceSection() {}

  static @Nullable Recording read(Section root) {
    if (!root.has("trace") || "off".equals(root.word("trace"))) {
      return null;
    }
    Section section = root.section("trace");
    Recording usual = Recording.DEFAULT;
    Section rotate = section.section("rotate");
    long size = section.read("size", usual.size(), SIZE);
    long least = Math.min(usual.rotateSize(), size / 2); // a small directory has small files
    Recording recording =
        new Recording(
            section.read("directory", usual.directory(), DirectoryText::parse),
            section.read("keep", usual.keep(), KEPT),
            size,
            rotate.read("size", least, FILE),
            rotate.read("after", usual.rotateAfter(), AFTER),
            section.read("compress", usual.compress(), TraceSection::packed));
    rotate.done();
    if (section.isSound("size") && rotate.isSound("size") && recording.rotateSize() > size / 2) {
      rotate.error(
          "size",
          "is more than half of trace.size, %s: there would be no room for a second file"
              .formatted(SizeText.print(size)));
    }
    section.done();
    return recording;
  }

  static ObjectNode write(Recording recording, ObjectNode node) {
    node.put("directory", recording.directory().toString())
        .put("keep", DurationText.print(recording.keep()))
        .put("size", SizeText.print(recording.size()));
    node.putObject("rotate")
        .put("size", SizeText.print(recording.rotateSize()))
        .put("after", DurationText.print(recording.rotateAfter()));
    return node.put("compress", word(recording.compress()));
  }

  private static Packed packed(String text) {
    for (Packed packed : Packed.values()) {
      if (word(packed).equals(text)) {
        return packed;
      }
    }
    throw new MalformedValue(Quoted.of(text) + " is not known: gzip, zstd or off expected");
  }

  private static String word(Packed packed) {
    return packed.name().toLowerCase(Locale.ROOT);
  }
}
