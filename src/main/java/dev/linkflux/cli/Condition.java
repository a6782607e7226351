package dev.linkflux.cli;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How it stands with the uplinks, in one sentence. One owner; not thread safe. */
final class Condition {
  private final boolean observes;
  private final Map<String, Transition> newest = new HashMap<>();
  private List<Uplink> uplinks;
  private List<UplinkId> carrying = List.of();
  private List<UplinkId> standby = List.of();

  /**
   * @param observes true if routes are not changed
   */
  Condition(Settings settings, boolean observes) {
    this.uplinks = settings.uplinks();
    this.observes = observes;
  }

  void take(Event event) {
    switch (event) {
      case Transition transition -> newest.put(transition.uplink().name(), transition);
      case Election election -> {
        carrying = election.carrying();
        standby = election.standby();
      }
      case Reconfigured other -> {
        uplinks = other.settings().uplinks();
        newest.keySet().retainAll(uplinks.stream().map(Uplink::name).toList());
      }
      default -> {}
    }
  }

  /** Whether every uplink that is in service has had a verdict. */
  boolean isWhole() {
    return unknown().isEmpty();
  }

  String sentence() {
    List<String> words = new ArrayList<>();
    words.add(
        carrying.isEmpty()
            ? "no uplink carries traffic"
            : names(carrying) + (carrying.size() == 1 ? " carries traffic" : " carry traffic"));
    if (!standby.isEmpty()) {
      words.add(names(standby) + (standby.size() == 1 ? " stands by" : " stand by"));
    }
    uplinks.stream()
        .map(uplink -> newest.get(uplink.name()))
        .filter(transition -> transition != null && isWorthSaying(transition.to()))
        .map(
            transition ->
                "%s is %s (%s)".formatted(transition.uplink(), transition.to(), transition.cause()))
        .forEach(words::add);
    if (!isWhole()) {
      words.add("nothing is known yet of " + String.join(", ", unknown()));
    }
    return String.join("; ", words) + (observes ? " (--observe: nothing is changed)" : "");
  }

  private static boolean isWorthSaying(StateName state) {
    return state != StateName.UP && state != StateName.UNKNOWN;
  }

  private List<String> unknown() {
    return uplinks.stream()
        .filter(uplink -> !uplink.disabled())
        .map(Uplink::name)
        .filter(name -> isUnknown(name))
        .toList();
  }

  private boolean isUnknown(String uplink) {
    Transition transition = newest.get(uplink);
    return transition == null || transition.to() == StateName.UNKNOWN;
  }

  private static String names(List<UplinkId> uplinks) {
    return uplinks.stream().map(UplinkId::name).collect(Collectors.joining(", "));
  }
}
