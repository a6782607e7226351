package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.kernel.LocalReceiver;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.UplinkId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/** What systemd is told, moment by moment. */
class SupervisionTest {
  private static final Settings SETTINGS = Scenario.settings(2, 1);
  private static final UplinkId FIRST = SETTINGS.uplinks().get(0).id();
  private static final UplinkId SECOND = SETTINGS.uplinks().get(1).id();

  @TempDir private Path directory;

  private final Map<String, String> environment = new HashMap<>();
  private final Sinks.Many<List<Event>> events = Sinks.many().multicast().directBestEffort();
  private LocalReceiver systemd;

  @BeforeEach
  void listen() throws Exception {
    String path = directory.resolve("notify").toString();
    systemd = new LocalReceiver(path);
    environment.put("NOTIFY_SOCKET", path);
  }

  @AfterEach
  void close() {
    systemd.close();
  }

  private Supervision supervision(boolean observes) {
    Supervision supervision = Supervision.of(SETTINGS, observes, environment);
    supervision.follow(events.asFlux());
    return supervision;
  }

  private void happens(Event... together) {
    events.emitNext(List.of(together), EmitFailureHandler.FAIL_FAST);
  }

  private static Moment at(double seconds) {
    return new Moment((long) (seconds * 1e9));
  }

  private static Transition transition(double at, UplinkId uplink, StateName to, Cause cause) {
    return new Transition(at(at), uplink, StateName.UNKNOWN, to, cause, List.of(), "");
  }

  private static Election election(double at, UplinkId carrying, UplinkId... standby) {
    return new Election(
        at(at), List.of(carrying), List.of(standby), List.of(), Cause.STARTED, "elected");
  }

  @Test
  void itIsReadyOnceEveryUplinkHasItsFirstVerdictAndTellsHowItStandsFromThenOn() {
    supervision(false);
    happens(new Woken(at(0)));
    happens(transition(1, FIRST, StateName.UP, Cause.STARTED), election(1, FIRST));
    assertThat(systemd.waiting()).isEmpty();

    happens(transition(2, SECOND, StateName.DOWN, Cause.BLACKOUT));
    assertThat(systemd.waiting())
        .containsExactly(
            "READY=1\nSTATUS=%s carries traffic; %s is Down (blackout)".formatted(FIRST, SECOND));
    happens(new Woken(at(3)));
    assertThat(systemd.waiting()).isEmpty();
    happens(transition(4, SECOND, StateName.UP, Cause.RECOVERED), election(4, FIRST, SECOND));
    assertThat(systemd.waiting())
        .containsExactly("STATUS=%s carries traffic; %s stands by".formatted(FIRST, SECOND));
  }

  @Test
  void aModemThatNeverAnswersHoldsReadinessUpForABoundedTime() {
    supervision(true);
    happens(new Woken(at(5)));
    happens(transition(6, FIRST, StateName.UP, Cause.STARTED), election(6, FIRST));
    happens(new Woken(at(19.9)));
    assertThat(systemd.waiting()).isEmpty();

    happens(new Woken(at(20)));
    assertThat(systemd.waiting())
        .containsExactly(
            "READY=1\nSTATUS=%s carries traffic; nothing is known yet of %s (--observe: nothing is changed)"
                .formatted(FIRST, SECOND));
  }

  @Test
  void beatsAreHeartbeatsThatCameOutOfThePipelineFourTimesInTheWatchdogsTime() {
    environment.put("WATCHDOG_USEC", "2000000");
    environment.put("WATCHDOG_PID", Long.toString(ProcessHandle.current().pid()));
    supervision(false);
    for (int tenth = 0; tenth < 21; tenth++) {
      happens(new Woken(at(tenth / 10.0)));
    }
    assertThat(systemd.waiting()).hasSize(5).containsOnly("WATCHDOG=1");

    for (int tenth = 30; tenth < 50; tenth++) {
      happens(transition(tenth / 10.0, FIRST, StateName.UP, Cause.STARTED));
    }
    assertThat(systemd.waiting()).isEmpty(); // much goes on, but time does not pass
  }

  @Test
  void aWatchdogOfAnotherProcessIsNotFed() {
    environment.put("WATCHDOG_USEC", "2000000");
    environment.put("WATCHDOG_PID", "1");
    supervision(false);
    happens(new Woken(at(1)));
    assertThat(systemd.waiting()).isEmpty();
  }

  @Test
  void aReloadIsToldWithItsMomentAndItsEndByReadinessWithTheNewUplinks() {
    Supervision supervision = supervision(false);
    supervision.reloading();
    assertThat(systemd.waiting()).isEmpty(); // systemd takes it from a service that is ready only
    happens(
        transition(1, FIRST, StateName.UP, Cause.STARTED),
        transition(1, SECOND, StateName.DOWN, Cause.CARRIER_LOST),
        election(1, FIRST));
    assertThat(systemd.waiting()).hasSize(1);

    long before = System.nanoTime() / 1000;
    supervision.reloading();
    String told = systemd.waiting().getFirst();
    assertThat(told).startsWith("RELOADING=1\nMONOTONIC_USEC=");
    assertThat(Long.parseLong(told.split("[=\n]", -1)[3]))
        .isBetween(before, System.nanoTime() / 1000);
    happens(new Reconfigured(at(2), Scenario.settings(1, 1), null, "{}"));
    assertThat(systemd.waiting()).isEmpty();
    supervision.reloaded();
    assertThat(systemd.waiting())
        .containsExactly("READY=1\nSTATUS=%s carries traffic".formatted(FIRST));
  }

  @Test
  void theEndIsToldAndNothingAfterIt() {
    environment.put("WATCHDOG_USEC", "1000000");
    Supervision supervision = supervision(false);
    supervision.stopping();
    happens(
        new Woken(at(30)),
        transition(30, FIRST, StateName.UP, Cause.STARTED),
        transition(30, SECOND, StateName.UP, Cause.STARTED));
    assertThat(systemd.waiting()).containsExactly("STOPPING=1\nSTATUS=ends");
  }

  @Test
  void aReloadThatEndsWithTheServiceIsNotTold() {
    Supervision supervision = supervision(false);
    happens(
        transition(1, FIRST, StateName.UP, Cause.STARTED),
        transition(1, SECOND, StateName.UP, Cause.STARTED));
    supervision.reloading();
    supervision.stopping();
    assertThat(systemd.waiting()).hasSize(3).last().asString().startsWith("STOPPING=1\n");
    supervision.reloaded();
    assertThat(systemd.waiting()).isEmpty();
  }

  @Test
  void readinessThatCouldNotBeToldIsToldLater() throws Exception {
    supervision(false);
    systemd.close();
    happens(
        transition(1, FIRST, StateName.UP, Cause.STARTED),
        transition(1, SECOND, StateName.UP, Cause.STARTED),
        election(1, FIRST, SECOND));
    Path path = Path.of(environment.get("NOTIFY_SOCKET"));
    java.nio.file.Files.delete(path);
    systemd = new LocalReceiver(path.toString());

    happens(new Woken(at(1.1)));
    assertThat(systemd.waiting()).hasSize(1).first().asString().startsWith("READY=1\n");
  }

  @Test
  void withoutAManagerNobodyFollows() {
    Supervision nobody = Supervision.of(SETTINGS, false, Map.of("WATCHDOG_USEC", "1000000"));
    nobody.follow(events.asFlux());
    assertThat(events.currentSubscriberCount()).isZero();
    nobody.reloading();
    nobody.reloaded();
    nobody.stopping();
    assertThat(systemd.next(Duration.ofMillis(1))).isEmpty();
  }
}
