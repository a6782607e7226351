package dev.linkflux.stream;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The clients that want the same: what is filtered, thinned and joined is so once for all of them.
 */
final class Audience {
  private final Thinning thinning;
  private final Packer packer;
  private final List<Listener> listeners = new ArrayList<>();

  /**
   * @param packer of the hub
   */
  Audience(Filter filter, Packer packer) {
    thinning = new Thinning(filter);
    this.packer = packer;
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
      if (listener.takesPacked()) {
        chunk.pack(packer);
      }
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
      if (thinning.passes(message)) {
        message.writeTo(out);
        events++;
      }
    }
    return events == 0 ? null : new Chunk(out.toByteArray(), events);
  }
}
