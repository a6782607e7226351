package dev.linkflux.notify;

import static dev.linkflux.notify.Samples.FIBRE;
import static dev.linkflux.notify.Samples.LTE;
import static dev.linkflux.notify.Samples.SPARE;
import static dev.linkflux.notify.Samples.VPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Settings;
import dev.linkflux.control.Wording.Word;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is news, and how much it matters. */
class ReporterTest {
  private static final Settings SETTINGS =
      new Settings(
          List.of(
              new Uplink(FIBRE, "wan1", 1, List.of(), 1, false),
              new Uplink(LTE, "wan2", 2, List.of(), 1, false)),
          List.of(),
          List.of(),
          Samples.SETTINGS.probing(),
          Samples.SETTINGS.windowing(),
          Samples.SETTINGS.rules(),
          Samples.SETTINGS.routing(),
          Samples.SETTINGS.servers());

  private final Reporter reporter = new Reporter(SETTINGS, Samples.CLOCK, 1);

  private List<String> told(Event... events) {
    List<String> told = new ArrayList<>();
    for (Event event : events) {
      for (News news : reporter.of(event)) {
        told.add("%s %s: %s".formatted(news.severity(), news.about(), news.word(Word.TITLE)));
      }
    }
    return told;
  }

  private static Transition to(UplinkId uplink, StateName from, StateName to, Cause cause) {
    return new Transition(Samples.millis(1), uplink, from, to, cause, List.of(), "it is " + to);
  }

  private static Election isolated(Cause cause) {
    return new Election(Samples.millis(2), List.of(LTE), List.of(), List.of(), cause, "so it is");
  }

  @Test
  void thatItStartsAndFindsAllWellIsNoNews() {
    assertThat(
            told(
                to(FIBRE, StateName.UNKNOWN, StateName.UP, Cause.STARTED),
                Samples.election(2, List.of(FIBRE), List.of(LTE)),
                Samples.inUse(3, VPS, "started"),
                Samples.located(4, "192.0.2.1")))
        .isEmpty();
  }

  @Test
  void whatItFindsBrokenIs() {
    assertThat(told(to(FIBRE, StateName.UNKNOWN, StateName.DOWN, Cause.BLACKOUT)))
        .containsExactly("WARNING fibre: fibre is Down (blackout)");
  }

  @Test
  void uplinksTrafficAndServersAreTold() {
    assertThat(
            told(
                Samples.election(1, List.of(FIBRE), List.of(LTE)),
                Samples.inUse(1, VPS, "started"),
                to(FIBRE, StateName.UP, StateName.DOWN, Cause.LOSS),
                Samples.election(2, List.of(LTE), List.of()),
                to(FIBRE, StateName.DOWN, StateName.RECOVERING, Cause.LOSS),
                to(FIBRE, StateName.RECOVERING, StateName.UP, Cause.RECOVERED),
                Samples.serverDown(3),
                Samples.inUse(4, SPARE, "port-refused")))
        .containsExactly(
            "WARNING fibre: fibre is Down (loss)",
            "INFO traffic: lte carries (loss)",
            "INFO fibre: fibre is Recovering (loss)",
            "INFO fibre: fibre is Up (recovered)",
            "CRITICAL server vps: vps is Down (port-refused)",
            "INFO servers: spare is in use (port-refused)");
  }

  @Test
  void thatNoUplinkIsUsableIsUrgent() {
    assertThat(
            told(
                to(FIBRE, StateName.UP, StateName.DOWN, Cause.LOSS),
                to(LTE, StateName.UP, StateName.DEGRADED, Cause.RTT),
                to(LTE, StateName.DEGRADED, StateName.DOWN, Cause.BLACKOUT),
                to(LTE, StateName.DOWN, StateName.RECOVERING, Cause.BLACKOUT)))
        .containsExactly(
            "WARNING fibre: fibre is Down (loss)",
            "WARNING lte: lte is Degraded (rtt)",
            "WARNING lte: lte is Down (blackout)",
            "CRITICAL all uplinks: no uplink is usable",
            "INFO lte: lte is Recovering (blackout)",
            "INFO all uplinks: an uplink is usable again");
  }

  @Test
  void silenceEverywhereIsUrgentToo() {
    assertThat(told(isolated(Cause.ISOLATED), isolated(Cause.ISOLATED), isolated(Cause.RECOVERED)))
        .containsExactly(
            "CRITICAL all uplinks: no uplink is usable",
            "INFO all uplinks: an uplink is usable again");
  }

  @Test
  void theWordsAreThoseOfTheEvent() {
    reporter.of(Samples.election(1, List.of(FIBRE), List.of(LTE)));
    News news = reporter.of(Samples.transition(5)).getFirst();
    assertThat(news.words())
        .containsEntry(Word.UPLINK, "fibre")
        .containsEntry(Word.STATE, "Down")
        .containsEntry(Word.FROM, "Up")
        .containsEntry(Word.CAUSE, "loss")
        .containsEntry(Word.SENTENCE, "fibre is Down: 31 % of probes are lost")
        .containsEntry(Word.DETAILS, "loss 0.31, limit 0.1 ratio")
        .containsEntry(Word.CARRYING, "fibre")
        .containsEntry(Word.STANDBY, "lte");
  }
}
