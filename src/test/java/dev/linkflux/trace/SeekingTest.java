package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.decision.Carried;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From any moment on a trace says what it says read from its beginning, and what stood then. */
class SeekingTest {
  private static final UplinkId FIBRE = new UplinkId("fibre", 0);
  private static final UplinkId LTE = new UplinkId("lte", 1);
  private static final TargetId QUAD9 = new TargetId("quad9", 0);
  private static final Instant WALL = Instant.parse("2026-11-22T03:00:00Z");
  private static final int PROBES = 60_000;

  @TempDir private Path directory;
  private final List<Event> decided = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void whatIsReadFromAMomentIsWhatStoodThenAndAllThatFollowed(Compression compression)
      throws IOException {
    List<Path> files = record(WALL, compression, 4_000_000);
    assertThat(files).hasSizeGreaterThan(1);
    List<Event> all = read(files, Moment.ZERO, PROBES * 100L);
    for (int probe : List.of(1, 777, PROBES / 3, PROBES / 2, PROBES - 1)) {
      Moment from = at(probe);
      assertThat(read(files, from, 20)).as("from %d", probe).isEqualTo(expected(all, from));
    }
    assertThat(read(files, at(PROBES + 1_000), 100)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsFarBeforeTheMomentIsNotRead(Compression compression) throws IOException {
    List<Path> files = record(WALL, compression, 4_000_000);
    try (var reader = TraceReader.open(files, names(), decided::add, at(PROBES - 100))) {
      assertThat(reader.lines()).isBetween(1L, PROBES / 4L);
      assertThat(reader.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "OFF", mode = EnumSource.Mode.EXCLUDE)
  void anIndexThatIsMissingOrLiesCostsTimeOnly(Compression compression) throws IOException {
    List<Path> files = record(WALL, compression, 1L << 40);
    Path file = files.getFirst();
    List<Event> expected = read(files, at(PROBES / 2), 20);
    String honest = new String(Files.readAllBytes(file), ISO_8859_1);
    int index = honest.lastIndexOf("{\"type\":\"index\"");
    assertThat(honest.substring(index).lines().count()).isGreaterThan(3);
    for (UnaryOperator<String> lie :
        List.<UnaryOperator<String>>of(
            text -> "",
            text -> text.substring(0, text.length() / 2),
            text -> text.replaceAll("\"offset\":\\d", "\"offset\":1"),
            text -> text.replaceAll("\"at\":\\d", "\"at\":1"),
            text -> text.replaceAll("\"at\":\\d\\d\\d\\d", "\"at\":null"),
            text -> text.replaceAll("\"size\":\\d", "\"size\":0"))) {
      String lying = honest.substring(0, index) + lie.apply(honest.substring(index));
      Files.write(file, lying.getBytes(ISO_8859_1));
      assertThat(read(files, at(PROBES / 2), 20, true)).isEqualTo(expected);
    }
  }

  @Test
  void recordingsBehindOneAnotherArePassedAsTheyAreRead() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int day = 0; day < 3; day++) {
      Path own = Files.createDirectory(directory.resolve("day" + day));
      Compression compression = day == 1 ? Compression.OFF : Compression.GZIP;
      files.addAll(record(WALL.plus(Duration.ofDays(day)), own, compression, 4_000_000, 20_000));
    }
    Moment from = at(500).plus(Duration.ofDays(2));
    List<Event> all = read(files, Moment.ZERO, PROBES * 100L); // the last recording stands alone
    all.removeIf(event -> event.at().isBefore(Moment.ZERO.plus(Duration.ofDays(2))));
    List<Event> read = read(files, from, 20);
    assertThat(read.stream().map(SeekingTest::words))
        .isEqualTo(expected(all, from).stream().map(SeekingTest::words).toList());
    byte[] packed = Files.readAllBytes(files.getFirst());
    Files.write(files.getFirst(), Arrays.copyOf(packed, packed.length - 30)); // without its index
    assertThat(read(files, from, 20).stream().map(SeekingTest::words))
        .isEqualTo(read.stream().map(SeekingTest::words).toList());
  }

  /** Sequence numbers go on from the highest that was read. */
  private static String words(Event event) {
    return event instanceof Observation.Sent sent ? sent.at().toString() : event.toString();
  }

  /** What a machine that begins at that moment has to be told, and the first ones behind it. */
  private static List<Event> expected(List<Event> all, Moment from) {
    Standing standing = new Standing();
    all.stream().filter(event -> event.at().isBefore(from)).forEach(standing::learn);
    return Stream.concat(
            standing.at(from).stream(),
            all.stream()
                .filter(event -> !event.at().isBefore(from) && !(event instanceof Election)))
        .limit(20)
        .toList();
  }

  /** Inputs from there on, and, from the beginning, what was decided in its place. */
  private List<Event> read(List<Path> files, Moment from, long most) {
    return read(files, from, most, false);
  }

  private List<Event> read(List<Path> files, Moment from, long most, boolean damaged) {
    List<Event> events = new ArrayList<>();
    boolean whole = from.equals(Moment.ZERO);
    try (var reader =
        whole
            ? TraceReader.open(files, names(), events::add)
            : TraceReader.open(files, names(), decided::add, from)) {
      while (events.size() < most && reader.read(events, 100) > 0) {}
      assertThat(damaged ? List.of() : reader.problems()).isEmpty();
    }
    return whole ? events : events.stream().limit(most).toList();
  }

  private static Names names() {
    return Names.growing();
  }

  private List<Path> record(Instant wall, Compression compression, long fileBytes)
      throws IOException {
    return record(wall, directory, compression, fileBytes, PROBES);
  }

  /** Probes of two uplinks, and now and then something that lasts. */
  private static List<Path> record(
      Instant wall, Path directory, Compression compression, long fileBytes, int probes)
      throws IOException {
    Recorder.Limits limits =
        new Recorder.Limits(
            100_000,
            fileBytes,
            Duration.ofDays(1),
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            Duration.ofDays(90_000),
            1L << 40,
            compression);
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.withArrayProperty("uplinks").addObject().put("name", "fibre");
    config.withArrayProperty("uplinks").addObject().put("name", "lte");
    Header header = new Header(wall, config, Moment.ZERO);
    Recording recording =
        new Recording(directory, header, limits, () -> wall, () -> 0, _ -> {}, new AtomicLong());
    Queue<Event> queue = new ArrayDeque<>();
    queue.add(new Dated(Moment.ZERO, wall));
    queue.add(new Carried(Moment.ZERO, List.of(LTE)));
    queue.add(facts(Moment.ZERO, FIBRE, true));
    queue.add(facts(Moment.ZERO, LTE, true));
    for (int i = 0; i < probes; i++) {
      Moment at = at(i);
      queue.add(new Observation.Sent(at, new ProbeId(i % 2 == 0 ? FIBRE : LTE, QUAD9, i)));
      if (i % 5_000 == 700) {
        queue.add(facts(at, FIBRE, i % 10_000 == 700));
        queue.add(
            new Steered(at, LTE, Steering.AVOID, i % 10_000 == 700 ? at(i + 100) : Moment.NEVER));
        List<UplinkId> carrying = List.of(i % 10_000 == 700 ? FIBRE : LTE);
        queue.add(new Election(at, carrying, List.of(), List.of(), Cause.OPERATOR, "so"));
      }
    }
    while (recording.drain(queue)) {}
    recording.tidy();
    recording.finish(null);
    Upkeep upkeep = new Upkeep(new TraceDirectory(directory), limits, () -> wall, () -> 0, _ -> {});
    for (int i = 0; i < 200; i++) {
      upkeep.step(directory.resolve("none"));
    }
    try (var files = Files.list(directory)) {
      return files.filter(file -> Files.isRegularFile(file)).sorted().toList();
    }
  }

  private static LinkFacts facts(Moment at, UplinkId uplink, boolean carrier) {
    return new LinkFacts(
        at, uplink, uplink.ordinal() + 1, true, carrier, List.of(), List.of(), true);
  }

  private static Moment at(int probe) {
    return new Moment(1_000_000L + probe * 100_000_000L);
  }
}
