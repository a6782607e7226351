package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.decision.Pace;
import dev.linkflux.probe.Observation;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole files: native, foreign, packed, damaged, several. Apostrophes stand for quotes. */
class TraceReaderTest {
  private static final String HEADER =
      "{'type':'header','format':'linkflux-trace','version':1,'wall':'2026-11-22T03:00:00.000Z',"
          + "'config':{'uplinks':[{'name':'fibre'},{'name':'lte'}],'targets':[{'name':'quad9'}]}}";

  @TempDir private Path directory;
  private final List<Event> recorded = new ArrayList<>();
  private final Names names = Names.growing();

  private record Result(TraceReader reader, List<Event> events) {}

  @Test
  void inputsAreReadAndOutputsAreHandedAside() throws IOException {
    var result =
        read(
            file(
                HEADER,
                "{'type':'sent','at':5,'uplink':'lte','target':'quad9','seq':0}",
                "{'type':'pace','at':9,'uplink':'lte','fast':true}",
                "{'type':'woken','at':7}"));
    assertThat(result.events).hasSize(2);
    assertThat(recorded).containsExactly(new Pace(new Moment(9), new UplinkId("lte", 1), true));
    assertThat(result.reader.end()).isEqualTo(new Moment(9));
    assertThat(result.reader.lines()).isEqualTo(4);
    assertThat(result.reader.problems()).isEmpty();
    assertThat(names.uplinks()).containsExactly(new UplinkId("fibre", 0), new UplinkId("lte", 1));
    assertThat(names.targets()).containsExactly(new TargetId("quad9", 0));
  }

