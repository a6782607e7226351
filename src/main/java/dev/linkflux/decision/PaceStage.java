package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * How quickly each uplink is to be probed, told when it changes: as its state asks for, but never
 * rarely unless it is metered and stands by. Consumes {@link Attention}.
 */
final class PaceStage implements Stage {
  private final List<Uplink> uplinks;
  private final Tempo[] wanted;
  private final Tempo[] said;
  private List<UplinkId> carrying = List.of();

  PaceStage(List<Uplink> uplinks) {
    this.uplinks = uplinks;
    this.wanted = new Tempo[uplinks.size()];
    this.said = new Tempo[uplinks.size()];
    Arrays.fill(wanted, Tempo.STEADY);
    Arrays.fill(said, Tempo.STEADY);
  }

  /** The stage that goes on with other uplinks: what was said of each stands. */
  PaceStage successor(List<Uplink> others, Renewal renewal) {
    PaceStage heir = new PaceStage(others);
    renewal.names().inherit(wanted, _ -> Tempo.STEADY, heir.wanted);
    renewal.names().inherit(said, _ -> Tempo.STEADY, heir.said);
    heir.carrying = renewal.lines().of(carrying);
    return heir;
  }

  /** Says what is not said yet. */
  void tellAll(Moment at, Consumer<? super Event> next) {
    uplinks.forEach(uplink -> tell(uplink, at, next));
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    switch (event) {
      case Attention attention -> {
        wanted[attention.uplink().ordinal()] = attention.tempo();
        tell(uplinks.get(attention.uplink().ordinal()), attention.at(), next);
      }
      case Election election -> {
        next.accept(election);
        carrying = election.carrying();
        tellAll(election.at(), next);
      }
      default -> next.accept(event);
    }
  }

  private void tell(Uplink uplink, Moment at, Consumer<? super Event> next) {
    Tempo tempo = wanted[uplink.id().ordinal()];
    if (tempo == Tempo.REST && (!uplink.isMetered() || carrying.contains(uplink.id()))) {
      tempo = Tempo.STEADY;
    }
    if (said[uplink.id().ordinal()] != tempo) {
      said[uplink.id().ordinal()] = tempo;
      next.accept(new Pace(at, uplink.id(), tempo));
    }
  }
}
