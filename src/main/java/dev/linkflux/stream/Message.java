package dev.linkflux.stream;

import dev.linkflux.control.Shadowed;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Outcome;
import dev.linkflux.quality.Quality;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Steered;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An event with its number, put into words at most once, however many read it. It belongs to the
 * hub's loop: not thread safe.
 */
final class Message {
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private final long id;
  private final Kind kind;
  private final Event event;
  private final EventJson words;
  private byte @Nullable [] json;

  Message(long id, Kind kind, Event event, EventJson words) {
    this.id = id;
    this.kind = kind;
    this.event = event;
    this.words = words;
  }

  long id() {
    return id;
  }

  Kind kind() {
    return kind;
  }

  Event event() {
    return event;
  }

  /** The uplink that it is about, or null if it is about all of them. */
  @Nullable String uplink() {
    return uplink(event);
  }

  private static @Nullable String uplink(Event event) {
    return switch (event) {
      case Outcome outcome -> outcome.id().uplink().name();
      case Quality quality -> quality.uplink().name();
      case Transition transition -> transition.uplink().name();
      case Shadowed shadowed -> uplink(shadowed.decision());
      case Blamed blamed -> blamed.uplink().name();
      case Steered steered -> steered.uplink().name();
      case ServerVerdict verdict -> verdict.uplink().name();
      default -> null;
    };
  }

  /** The server that it is about, or null if it is about none, or all of them. */
  @Nullable String server() {
    return switch (event) {
      case Located located -> located.server().name();
      case ServerVerdict verdict -> verdict.server().name();
      case ServerTransition transition -> transition.server().name();
      case ServerElection election -> election.active().name();
      default -> null;
    };
  }

  /** True if it says what was decided, by the monitor or by its operator, rather than found. */
  boolean isDecision() {
    return switch (kind) {
      case TRANSITION, ELECTION, TARGET, OPERATOR -> true;
      case SERVER ->
          event instanceof ServerTransition
              || event instanceof ServerElection
              || event instanceof Appointed;
      case PROBE, QUALITY, PLAN, SHADOW, SELF -> false;
    };
  }

  /** What it is a newer word on: two messages with the same subject, and the later one counts. */
  Subject subject() {
    return switch (event) {
      case Outcome outcome ->
          new Subject(kind, outcome.id().uplink().ordinal(), outcome.id().target().ordinal());
      case Quality quality -> new Subject(kind, quality.uplink().ordinal(), -1);
      default -> new Subject(kind, -1, -1);
    };
  }

  record Subject(Kind kind, int uplink, int target) {}

  /** The JSON object, one line. */
  byte[] json() {
    byte[] known = json;
    if (known == null) {
      known = words.write(id, kind, event);
      json = known;
    }
    return known;
  }

  /** Appends the message as one server-sent event. */
  void writeTo(ByteArrayOutputStream out) {
    out.writeBytes(
        ("event: " + kind.wire() + "\nid: " + id + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(json());
    out.writeBytes(END);
  }
}
