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
import dev.linkflux.time.Event;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final Limits SMALL =
      new Limits(300, 64, Duration.ofMillis(200), Duration.ofMillis(100));

  /** Waits until the server has let in that many clients. */
  private static void awaitClients(Served served, int clients) throws IOException {
    await(served, "linkflux_sse_clients " + clients + ".0\n");
  }

  private static void await(Served served, String metric) throws IOException {
    Instant limit = Instant.now().plusSeconds(20);
    while (!served.get("/metrics").contains(metric)) {
      assertThat(Instant.now()).as(metric).isBefore(limit);
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsToldIsHeardAtOnceWithRisingNumbers() throws IOException {
    try (Served served = new Served(Limits.DEFAULT);
        EventReader reader = served.listen("?after=0", "")) {
      assertThat(reader.next().event()).isEqualTo("gap");
      served.tell(election(0, FIBRE), replied(5, FIBRE, 1));

      Told started = reader.next();
      Told election = reader.next();
      Told probe = reader.next();

      assertThat(started.data()).contains("\"what\":\"started\"", "\"version\":\"1.2.3\"");
      assertThat(election.event()).isEqualTo("election");
      assertThat(probe.data()).contains("\"outcome\":\"Replied\",\"rtt_ms\":8.123,\"late\":false");
      assertThat(Long.parseLong(started.id())).isEqualTo(1_795_316_400_000_000L);
      assertThat(Long.parseLong(election.id())).isGreaterThan(Long.parseLong(started.id()));
    }
  }

  @Test
  void aClientThatComesBackMissesNoDecision() throws IOException {
    try (Served served = new Served(Limits.DEFAULT)) {
      String last;
      try (EventReader reader = served.listen("?types=transition,election&after=0", "")) {
        var _ = reader.next();
        served.tell(election(0, FIBRE));
        last = reader.next().id();
      }
      served.tell(transition(10, FIBRE, StateName.DOWN, Cause.BLACKOUT), quality(12, FIBRE));
      served.tell(election(20, LTE));

      try (EventReader again =
          served.listen("?types=transition,election", "Last-Event-ID: " + last + "\r\n")) {
        assertThat(again.next().data()).contains("\"cause\":\"blackout\"");
        assertThat(again.next().data()).contains("\"carrying\":[\"lte\"]");
      }
    }
  }

  @Test
  void whoeverHangsUpInTheMiddleOfItTheOthersHearOn() throws IOException {
    try (Served served = new Served(SMALL);
        EventReader steady = served.listen("?types=election&after=0", "")) {
      assertThat(steady.next().event()).isEqualTo("gap");
      for (int i = 0; i < 200; i++) {
        try (EventReader leaving = served.listen("?types=election&after=0", "")) {
          assertThat(leaving.next().event()).isEqualTo("gap");
        }
        served.tell(election(i, FIBRE));
        assertThat(steady.next().event()).isEqualTo("election");
      }
      awaitClients(served, 1);
      assertThat(served.get("/metrics")).contains("linkflux_sse_dropped_total 0.0\n");
    }
  }

  @Test
  void whatIsForgottenIsSaidToBeMissing() throws IOException {
    try (Served served = new Served(Limits.DEFAULT)) {
      served.tell(quality(0, FIBRE), quality(70_000, FIBRE), election(70_300, FIBRE));
      await(served, "linkflux_events_total 4.0\n");

      try (EventReader reader = served.listen("?after=1795316400000000", "")) {
        Told gap = reader.next();
        assertThat(gap.event()).isEqualTo("gap");
        assertThat(gap.id()).isEmpty();
        assertThat(gap.data()).contains("\"missing\":[\"quality\"]");
        assertThat(reader.next().data()).contains("01:10.000Z");
        assertThat(reader.next().event()).isEqualTo("election");
      }
    }
  }

  @Test
  void aQuietConnectionHasAHeartbeat() throws IOException {
    try (Served served = new Served(SMALL);
        EventReader reader = served.listen("", "")) {
      String line = reader.line();
      while (!line.startsWith(":")) {
        line = reader.line();
      }
      assertThat(line).isEqualTo(": still here");
    }
  }

  @Test
  void whoNeverReadsIsDroppedAndNobodyElseNotices() throws IOException {
    try (Served served = new Served(SMALL);
        Socket stuck = new Socket()) {
      stuck.setReceiveBufferSize(4096);
      stuck.connect(
          new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), served.port()));
      stuck
          .getOutputStream()
          .write(
              "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      awaitClients(served, 1);
      try (EventReader reader = served.listen("?types=quality,self", "")) {
        awaitClients(served, 2);
        int turns = 0;
        while (!served.get("/metrics").contains("linkflux_sse_dropped_total 1.0\n")) {
          assertThat(turns).as("turns until the stuck one is dropped").isLessThan(2000);
          for (int i = 0; i < 10; i++) {
            served.tell(turn(turns++));
          }
          for (int i = turns - 10; i < turns; i++) {
            Told told = reader.next();
            assertThat(told.data()).contains(told.event().equals("self") ? "started" : "fibre");
          }
        }
        awaitClients(served, 1);
        served.tell(quality(1_000_000, LTE));
        Told told = reader.next();
        while (!told.data().contains("lte")) {
          told = reader.next();
        }
        assertThat(told.event()).isEqualTo("quality");
      }
    }
  }

  /** One quality for the reader; many probes for who wants everything. */
  private static Event[] turn(int number) {
    long at = number * 200L;
    return LongStream.range(0, 40)
        .mapToObj(i -> i == 0 ? quality(at, FIBRE) : replied(at, FIBRE, i))
        .toArray(Event[]::new);
  }

  @Test
  void whoReadsTooSlowlyIsToldSoBeforeTheEnd() {
    Listener listener = new Listener(Filter.ALL, 2, false);
    Chunk chunk = new Chunk(new byte[] {1}, 1);
    while (listener.offer(chunk)) {
      assertThat(listener.filter()).isSameAs(Filter.ALL);
    }
    listener.drop(new Chunk(Notices.dropped(), 1));

    List<Chunk> got = listener.chunks().toStream().toList();

    assertThat(got).hasSize(4).last().isNotEqualTo(chunk);
    assertThat(new String(got.getLast().bytes(), java.nio.charset.StandardCharsets.UTF_8))
        .startsWith("event: dropped\ndata: {\"type\":\"dropped\"");
  }

  @Test
  void hundredsOfClientsHearTheSameAndOneTooManyIsRefused() throws IOException {
    List<EventReader> readers = new ArrayList<>();
    try (Served served = new Served(SMALL)) {
      for (int i = 0; i < SMALL.clients(); i++) {
        readers.add(served.listen("?types=election", ""));
      }
      awaitClients(served, SMALL.clients());
      assertThat(served.get("/api/v1/events"))
          .startsWith("HTTP/1.1 503")
          .contains("300 clients", "application/problem+json");

      served.tell(election(0, FIBRE));

      for (EventReader reader : readers) {
        assertThat(reader.next().event()).isEqualTo("election");
        reader.close();
      }
      awaitClients(served, 0);
    }
  }
}
