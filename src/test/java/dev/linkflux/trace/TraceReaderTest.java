package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.Observation;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole files: native, foreign, packed, several. Apostrophes stand for quotes. */
class TraceReaderTest extends WithTraceFiles {
  @Test
  void inputsAreReadAndOutputsAreHandedAside() throws IOException {
    var result =
        read(
            file(
                HEADER,
                "{'type':'sent','at':5,'uplink':'lte','target':'quad9','seq':0}",
                "{'type':'pace','at':9,'uplink':'lte','tempo':'fast'}",
                "{'type':'woken','at':7}"));
    assertThat(result.events()).hasSize(2);
    assertThat(recorded)
        .containsExactly(new Pace(new Moment(9), new UplinkId("lte", 1), Tempo.FAST));
    assertThat(result.reader().end()).isEqualTo(new Moment(9));
    assertThat(result.reader().lines()).isEqualTo(4);
    assertThat(result.reader().problems()).isEmpty();
    assertThat(names.uplinks()).containsExactly(new UplinkId("fibre", 0), new UplinkId("lte", 1));
    assertThat(names.targets()).containsExactly(new TargetId("quad9", 0));
    assertThat(names.servers()).containsExactly(new ServerId("vps", 0));
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
  void gzipOfSeveralMembersIsReadWhole() throws IOException {
    var all = new ByteArrayOutputStream();
    all.write(gzip(text(HEADER, woken(1)).getBytes(UTF_8)));
    all.write(gzip(text(woken(2), woken(3)).getBytes(UTF_8)));
    Path file = directory.resolve("members.gz");
    Files.write(file, all.toByteArray());
    assertThat(moments(read(file))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void whatStandsIsRepeatedForThoseWhoBeginThereOnly() throws IOException {
    String standing =
        "{'type':'standing','at':7,'events':[{'type':'link','at':2,'uplink':'lte','carrier':false},"
            + "{'type':'dated','at':0,'wall':'2026-11-22T03:00:00Z'},{'type':'pace','at':1,'uplink':'lte','tempo':'fast'}]}";
    Path file =
        file(HEADER, standing, woken(7), standing.replace("'pace'", "'standing'"), woken(8));
    assertThat(moments(read(file))).containsExactly(7L, 8L);
    List<Event> late = new ArrayList<>();
    try (var reader = TraceReader.open(List.of(file), names, _ -> {}, new Moment(8))) {
      while (reader.read(late, 10) > 0) {}
      assertThat(reader.problems().toString()).contains("what stands within what stands");
    }
    assertThat(late)
        .extracting(event -> event.getClass().getSimpleName() + " " + event.at().nanos())
        .containsExactly("Dated 8", "LinkFacts 8", "Woken 8");
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
    assertThat(result.events().stream().map(event -> ((Observation) event).id().sequence()))
        .containsExactly(4L, 9L, 14L);
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
    assertThat(result.reader().header()).isNull();
    assertThat(names.uplinks())
        .containsExactly(new UplinkId("starlink", 0), new UplinkId("lte", 1));
    assertThat(result.events().stream().map(TraceReaderTest::words))
        .containsExactly(
            "0 sent starlink/x#0",
            "500 sent lte/x#0",
            "600 returned starlink/x#0",
            "700 sent starlink/x#1",
            "708 returned starlink/x#1",
            "9999500 sent starlink/y#0",
            "10004500 returned starlink/y#0");
    assertThat(result.reader().problems()).hasSize(1);
    assertThat(result.reader().problems().getFirst().toString())
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
}
