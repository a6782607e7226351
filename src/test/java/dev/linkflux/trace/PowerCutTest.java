package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that ends anywhere: nothing before that place is lost. */
class PowerCutTest {
  private static final int REGION = 4096;

  @TempDir private Path directory;

  @Test
  void behindTheLastWholeLineIsCutAtEveryByteAndNothingBeforeIt() throws IOException {
    byte[] all = lines(0, 200);
    Path file = directory.resolve("torn.ndjson");
    Files.write(file, all);
    try (FileChannel channel = open(file)) {
      for (int length = all.length; length >= all.length - REGION; length--) {
        channel.truncate(length);
        int size = (int) channel.size(); // less, where more was cut off than now
        channel.write(ByteBuffer.wrap(all, size, length - size), size);
        int whole = lastLineEnd(all, length);
        assertThat(Mending.mend(channel)).as("cut at %d", length).isEqualTo(length - whole);
        assertThat(channel.size()).isEqualTo(whole);
      }
    }
    assertThat(Files.readAllBytes(file))
        .isEqualTo(Arrays.copyOf(all, lastLineEnd(all, all.length - REGION)));
  }

  @Test
  void zerosAndLongHalfLinesAreCutAsWell() throws IOException {
    byte[] all = lines(0, 3);
    for (int torn : List.of(0, 1, 65_535, 65_536, 65_537, 200_000)) {
      for (byte with : new byte[] {0, 'x'}) {
        byte[] tail = new byte[torn];
        Arrays.fill(tail, with);
        Path file = directory.resolve("torn.ndjson");
        Files.write(file, all);
        Files.write(file, tail, StandardOpenOption.APPEND);
        try (FileChannel channel = open(file)) {
          assertThat(Mending.mend(channel)).isEqualTo(torn);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(all);
      }
    }
  }

  @Test
  void ofHalfALineNothingIsLeft() throws IOException {
    Path file = Files.writeString(directory.resolve("torn.ndjson"), "{\"type\":\"head");
    try (FileChannel channel = open(file)) {
      assertThat(Mending.mend(channel)).isEqualTo(13);
      assertThat(Mending.mend(channel)).isZero();
    }
    assertThat(file).isEmptyFile();
  }

  @ParameterizedTest
  @EnumSource
  void everyLineOfEveryWholeFrameIsReadWhereverTheFileEnds(Compression compression)
      throws IOException {
    List<String> expected = new ArrayList<>();
    List<int[]> frames = new ArrayList<>(); // where each ends, and how many lines there are then
    var packed = new ByteArrayOutputStream();
    for (int i = 0; packed.size() < REGION + 500; i++) {
      byte[] lines = lines(40 * i, 40);
      packed.writeBytes(compression.pack(lines, lines.length));
      expected.addAll(new String(lines, US_ASCII).lines().toList());
      frames.add(new int[] {packed.size(), expected.size()});
    }
    byte[] all = packed.toByteArray();
    Path file = Files.write(directory.resolve("torn"), all);
    try (FileChannel channel = open(file)) {
      for (int length = all.length; length > all.length - REGION; length--) {
        channel.truncate(length);
        int end = length;
        int whole =
            frames.stream().filter(frame -> frame[0] <= end).mapToInt(f -> f[1]).max().orElse(0);
        List<String> read = read(file);
        assertThat(read.size()).as("cut at %d", length).isGreaterThanOrEqualTo(whole);
        assertThat(read).isEqualTo(expected.subList(0, read.size()));
      }
    }
  }

  /** The whole lines; what is behind the last line end is left out. */
  private static List<String> read(Path file) throws IOException {
    List<String> read = new ArrayList<>();
    try (LineSource source = TraceFile.open(file)) {
      while (source.next() && !source.isCut()) {
        read.add(new String(source.bytes(), source.from(), source.to() - source.from(), US_ASCII));
      }
    }
    return read;
  }

  private static byte[] lines(int from, int count) {
    LineEncoder encoder = new LineEncoder();
    var all = new ByteArrayOutputStream();
    for (int i = from; i < from + count; i++) {
      all.writeBytes(encoder.encode(new Woken(new Moment(i * 999_983_777L % 1_000_003))));
    }
    return all.toByteArray();
  }

  private static int lastLineEnd(byte[] all, int length) {
    int end = length;
    while (end > 0 && all[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
