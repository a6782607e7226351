package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inputs of before and of after a change of the settings, mixed. */
class FittingTest {
  private static final Settings SETTINGS = Scenario.settings(3, 2);

  private static Event sent(UplinkId uplink) {
    ProbeId id = new ProbeId(uplink, SETTINGS.targets().getFirst().id(), 1);
    return new Observation.Sent(Moment.ZERO, id);
  }

  @Test
  void aPlaceThatWasAnothersIsNotTakenForIt() {
    Fitting fitting = new Fitting(SETTINGS);
    UplinkId now = SETTINGS.uplinks().getFirst().id();
    UplinkId late = new UplinkId(SETTINGS.uplinks().get(1).name(), 0);
    UplinkId gone = new UplinkId("gone", 0);
    List<Event> mixed =
        List.of(sent(now), sent(late), sent(gone), sent(now), new Used(Moment.ZERO, late, 7));
    UplinkId own = SETTINGS.uplinks().get(1).id();
    assertThat(fitting.fit(mixed))
        .containsExactly(sent(now), sent(own), sent(now), new Used(Moment.ZERO, own, 7));
  }

  @Test
  void whatFitsIsNotCopied() {
    List<Event> batch = List.of(sent(SETTINGS.uplinks().getLast().id()));
    assertThat(new Fitting(SETTINGS).fit(batch)).isSameAs(batch);
  }
}
