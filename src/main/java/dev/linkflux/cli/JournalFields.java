package dev.linkflux.cli;

import dev.linkflux.cli.SystemJournal.Priority;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Trouble;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.UplinkId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the journal's entry of an event says beside its sentence, so that it can be asked for:
 * {@code journalctl LINKFLUX_UPLINK=lte LINKFLUX_TO=Down}. The values are those of the stream.
 */
final class JournalFields {
  private final Map<String, String> fields = new LinkedHashMap<>();

  private JournalFields(String kind, Event event) {
    fields.put("LINKFLUX_EVENT", kind);
    fields.put("LINKFLUX_AT", Long.toString(event.at().nanos()));
  }

  /** The fields of an event; LINKFLUX_AT is where it stands in the trace. */
  static Map<String, String> of(Event event) {
    return switch (event) {
      case Transition one ->
          new JournalFields("transition", event)
              .with("UPLINK", one.uplink().name())
              .with("FROM", one.from().wire())
              .with("TO", one.to().wire())
              .with("CAUSE", one.cause().wire())
              .fields;
      case Election one ->
          new JournalFields("election", event)
              .with("CARRYING", names(one.carrying()))
              .with("STANDBY", names(one.standby()))
              .with("CAUSE", one.cause().wire())
              .fields;
      case ServerTransition one ->
          new JournalFields("server", event)
              .with("SERVER", one.server().name())
              .with("FROM", one.from().wire())
              .with("TO", one.to().wire())
              .with("CAUSE", one.cause())
              .fields;
      case ServerElection one ->
          new JournalFields("server", event)
              .with("SERVER", one.active().name())
              .with("CAUSE", one.cause())
              .fields;
      case ServerVerdict one ->
          new JournalFields("server", event)
              .with("SERVER", one.server().name())
              .with("UPLINK", one.uplink().name())
              .with("CAUSE", cause(one))
              .fields;
      case Located one ->
          new JournalFields("server", event).with("SERVER", one.server().name()).fields;
      case Blamed one ->
          new JournalFields("target", event)
              .with("UPLINK", one.uplink().name())
              .with("TARGET", one.target().name())
              .fields;
      case Steered one ->
          new JournalFields("order", event).with("UPLINK", one.uplink().name()).fields;
      case Trouble one -> new JournalFields("trouble", event).with("SOURCE", one.source()).fields;
      case RouteAnswer _, Drifted _ -> new JournalFields("routes", event).fields;
      default -> new JournalFields("self", event).fields;
    };
  }

  /** How urgent it is: warnings are what somebody may have to mend. */
  static Priority priority(Event event) {
    return switch (event) {
      case Transition one -> priority(one.to());
      case Election one -> one.carrying().isEmpty() ? Priority.ERROR : Priority.NOTICE;
      case ServerTransition one -> priority(one.to());
      case ServerVerdict one -> one.breach() == null ? Priority.INFO : Priority.WARNING;
      case Blamed one -> one.bad() ? Priority.WARNING : Priority.INFO;
      case Trouble _, RouteAnswer _, Drifted _ -> Priority.WARNING;
      default -> Priority.NOTICE;
    };
  }

  private static Priority priority(StateName to) {
    return switch (to) {
      case DOWN, DEGRADED -> Priority.WARNING;
      case UP, RECOVERING, DISABLED -> Priority.NOTICE;
      case UNKNOWN -> Priority.INFO;
    };
  }

  private static String cause(ServerVerdict verdict) {
    Breach breach = verdict.breach();
    return breach == null ? "" : breach.rung().wire();
  }

  private static String names(List<UplinkId> uplinks) {
    return uplinks.stream().map(UplinkId::name).collect(Collectors.joining(" "));
  }

  /** What is empty is left out. */
  private JournalFields with(String name, String value) {
    if (!value.isEmpty()) {
      fields.put("LINKFLUX_" + name, value);
    }
    return this;
  }
}
