package dev.linkflux.notify;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Uplink;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether no uplink at all is usable: each is down or disabled, or all are silent at once. */
final class Outage {
  private final Set<String> usable = new HashSet<>();
  private List<String> known;
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
    known = uplinks.stream().map(Uplink::name).toList();
    uplinks.stream()
        .filter(uplink -> !uplink.disabled())
        .forEach(uplink -> usable.add(uplink.name()));
  }

  /** While there is none, those that are new have to show first that they are usable. */
  private void reconfigured(List<Uplink> now) {
    usable.retainAll(now.stream().map(Uplink::name).toList());
    if (!isOut) {
      now.stream()
          .filter(uplink -> !known.contains(uplink.name()) && !uplink.disabled())
          .forEach(uplink -> usable.add(uplink.name()));
    }
    known = now.stream().map(Uplink::name).toList();
  }

  /** Whether it begins or ends by this event; null if neither. */
  @Nullable Turn after(Event event) {
    return switch (event) {
      case Transition it -> {
        if (it.to() == StateName.DOWN || it.to() == StateName.DISABLED) {
          usable.remove(it.uplink().name());
        } else {
          usable.add(it.uplink().name());
        }
        yield turn(it.cause(), it.sentence());
      }
      case Election it when it.cause() == Cause.ISOLATED || it.cause() == Cause.RECOVERED -> {
        isolated = it.cause() == Cause.ISOLATED;
        yield turn(it.cause(), it.sentence());
      }
      case Reconfigured it -> {
        reconfigured(it.settings().uplinks());
        yield turn(Cause.RECONFIGURED, "the configuration has changed");
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