  @Test
  void theHeaderIsKnownBeforeTheFirstRead() throws IOException {
    try (var reader = TraceReader.open(List.of(file(HEADER)), names, recorded::add)) {
      assertThat(reader.header()).isNotNull();
      assertThat(names.uplinks()).hasSize(2);
      assertThat(reader.read(new ArrayList<>(), 10)).isZero();
    }
  }

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
    assertThat(result.reader.problems()).hasSize(2);
    assertThat(result.reader.problems().getFirst().toString()).startsWith(file + ":3: not JSON");
    assertThat(result.reader.problems().getLast().toString())
        .startsWith(file + ":6: goes back in time");
    assertThat(result.reader.unknownTypes()).isEqualTo(1);
  }

  @Test
  void aCutLastLineIsToldAndNothingBeforeItLost() throws IOException {
    Path file = directory.resolve("cut");
    Files.writeString(file, (HEADER + "\n" + woken(5) + "\n{'type':'wok").replace('\'', '"'));
    var result = read(file);
    assertThat(moments(result)).containsExactly(5L);
    assertThat(result.reader.problems().getFirst().toString()).startsWith(file + ":3: cut off");
    Files.writeString(file, (HEADER + "\r\n" + woken(5)).replace('\'', '"'));
    assertThat(moments(read(file))).containsExactly(5L);
  }

  @Test
  void whateverIsCutOrFlippedWhatStandsBeforeIsRead() throws IOException {
    byte[] plain = text(HEADER, lines(40)).getBytes(UTF_8);
    Path file = directory.resolve("damaged");
    int headerEnd = HEADER.length() + 1;
    for (int length = headerEnd; length < plain.length; length++) {
      Files.write(file, Arrays.copyOf(plain, length));
      long whole = lineEnds(plain, length) - 1;
      assertThat((long) read(file).events.size())
          .as("cut at %d", length)
          .isBetween(whole, whole + 1);
    }
    byte[] packed = gzip(plain);
    for (int length = 0; length < packed.length; length++) {
      Files.write(file, Arrays.copyOf(packed, length));
      try {
        assertThat(read(file).reader.problemCount()).as("cut at %d", length).isPositive();
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
  void gzipOfSeveralMembersIsReadWhole() throws IOException {
    var all = new ByteArrayOutputStream();
    all.write(gzip(text(HEADER, woken(1)).getBytes(UTF_8)));
    all.write(gzip(text(woken(2), woken(3)).getBytes(UTF_8)));
    Path file = directory.resolve("members.gz");
    Files.write(file, all.toByteArray());
    assertThat(moments(read(file))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aTruncatedGzipGivesWhatCouldBeRead() throws IOException {
    byte[] packed = gzip(text(HEADER, lines(20_000)).getBytes(UTF_8));
    Path file = directory.resolve("short.gz");
    Files.write(file, Arrays.copyOf(packed, packed.length * 3 / 4));
    var result = read(file, file(HEADER, woken(1_000_000)));
    assertThat(result.events.size()).isBetween(10_000, 19_999);
    assertThat(moments(result)).endsWith(1_000_000L);
    assertThat(result.reader.problems().toString()).contains("damaged behind line");
  }

  @Test
  void linesLongerThanAnyBufferAreRead() throws IOException {
    String padding = "x".repeat(3_000_000);
    var result = read(file(HEADER, "{'type':'woken','at':1,'note':'" + padding + "'}", woken(2)));
    assertThat(moments(result)).containsExactly(1L, 2L);
    var overlong = read(file(HEADER, woken(3), "x".repeat(LineSource.LONGEST + 5), woken(4)));
    assertThat(moments(overlong)).containsExactly(3L, 4L);
    assertThat(overlong.reader.problems().toString()).contains(":3: longer than");
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
    refused("zstd -d", zstd);
    refused("reads version 1", file(HEADER.replace("'version':1", "'version':2"), woken(1)));
    refused("not a linkflux-trace", file(HEADER.replace("linkflux-trace", "pcap"), woken(1)));
  }

  @Test
  void filesOfOneRecordingContinue() throws IOException {
    String second = HEADER.replace("'config'", "'began':50,'config'");
    var result = read(file(HEADER, woken(10)), file(second, woken(50)));
    assertThat(moments(result)).containsExactly(10L, 50L);
  }

  @Test
  void recordingsAreLaidBehindOneAnotherByWallTime() throws IOException {
    String sent = "{'type':'sent','at':10,'uplink':'lte','target':'quad9','seq':4}";
    var result =
        read(
            file(HEADER, sent),
            file(HEADER.replace("03:00:00.000", "03:00:02.500"), sent),
            file(HEADER.replace("03:00:00.000", "02:00:00.000"), sent));
    assertThat(moments(result)).containsExactly(10L, 2_500_000_010L, 2_500_000_020L);
    assertThat(result.events.stream().map(event -> ((Observation) event).id().sequence()))
        .containsExactly(4L, 9L, 14L);
  }

  @Test
  void anEmptyFileAmongOthersIsOnlyTold() throws IOException {
    var result = read(Files.createFile(directory.resolve("empty")), file(HEADER, woken(3)));
    assertThat(moments(result)).containsExactly(3L);
    assertThat(result.reader.problems().toString()).contains("is empty");
  }

  @Test
  void foreignRecordsBecomeProbesAndRepliesInTheOrderOfTime() throws IOException {
    var result =
        read(
            file(
                "{'t':1732240000.5,'link':'starlink','target':'x','rtt_ms':600.25}",
                "{'t':1732240001.0,'link':'lte','target':'x','rtt_ms':null,'ttl':55}",
                "{'t':1732240001.2,'link':'starlink','target':'x','rtt_ms':8}",
                "{'t':1732240001.1,'link':'starlink','target':'x','rtt_ms':8}",
                "{'t':1732250000.0,'link':'starlink','target':'y','rtt_ms':5000}"));
    assertThat(result.reader.header()).isNull();
    assertThat(names.uplinks())
        .containsExactly(new UplinkId("starlink", 0), new UplinkId("lte", 1));
    assertThat(result.events.stream().map(TraceReaderTest::words))
        .containsExactly(
            "0 sent starlink/x#0",
            "500 sent lte/x#0",
            "600 returned starlink/x#0",
            "700 sent starlink/x#1",
            "708 returned starlink/x#1",
            "9999500 sent starlink/y#0",
            "10004500 returned starlink/y#0");
    assertThat(result.reader.problems()).hasSize(1);
    assertThat(result.reader.problems().getFirst().toString())
        .endsWith(":4: goes back in time by 0.100 s");
  }

  @Test
  void aBatchIsNoLongerThanAskedForExceptForTheRepliesThatALineReleases() throws IOException {
    try (var reader = TraceReader.open(List.of(file(HEADER, lines(100))), names, _ -> {})) {
      List<Event> batch = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        assertThat(reader.read(batch, 10)).isEqualTo(10);
      }
      assertThat(reader.read(batch, 10)).isZero();
      assertThat(batch).hasSize(100);
    }
  }

  private static String words(Event event) {
    return event.at().nanos() / 1_000_000
        + switch (event) {
          case Observation.Sent sent -> " sent " + sent.id();
          case Observation.Returned returned -> " returned " + returned.id();
          default -> event.toString();
        };
  }

  private void refused(String words, Path file) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(words)
        .hasMessageContaining(file.toString());
  }

  private Result read(Path... files) {
    try (var reader = TraceReader.open(List.of(files), names, recorded::add)) {
      List<Event> events = new ArrayList<>();
      while (reader.read(events, 512) > 0) {}
      return new Result(reader, events);
    }
  }

  private static List<Long> moments(Result result) {
    return result.events.stream().map(event -> event.at().nanos()).toList();
  }

  private static String woken(long at) {
    return new String(new LineEncoder().encode(new Woken(new Moment(at))), UTF_8).strip();
  }

  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{'type':'sent','at':%d,'uplink':'lte','target':'quad9','seq':%d}"
                    .formatted(i * 31L, i))
        .collect(Collectors.joining("\n"));
  }

  private static long lineEnds(byte[] bytes, int length) {
    return IntStream.range(0, length).filter(i -> bytes[i] == '\n').count();
  }

  private static String text(String... lines) {
    return String.join("\n", lines).replace('\'', '"') + "\n";
  }

  private Path file(String... lines) throws IOException {
    Path file = Files.createTempFile(directory, "trace", ".ndjson");
    return Files.writeString(file, text(lines));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }
}
