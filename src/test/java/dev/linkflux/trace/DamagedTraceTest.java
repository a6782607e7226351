package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is broken is told and skipped; nothing before it is lost. Apostrophes stand for quotes. */
class DamagedTraceTest extends WithTraceFiles {
  @Test
  void brokenLinesAreToldWithTheirNumberAndSkipped() throws IOException {
    Path file =
        file(
            HEADER,
            woken(5),
            "{'type':'woken','at':",
            "",
            woken(9),
            woken(6),
            "{'type':'weather','at':10}",
            woken(11));
    var result = read(file);
    assertThat(moments(result)).containsExactly(5L, 9L, 11L);
    assertThat(result.reader().problems()).hasSize(2);
    assertThat(result.reader().problems().getFirst().toString()).startsWith(file + ":3: not JSON");
    assertThat(result.reader().problems().getLast().toString())
        .startsWith(file + ":6: goes back in time");
    assertThat(result.reader().unknownTypes()).isEqualTo(1);
  }

  @Test
  void aCutLastLineIsToldAndNothingBeforeItLost() throws IOException {
    Path file = directory.resolve("cut");
    Files.writeString(file, (HEADER + "\n" + woken(5) + "\n{'type':'wok").replace('\'', '"'));
    var result = read(file);
    assertThat(moments(result)).containsExactly(5L);
    assertThat(result.reader().problems().getFirst().toString()).startsWith(file + ":3: cut off");
    Files.writeString(file, (HEADER + "\r\n" + woken(5)).replace('\'', '"'));
    assertThat(moments(read(file))).containsExactly(5L);
  }

  @Test
  void whateverIsCutOrFlippedWhatStandsBeforeIsRead() throws IOException {
    byte[] plain = text(HEADER, lines(12)).getBytes(UTF_8);
    Path file = directory.resolve("damaged");
    int headerEnd = HEADER.length() + 1;
    for (int length = headerEnd; length < plain.length; length++) {
      Files.write(file, Arrays.copyOf(plain, length));
      long whole = lineEnds(plain, length) - 1;
      assertThat((long) read(file).events().size())
          .as("cut at %d", length)
          .isBetween(whole, whole + 1);
    }
    byte[] packed = gzip(plain);
    for (int length = 0; length < packed.length; length++) {
      Files.write(file, Arrays.copyOf(packed, length));
      try {
        assertThat(read(file).reader().problemCount()).as("cut at %d", length).isPositive();
      } catch (TraceException e) {
        assertThat(e).hasMessageContaining(file.toString());
      }
    }
  }

  @Test
  void rubbishIsNeverMoreThanAProblem() throws IOException {
    Path file = directory.resolve("rubbish");
    for (long seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      byte[] bytes = text(HEADER, lines(30)).getBytes(UTF_8);
      if (random.nextBoolean()) {
        random.nextBytes(bytes);
      }
      byte[] all = random.nextBoolean() ? gzip(bytes) : bytes;
      for (int i = random.nextInt(20); i > 0; i--) {
        all[random.nextInt(all.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, all);
      try {
        read(file);
      } catch (TraceException _) {
        // the one that is declared
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void aTruncatedGzipGivesWhatCouldBeRead() throws IOException {
    byte[] packed = gzip(text(HEADER, lines(20_000)).getBytes(UTF_8));
    Path file = directory.resolve("short.gz");
    Files.write(file, Arrays.copyOf(packed, packed.length * 3 / 4));
    var result = read(file, file(HEADER, woken(1_000_000)));
    assertThat(result.events().size()).isBetween(10_000, 19_999);
    assertThat(moments(result)).endsWith(1_000_000L);
    assertThat(result.reader().problems().toString()).contains("damaged behind line");
  }

  @Test
  void linesLongerThanAnyBufferAreRead() throws IOException {
    String padding = "x".repeat(3_000_000);
    var result = read(file(HEADER, "{'type':'woken','at':1,'note':'" + padding + "'}", woken(2)));
    assertThat(moments(result)).containsExactly(1L, 2L);
    var overlong = read(file(HEADER, woken(3), "x".repeat(LineSource.LONGEST + 5), woken(4)));
    assertThat(moments(overlong)).containsExactly(3L, 4L);
    assertThat(overlong.reader().problems().toString()).contains(":3: longer than");
  }

  @Test
  void whatCannotBeReadAtAllSaysSo() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty"));
    Path zstd = directory.resolve("zstd");
    Files.write(zstd, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0});
    refused("is empty", empty);
    refused("neither a header nor records", file("hello", "world"));
    refused("no such file", directory.resolve("nowhere"));
    refused("is a directory", directory);
    refused("damaged behind line 0", zstd);
    refused("reads version 1", file(HEADER.replace("'version':1", "'version':2"), woken(1)));
    refused("not a linkflux-trace", file(HEADER.replace("linkflux-trace", "pcap"), woken(1)));
  }

  @Test
  void anEmptyFileAmongOthersIsOnlyTold() throws IOException {
    var result = read(Files.createFile(directory.resolve("empty")), file(HEADER, woken(3)));
    assertThat(moments(result)).containsExactly(3L);
    assertThat(result.reader().problems().toString()).contains("is empty");
  }

  private void refused(String words, Path file) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(words)
        .hasMessageContaining(file.toString());
  }

  private static long lineEnds(byte[] bytes, int length) {
    return IntStream.range(0, length).filter(i -> bytes[i] == '\n').count();
  }
}
