package dev.linkflux.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was decided when a trace was recorded against what its replay decides: transitions,
 * elections and plans, one by one in their order, and so the targets that were found bad, and what
 * was decided about servers. Two are equal if they are written alike. A recording of before
 * elections told what they considered is not held against that, nor against bad targets, which it
 * did not tell either; nor is one of before servers were checked against what is decided of them.
 */
public final class Comparison {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LineEncoder encoder = new LineEncoder();
  private final Waiting decisions = new Waiting();
  private final Waiting targets = new Waiting();
  private final Waiting servers = new Waiting();
  private boolean tacit;
  private boolean watched;
  private long equal;
  private String difference = "";

  /** What one side has said and the other has not yet. */
  private record Waiting(Deque<Event> recorded, Deque<Event> replayed) {
    Waiting() {
      this(new ArrayDeque<>(), new ArrayDeque<>());
    }
  }

  /** Takes an event of the recording; what is not compared is ignored. */
  public void recorded(Event event) {
    tacit |= event instanceof Election election && election.considered().isEmpty();
    Waiting waiting = waiting(event);
    if (waiting != null) {
      take(event, waiting.recorded, waiting.replayed, false);
    }
  }

  /** Takes an event of the replay; what is not compared is ignored. */
  public void replayed(Event event) {
    watched |= event instanceof Checked || event instanceof Located;
    Waiting waiting = waiting(event);
    if (waiting != null) {
      take(event, waiting.replayed, waiting.recorded, true);
    }
  }

  private @Nullable Waiting waiting(Event event) {
    return switch (event) {
      case Transition _, Election _, RoutePlan _ -> decisions;
      case Blamed _ -> targets;
      case ServerVerdict _, ServerTransition _, ServerElection _ -> servers;
      default -> null;
    };
  }

  /** How many were equal, up to the first difference. */
  public long equal() {
    return equal;
  }

  /**
   * The first difference, in words; nothing if there is none. To be asked when both are at their
   * end: what has no counterpart by then is a difference; but for what was decided at the very end
   * of the recording, which a process that is killed takes with it.
   *
   * @param end the last moment of which the recording tells
   */
  public Optional<String> firstDifference(Moment end) {
    if (!difference.isEmpty()) {
      return Optional.of(difference);
    }
    boolean toldOfServers = watched || !servers.recorded.isEmpty();
    return left(decisions, end)
        .or(() -> tacit ? Optional.empty() : left(targets, end))
        .or(() -> toldOfServers ? left(servers, end) : Optional.empty());
  }

  private Optional<String> left(Waiting waiting, Moment end) {
    if (!waiting.recorded.isEmpty()) {
      return Optional.of("only recorded: " + text(waiting.recorded.getFirst()));
    }
    return waiting.replayed.isEmpty() || !waiting.replayed.getFirst().at().isBefore(end)
        ? Optional.empty()
        : Optional.of("only replayed: " + text(waiting.replayed.getFirst()));
  }

  private void take(Event event, Deque<Event> own, Deque<Event> others, boolean isReplayed) {
    if (!difference.isEmpty()) {
      return;
    }
    if (others.isEmpty()) {
      own.add(event);
      return;
    }
    Event other = others.remove();
    difference = isReplayed ? compared(other, event) : compared(event, other);
    if (difference.isEmpty()) {
      equal++;
    }
  }

  private String compared(Event recorded, Event replayed) {
    return recorded instanceof Election before
            && replayed instanceof Election now
            && before.considered().isEmpty()
        ? difference(before, untold(now))
        : difference(recorded, replayed);
  }

  private static Election untold(Election it) {
    return new Election(
        it.at(), it.carrying(), it.standby(), it.excluded(), it.cause(), it.sentence());
  }

  private String difference(Event recorded, Event replayed) {
    if (recorded.equals(replayed)) {
      return "";
    }
    JsonNode one = json(recorded);
    JsonNode two = json(replayed);
    if (one.equals(two)) {
      return "";
    }
    String where = "number %d differs".formatted(equal + 1);
    if (one.path("type").equals(two.path("type"))) {
      for (var field : one.properties()) {
        JsonNode counterpart = two.path(field.getKey());
        if (!field.getValue().equals(counterpart)) {
          where +=
              " in %s: recorded %s, replayed %s"
                  .formatted(field.getKey(), field.getValue(), counterpart);
          break;
        }
      }
    }
    return "%s (recorded: %s; replayed: %s)".formatted(where, text(recorded), text(replayed));
  }

  private String text(Event event) {
    return new String(encoder.encode(event), StandardCharsets.UTF_8).strip();
  }

  private JsonNode json(Event event) {
    try {
      return MAPPER.readTree(text(event));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own line is JSON", e);
    }
  }
}
