package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static dev.linkflux.stream.Samples.election;
import static dev.linkflux.stream.Samples.quality;
import static dev.linkflux.stream.Samples.replied;
import static dev.linkflux.stream.Samples.transition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.stream.EventReader.Told;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

  @TempDir private Path directory;

  private KeptRun run(Instant start) {
    return new KeptRun(directory, start, Limits.DEFAULT);
  }

  private static Told nextThatIsNo(String kind, EventReader reader) throws IOException {
    Told told = reader.next();
    while (told.event().equals(kind)) {
      told = reader.next();
    }
    return told;
  }

  @Test
  void aClientGoesOnBehindAKillWithoutAHoleOrADouble() throws IOException {
    List<Long> ids = new ArrayList<>();
    try (KeptRun run = run(START);
        EventReader reader = run.listen(0)) {
      for (int i = 0; i < 20; i++) {
        run.tell(election(i, FIBRE), quality(i, FIBRE));
      }
      while (ids.size() < 5) {
        ids.add(Long.parseLong(nextThatIsNo("gap", reader).id()));
      }
      try (EventReader other = run.listen(0)) {
        for (int i = 0; i < 20; i++) {
          assertThat(nextThatIsNo("gap", other).event()).isEqualTo("election");
        }
      }
    }
    try (KeptRun run = run(START.minusSeconds(3600));
        EventReader reader = run.listen(ids.getLast())) {
      run.tell(election(1, LTE));
      while (ids.size() < 21) {
        Told told = reader.next();
        assertThat(told.event()).as(told.data()).isEqualTo("election");
        ids.add(Long.parseLong(told.id()));
      }
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void whatIsNotKeptIsNamedAndWhoHasSeenAllOfARunThatEndedMissesNothing() throws IOException {
    long last;
    try (KeptRun run = run(START)) {
      try (EventReader reader = run.listen("?after=0")) {
        run.tell(election(1, FIBRE), quality(1, FIBRE));
        Told told = reader.next();
        while (!told.event().equals("quality")) {
          told = reader.next();
        }
        last = Long.parseLong(told.id());
      }
      run.end();
    }
    try (KeptRun run = run(START.plusSeconds(60))) {
      run.tell(election(1, LTE));
      try (EventReader reader = run.listen("?after=" + last)) {
        assertThat(reader.next().event()).isEqualTo("self");
        assertThat(reader.next().event()).isEqualTo("election");
      }
      try (EventReader reader = run.listen("?after=" + (last - 1))) {
        Told gap = reader.next();
        assertThat(gap.event()).isEqualTo("gap");
        assertThat(gap.data())
            .contains("\"after\":" + (last - 1), "\"missing\":[\"probe\",\"quality\"]", "restart");
        assertThat(reader.next().event()).isEqualTo("self");
      }
    }
  }

  @Test
  void withinAMinuteNothingAtAllIsMissed() throws IOException {
    try (KeptRun run = run(START);
        EventReader reader = run.listen("?after=0")) {
      run.tell(election(0, FIBRE));
      Told election = reader.next();
      while (!election.event().equals("election")) {
        election = reader.next();
      }
      for (int i = 1; i <= 300; i++) {
        run.tell(replied(i * 100, FIBRE, i), quality(i * 100, LTE));
        assertThat(reader.next().event()).isEqualTo("probe");
        assertThat(reader.next().event()).isEqualTo("quality");
      }
      try (EventReader again = run.listen("?after=" + election.id())) {
        for (int i = 1; i <= 600; i++) {
          assertThat(again.next().id()).isEqualTo("" + (Long.parseLong(election.id()) + i));
        }
      }
      try (EventReader thinned = run.listen("?every=10s&types=quality&after=" + election.id())) {
        for (int i = 0; i < 4; i++) {
          assertThat(thinned.next().event()).isEqualTo("quality");
        }
        run.tell(transition(40_000, LTE, StateName.DOWN, Cause.LOSS), quality(50_000, LTE));
        assertThat(thinned.next().data()).contains("03:00:50.000Z");
      }
    }
  }

  @Test
  void decisionsAreFoundInMemoryAndOnDiskPageByPage() throws IOException {
    for (int i = 0; i < 3; i++) {
      try (KeptRun run = run(START.plusSeconds(3600L * i));
          EventReader reader = run.listen("?types=election&after=0")) {
        run.tell(election(1000, FIBRE), transition(2000, LTE, StateName.DOWN, Cause.BLACKOUT));
        run.tell(election(3000, LTE));
        for (int seen = 0; seen < 2 * (i + 1); ) {
          seen += reader.next().event().equals("election") ? 1 : 0;
        }
      }
    }
    try (KeptRun run = run(START.plusSeconds(3600L * 3))) {
      String page = run.get("decisions?limit=4");
      assertThat(page).contains("T05:00:03.000Z", "T04:00:03.000Z").doesNotContain("T04:00:02");
      int from = page.indexOf("\"next\":\"") + 8;
      String next = page.substring(from, page.indexOf('"', from)).replace("/api/v1/", "");
      String rest = run.get(next);
      assertThat(rest).contains("T04:00:02.000Z", "T03:00:01.000Z").doesNotContain("T04:00:03");
      assertThat(run.get("decisions?cause=blackout&to=2026-11-22T04:30:00Z"))
          .contains("T04:00:02.000Z", "T03:00:02.000Z", "\"since\":\"2026-11-22T03:00:0")
          .doesNotContain("\"type\":\"election\"", "T05:");
      assertThat(run.get("decisions?from=2026-11-22T04:30:00Z&types=election&uplink=lte"))
          .contains("T05:00:01.000Z")
          .doesNotContain("T04:", "\"type\":\"transition\"");
    }
  }

  @Test
  void whoTakesGzipReadsTheSameAsItComes() throws IOException {
    try (KeptRun run = run(START);
        Socket socket = run.ask("events?after=0", "Accept-Encoding: br, gzip\r\n")) {
      InputStream raw = socket.getInputStream();
      String head = head(raw);
      assertThat(head.toLowerCase(Locale.ROOT))
          .contains("content-encoding: gzip", "vary: accept-encoding");
      try (InputStream plain = new GZIPInputStream(new Unchunked(raw), 1)) {
        for (int i = 0; i < 50; i++) {
          run.tell(election(i, FIBRE));
          String line = line(plain);
          while (!line.contains("\"type\":\"election\"")) {
            line = line(plain);
          }
          assertThat(line).contains("traffic moves");
        }
      }
    }
    assertThat(Wire.takesGzip("gzip;q=0, *")).isFalse();
    assertThat(Wire.takesGzip("identity")).isFalse();
    assertThat(Wire.takesGzip("deflate, gzip;q=0.5")).isTrue();
    assertThat(Wire.takesGzip("*")).isTrue();
  }

  /** A reader would wait for more than a line: an inflating stream always says that it is ready. */
  private static String line(InputStream plain) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = plain.read(); one != '\n'; one = plain.read()) {
      line.append((char) one);
    }
    return line.toString();
  }

  private static String head(InputStream raw) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) raw.read());
    }
    return head.toString();
  }

  /** Random positions in random runs: what a client is told from there on is all that was told. */
  @Test
  void fromAnywhereEverythingRareComesOnce() throws IOException {
    long seed = 20_261_122;
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> told = new ArrayList<>();
    for (int number = 0; number < 6; number++) {
      KeptRun run = run(START.plusSeconds(random.nextInt(-5000, 5000)));
      long after = told.isEmpty() ? 0 : told.get(random.nextInt(told.size()));
      try (run;
          EventReader reader = run.listen(after)) {
        List<Long> expected = new ArrayList<>(told.stream().filter(it -> it > after).toList());
        int turns = random.nextInt(3, 40);
        for (int i = 0; i < turns; i++) {
          run.tell(election(i, FIBRE), quality(i, FIBRE));
        }
        List<Long> heard = new ArrayList<>();
        while (heard.size() < expected.size() + turns) {
          Told one = nextThatIsNo("gap", reader);
          heard.add(Long.parseLong(one.id()));
        }
        assertThat(heard).as("seed %d, run %d", seed, number).isSorted().doesNotHaveDuplicates();
        assertThat(heard.subList(0, expected.size())).isEqualTo(expected);
        told.addAll(heard.subList(expected.size(), heard.size()));
        if (random.nextBoolean()) {
          run.end();
        }
      }
    }
    assertThat(Files.exists(directory.resolve("events"))).isTrue();
  }
}
