package dev.linkflux.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Holds what was decided when a trace was recorded against what its replay decides: transitions,
 * elections and plans, one by one in their order. Two are equal if they are written alike.
 */
public final class Comparison {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LineEncoder encoder = new LineEncoder();
  private final Deque<Event> recorded = new ArrayDeque<>();
  private final Deque<Event> replayed = new ArrayDeque<>();
  private long equal;
  private String difference = "";

  /** Takes an event of the recording; what is not compared is ignored. */
  public void recorded(Event event) {
    take(event, recorded, replayed, false);
  }

  /** Takes an event of the replay; what is not compared is ignored. */
  public void replayed(Event event) {
    take(event, replayed, recorded, true);
  }

  /** How many were equal, up to the first difference. */
  public long equal() {
    return equal;
  }

  /**
   * The first difference, in words; nothing if there is none. To be asked when both are at their
   * end: what has no counterpart by then is a difference.
   */
  public Optional<String> firstDifference() {
    if (difference.isEmpty() && !recorded.isEmpty()) {
      return Optional.of("only recorded: " + text(recorded.getFirst()));
    }
    if (difference.isEmpty() && !replayed.isEmpty()) {
      return Optional.of("only replayed: " + text(replayed.getFirst()));
    }
    return Optional.of(difference).filter(words -> !words.isEmpty());
  }

  private void take(Event event, Deque<Event> own, Deque<Event> others, boolean isReplayed) {
    boolean compared =
        event instanceof Transition || event instanceof Election || event instanceof RoutePlan;
    if (!compared || !difference.isEmpty()) {
      return;
    }
    if (others.isEmpty()) {
      own.add(event);
      return;
    }
    Event other = others.remove();
    difference = isReplayed ? difference(other, event) : difference(event, other);
    if (difference.isEmpty()) {
      equal++;
    }
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
