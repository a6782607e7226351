package dev.linkflux.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation;
import dev.linkflux.time.Event;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What logs of other programs leave out, have twice, or break off, is understood or told. */
class ForeignLogsTest extends WithForeignLogs {
  @Test
  void brokenPiecesAreToldAndSkipped() {
    Result array = open(SAMPLES + "/atlas.json");
    Result lines = open(SAMPLES + "/atlas.ndjson");

    assertThat(array.reader().problems()).hasSize(1);
    assertThat(array.reader().problems().getFirst().toString())
        .contains("atlas.json:3: a result of traceroute");
    assertThat(lines.reader().problems()).hasSize(1);
    assertThat(lines.reader().problems().getFirst().toString()).contains("atlas.ndjson:2: no JSON");
    assertThat(lines.reader().problemCount()).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeDeliveredIsABounce() {
    Result result = open(SAMPLES + "/ping6-unreachable.log");

    assertThat(result.events())
        .filteredOn(Observation.Bounced.class::isInstance)
        .extracting(event -> ((Observation.Bounced) event).type())
        .containsExactly(1, 1, 1);
  }

  @Test
  void lostProbesWereSentBetweenTheirNeighbours() throws IOException {
    Path log =
        log(
            "a.log",
            "PING x (192.0.2.1) 56(84) bytes of data.",
            "[100.008000] 64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=8.00 ms",
            "[104.010000] 64 bytes from 192.0.2.1: icmp_seq=5 ttl=64 time=10.0 ms",
            "",
            "--- x ping statistics ---",
            "7 packets transmitted, 2 received, 71% packet loss, time 6003ms",
            "rtt min/avg/max/mdev = 8.000/9.000/10.000/1.000 ms");

    Result result = open(log.toString());

    assertThat(sentAt(result)).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    assertThat(Counted.lines(result.events()))
        .containsExactly(Map.entry("a x", "7/2 8.000/9.000/10.000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          64 Bytes von 192.0.2.1: icmp_seq=%d ttl=64 Zeit=8.00 ms             | %d Pakete übertragen, %d empfangen, 50%% Paketverlust, Zeit 3003ms
          64 octets de host (192.0.2.1) : icmp_seq=%d ttl=64 temps=8,00 ms    | %d paquets transmis, %d reçus, 50%% packet loss, time 3003ms
          64 bytes from host (192.0.2.1): icmp_seq=%d ttl=64 time=8.00 ms     | %d packets transmitted, %d received, 50%% packet loss, time 3003ms
          64 bytes from 2001:db8::1%%eth0: icmp_seq=%d ttl=64 time=8.00 ms    | %d packets transmitted, %d received, +1 errors, 50%% packet loss, time 3003ms
          64 bytes from 192.0.2.1: seq=%d ttl=64 time=8.000 ms                | %d packets transmitted, %d packets received, 50%% packet loss
          """)
  void pingSpeaksManyLanguages(String reply, String footer) throws IOException {
    Path log =
        log(
            "a.log",
            "PING host (192.0.2.1) 56(84) bytes of data.",
            "[100.008] " + reply.formatted(1),
            "[102.008] " + reply.formatted(3),
            "^C--- host ping statistics ---",
            footer.formatted(4, 2));

    Result result = open(log.toString());

    assertThat(Counted.lines(result.events()))
        .containsExactly(Map.entry("a host", "4/2 8.000/8.000/8.000"));
    assertThat(result.reader().problems()).isEmpty();
  }

  @Test
  void duplicatesLateAnswersAndClocksThatAreSetBackDoNoHarm() throws IOException {
    Path log =
        log(
            "a.log",
            "PING x (192.0.2.1) 56(84) bytes of data.\r",
            "[100.010] 64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=10 ms\r",
            "[100.020] 64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=20 ms (DUP!)\r",
            "[102.010] 64 bytes from 192.0.2.1: icmp_seq=3 ttl=64 time=10 ms\r",
            "[102.500] 64 bytes from 192.0.2.1: icmp_seq=2 ttl=64 time=1500 ms\r",
            "[90.010] 64 bytes from 192.0.2.1: icmp_seq=4 ttl=64 time=10 ms\r",
            "[91.010] 64 bytes from 192.0.2.1: icmp_seq=5 ttl=64 time=10 ms\r");

    Result result = open(log.toString());

    assertThat(Counted.lines(result.events()))
        .containsExactly(Map.entry("a x", "5/5 10.000/308.000/1500.000"));
    assertThat(sentAt(result)).isSorted().startsWith(0.0, 1.0, 2.0);
    assertThat(result.reader().problems())
        .singleElement()
        .asString()
        .contains("a.log:6: the clock went back");
  }

  @Test
  void aLogThatIsCutOffIsReadToThere() throws IOException {
    String whole = Files.readString(SAMPLES.resolve("irtt.json"));
    Path json =
        Files.writeString(directory.resolve("cut.json"), whole.substring(0, whole.length() / 2));
    Path ping =
        log(
            "cut.log",
            "PING x (192.0.2.1) 56(84) bytes of data.",
            "[100.010000] 64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=10.0 ms",
            "[101.010000] 64 bytes from 192.0.2.1: icmp_seq=2 ttl=64 ti");
    Files.writeString(ping, Files.readString(ping).stripTrailing());

    assertThat(open(json.toString()).reader().problems())
        .singleElement()
        .asString()
        .contains("cut off");
    Result cut = open(ping.toString());
    assertThat(cut.reader().problems()).singleElement().asString().contains("cut.log:3: cut off");
    assertThat(Counted.lines(cut.events())).containsEntry("cut x", "1/1 10.000/10.000/10.000");
  }

  @Test
  void logsOfOneRouterAreMergedByTheirTime() throws IOException {
    Path fibre =
        log(
            "fibre.log",
            "[100.010] 64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=10 ms",
            "[101.010] 64 bytes from 192.0.2.1: icmp_seq=2 ttl=64 time=10 ms");
    Path lte =
        log(
            "b.log",
            "[99.510] 64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=10 ms",
            "nonsense",
            "[101.510] 64 bytes from 192.0.2.1: icmp_seq=3 ttl=64 time=10 ms");
    Path bare =
        log("dsl.ndjson", "{\"t\":100.25,\"link\":\"wan\",\"target\":\"x\",\"rtt_ms\":null}");

    Result result = open(fibre.toString(), "lte=" + lte, "dsl=" + bare);

    assertThat(sentAt(result)).containsExactly(0.0, 0.5, 0.75, 1.0, 1.5, 2.0);
    assertThat(names.uplinks()).extracting(it -> it.name()).containsExactly("fibre", "lte", "dsl");
    assertThat(result.reader().problems())
        .singleElement()
        .asString()
        .contains("b.log:2: no line of ping");
  }

  @Test
  void aMillionLinesTakeNoMoreMemoryThanAThousand() throws IOException {
    Path log = directory.resolve("long.log");
    try (BufferedWriter out = Files.newBufferedWriter(log)) {
      out.write("PING x (192.0.2.1) 56(84) bytes of data.\n");
      for (int i = 1; i <= 1_000_000; i++) {
        if (i % 1000 != 0) {
          out.write("[" + (1_795_000_000 + i) + ".010000] 64 bytes from 192.0.2.1: icmp_seq=");
          out.write((i & 0xffff) + " ttl=64 time=10.0 ms\n");
        }
      }
    }
    try (var reader = TraceReader.openAll(List.of(TraceSource.of(log)), names, recorded::add)) {
      List<Event> batch = new ArrayList<>();
      long sent = 0;
      long received = 0;
      int most = 0;
      while (reader.read(batch, 512) > 0) {
        most = Math.max(most, batch.size());
        for (Event event : batch) {
          sent += event instanceof Observation.Sent ? 1 : 0;
          received += event instanceof Observation.Returned ? 1 : 0;
        }
        batch.clear();
      }
      assertThat(sent).isEqualTo(999_999); // the last is of no number that was seen
      assertThat(received).isEqualTo(999_000);
      assertThat(most).isLessThan(1024);
    }
  }
}
