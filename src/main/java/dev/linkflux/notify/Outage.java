package dev.linkflux.notify;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether no uplink at all is usable: each is down or disabled, or all are silent at once. */
final class Outage {
  private final Set<UplinkId> usable = new HashSet<>();
  private boolean isolated;
  private boolean isOut;

  /**
   * That it begins or ends.
   *
   * @param sentence what led there
   */
  record Turn(boolean begun, Cause cause, String sentence) {}

  /** All are taken to be usable until they are known not to be. */
  Outage(List<Uplink> uplinks) {
    uplinks.stream()
        .filter(uplink -> !uplink.disabled())
        .forEach(uplink -> usable.add(uplink.id()));
  }

  /** Whether it begins or ends by this event; null if neither. */
  @Nullable Turn after(Event event) {
    return switch (event) {
      case Transition it -> {
        if (it.to() == StateName.DOWN || it.to() == StateName.DISABLED) {
          usable.remove(it.uplink());
        } else {
          usable.add(it.uplink());
        }
        yield turn(it.cause(), it.sentence());
      }
      case Election it when it.cause() == Cause.ISOLATED || it.cause() == Cause.RECOVERED -> {
        isolated = it.cause() == Cause.ISOLATED;
        yield turn(it.cause(), it.sentence());
      }
      default -> null;
    };
  }

  private @Nullable Turn turn(Cause cause, String sentence) {
    boolean now = usable.isEmpty() || isolated;
    if (now == isOut) {
      return null;
    }
    isOut = now;
    return new Turn(now, cause, sentence);
  }
}
