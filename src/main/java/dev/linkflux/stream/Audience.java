package dev.linkflux.stream;

import dev.linkflux.time.Moment;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The clients that want the same: what is filtered, thinned and joined is so once for all of them.
 */
final class Audience {
  private final Filter filter;
  private final List<Listener> listeners = new ArrayList<>();
  private final Map<Message.Subject, Long> periods = new HashMap<>();

  Audience(Filter filter) {
    this.filter = filter;
  }

  void join(Listener listener) {
    listeners.add(listener);
  }

  /** True if that was the last one. */
  boolean leave(Listener listener) {
    listeners.remove(listener);
    return listeners.isEmpty();
  }

  /**
   * Tells the messages to all.
   *
   * @param slow is given who cannot take them
   */
  void tell(List<Message> messages, Consumer<Listener> slow) {
    Chunk chunk = chunk(messages);
    if (chunk != null) {
      send(chunk, slow);
    }
  }

  void send(Chunk chunk, Consumer<Listener> slow) {
    for (Listener listener : List.copyOf(listeners)) {
      if (!listener.offer(chunk)) {
        slow.accept(listener);
      }
    }
  }

  /** How many events wait for each of them. */
  IntStream waiting() {
    return listeners.stream().mapToInt(Listener::waiting);
  }

  /** Nothing more will come. */
  void end() {
    listeners.forEach(Listener::end);
  }

  private @Nullable Chunk chunk(List<Message> messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    int events = 0;
    for (Message message : messages) {
      if (filter.passes(message) && isDue(message)) {
        message.writeTo(out);
        events++;
      }
    }
    return events == 0 ? null : new Chunk(out.toByteArray(), events);
  }

  /**
   * One in each period of the grid: unlike a minimum distance, that does not beat with the pace.
   */
  private boolean isDue(Message message) {
    if (filter.every().isZero() || !message.kind().isFrequent()) {
      return true;
    }
    Moment at = message.event().at();
    long period = Math.floorDiv(at.nanos(), filter.every().toNanos());
    Long before = periods.put(message.subject(), period);
    return before == null || before != period;
  }
}
