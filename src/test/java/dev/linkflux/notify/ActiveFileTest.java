package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.server.Located;
import dev.linkflux.server.Remembered;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The file that says which server is in use. */
class ActiveFileTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH);

  @TempDir private Path directory;

  private final Log log = new Log();
  private final VirtualTimeScheduler aside = VirtualTimeScheduler.create();
  private final Sinks.Many<List<Event>> events = Sinks.many().unicast().onBackpressureBuffer();
  private Path state = Path.of("");
  private boolean over;

  @BeforeEach
  void feed() {
    state = directory.resolve("state");
    ActiveFile file = new ActiveFile(state, Samples.SETTINGS, Samples.CLOCK, aside, log);
    var _ = file.feed(events.asFlux()).subscribe(_ -> {}, _ -> {}, () -> over = true);
  }

  @AfterEach
  void stop() {
    aside.dispose();
  }

  private void happens(Event... turn) {
    events.emitNext(List.of(turn), Sinks.EmitFailureHandler.FAIL_FAST);
  }

  private List<Event> remembered() {
    return remembered(Samples.SETTINGS.servers());
  }

  private List<Event> remembered(List<Server> servers) {
    return ActiveFile.remembered(state, servers, log).stream()
        .map(event -> event.at(Moment.ZERO))
        .toList();
  }

  private Path file() {
    return state.resolve("server.json");
  }

  @Test
  void itSaysWhichServerIsInUseSinceWhenWhyAndWhere() throws IOException {
    happens(Samples.transition(1), Samples.inUse(1500, Samples.SPARE, "port-refused"));

    assertThat(file())
        .hasContent(
            """
            {"active":"spare","addresses":["192.0.2.9","2001:db8:0:0:0:0:0:9"],\
            "since":"2026-11-22T03:00:01.500Z","cause":"port-refused",\
            "servers":{"vps":["192.0.2.1"],"spare":["192.0.2.9","2001:db8:0:0:0:0:0:9"]}}
            """);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-r--r--");
    assertThat(remembered()).containsExactly(new Remembered(Moment.ZERO, Samples.SPARE));
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void beforeAServerIsInUseThereIsNoFile() {
    happens(Samples.located(1, "192.0.2.7"), Samples.transition(2));

    assertThat(state).doesNotExist();
    assertThat(remembered()).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void itFollowsTheAddressesOfTheServerInUse() {
    happens(Samples.inUse(1, Samples.VPS, "started"));
    happens(Samples.stale(2000, "192.0.2.7"));

    assertThat(file())
        .content()
        .contains("\"addresses\":[\"192.0.2.7\"]", "\"since\":\"2026-11-22T03:00:00.001Z\"");
  }

  @Test
  void whereNamedServersWereIsRememberedBeforeWhichWasInUse() {
    happens(Samples.inUse(1, Samples.SPARE, "started"), Samples.located(2, "192.0.2.7"));

    Server named =
        new Server(
            Samples.VPS,
            List.of(Host.named("vps.example.net")),
            Server.Role.MAIN,
            Server.Through.CARRYING,
            Check.NONE,
            Server.Hysteresis.DEFAULT);
    assertThat(remembered(List.of(named, Samples.SETTINGS.servers().getLast())))
        .containsExactly(
            new Located(
                Moment.ZERO, Samples.VPS, List.of(InetAddress.ofLiteral("192.0.2.7")), true, null),
            new Remembered(Moment.ZERO, Samples.SPARE));
  }

  @Test
  void itIsWrittenOnChangesOnly() throws IOException {
    happens(Samples.inUse(1, Samples.SPARE, "started"));
    Files.setLastModifiedTime(file(), LONG_AGO);
    happens(new Woken(Samples.millis(100_000)));
    happens(Samples.transition(100_001));
    assertThat(Files.getLastModifiedTime(file())).isEqualTo(LONG_AGO);

    happens(Samples.inUse(200_000, Samples.VPS, "recovered"));
    assertThat(file()).content().contains("\"active\":\"vps\"", "192.0.2.1");
  }

  @Test
  void whatCannotBeWrittenIsToldOnceAndTriedAgain() throws IOException {
    Files.writeString(state, "in the way");
    happens(Samples.inUse(1, Samples.SPARE, "started"));
    happens(new Woken(Samples.millis(5_000)));
    happens(new Woken(Samples.millis(10_001)));
    happens(new Woken(Samples.millis(12_000)));
    assertThat(log.lines()).hasSize(1).first().asString().contains("cannot be written");

    Files.delete(state);
    happens(new Woken(Samples.millis(20_000)));
    assertThat(file()).doesNotExist();
    happens(new Woken(Samples.millis(20_001)));

    assertThat(file()).content().contains("spare");
    assertThat(log.lines()).hasSize(2).last().asString().endsWith("is written again");
  }

  @Test
  void itOutlivesTheEventsInWhateverWayTheyEnd() {
    happens(Samples.inUse(1, Samples.SPARE, "started"));
    events.emitError(new IllegalStateException("broken"), Sinks.EmitFailureHandler.FAIL_FAST);

    assertThat(over).isTrue();
    assertThat(file()).content().contains("spare");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"active\":{}}",
        "{\"active\":\"\"}",
        "{\"other\":1}",
        "{\"active\":\"vps\",\"servers\":{\"vps\":[\"no address\"]}}",
        "\0\1"
      })
  void garbageIsToldAndForgotten(String content) throws IOException {
    Files.createDirectories(state);
    Files.writeString(file(), content);

    assertThat(remembered()).isEmpty();
    assertThat(log.lines()).hasSize(1).first().asString().endsWith("is forgotten");
  }

  @Test
  void whatIsNoFileIsToldAndForgotten() throws IOException {
    Files.createDirectories(file());

    assertThat(remembered()).isEmpty();
    assertThat(log.lines()).hasSize(1);
  }
}
