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
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Steered;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event with its number, put into words at most once, however many read it. It belongs to the
 * hub's loop: not thread safe.
 */
final class Message {
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private final long id;
  private final Kind kind;
  private final Moment at;
  private final @Nullable String uplink;
  private final @Nullable String server;
  private final boolean decision;
  private final Subject subject;
  private final EventJson words;
  private @Nullable Event event;
  private byte @Nullable [] json;

  Message(long id, Kind kind, Event event, EventJson words) {
    this.id = id;
    this.kind = kind;
    this.event = event;
    this.words = words;
    at = event.at();
    uplink = uplink(event);
    server = server(event);
    decision = isDecision(kind, event);
    subject = subject(kind, event);
  }

  long id() {
    return id;
  }

  Kind kind() {
    return kind;
  }

  Moment at() {
    return at;
  }

  /** The uplink that it is about, or null if it is about all of them. */
  @Nullable String uplink() {
    return uplink;
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
    return server;
  }

  private static @Nullable String server(Event event) {
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
    return decision;
  }

  private static boolean isDecision(Kind kind, Event event) {
    return switch (kind) {
      case TRANSITION, ELECTION, TARGET, OPERATOR, CONFIG -> true;
      case SERVER ->
          event instanceof ServerTransition
              || event instanceof ServerElection
              || event instanceof Appointed;
      case PROBE, QUALITY, PLAN, SHADOW, SELF -> false;
    };
  }

  /** What it is a newer word on: two messages with the same subject, and the later one counts. */
  Subject subject() {
    return subject;
  }

  private static Subject subject(Kind kind, Event event) {
    return switch (event) {
      case Outcome outcome ->
          new Subject(kind, outcome.id().uplink().name(), outcome.id().target().name());
      case Quality quality -> new Subject(kind, quality.uplink().name(), null);
      default -> new Subject(kind, null, null);
    };
  }

  /** An uplink, or one and a target, by name: an id is of some settings only. */
  record Subject(Kind kind, @Nullable String uplink, @Nullable String target) {}

  /** The JSON object, one line. */
  byte[] json() {
    byte[] known = json;
    if (known == null) {
      known = words.write(id, kind, Objects.requireNonNull(event));
      json = known;
      event = null; // all that is still asked for is here
    }
    return known;
  }

  /** Appends the message as one server-sent event. */
  void writeTo(ByteArrayOutputStream out) {
    write(kind.wire(), id, json(), out);
  }

  /** Appends one server-sent event. */
  static void write(String kind, long id, byte[] json, ByteArrayOutputStream out) {
    out.writeBytes(
        ("event: " + kind + "\nid: " + id + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(json);
    out.writeBytes(END);
  }
}
