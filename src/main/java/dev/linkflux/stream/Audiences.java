package dev.linkflux.stream;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;

/**
 * All clients that are told what happens, by what they want: who joins, who leaves, and who is
 * dropped for being too slow. Telling never waits for any of them. Of the hub's loop.
 */
final class Audiences {
  private static final Chunk HEARTBEAT =
      new Chunk(": still here\n\n".getBytes(StandardCharsets.US_ASCII), 1);

  private final Map<Filter, Audience> all = new HashMap<>();
  private final Packer packer = new Packer();
  private long dropped;
  private boolean over;

  /** A client joins; from here on it misses nothing. */
  void join(Listener listener) {
    if (over) {
      listener.end();
    } else {
      all.computeIfAbsent(listener.filter(), filter -> new Audience(filter, packer)).join(listener);
    }
  }

  void leave(Listener listener) {
    Audience audience = all.get(listener.filter());
    if (audience != null && audience.leave(listener)) {
      all.remove(listener.filter());
    }
  }

  /** Costs one filtering, and one joining of bytes, for all that want the same. */
  void tell(List<Message> messages) {
    all.values().forEach(audience -> audience.tell(messages, this::drop));
  }

  /** Keeps connections open through what lies between, and finds out who is gone. */
  void beat() {
    all.values().forEach(audience -> audience.send(HEARTBEAT, this::drop));
  }

  private void drop(Listener listener) {
    dropped++;
    // Not removed from the map of audiences here: this may be in the middle of it.
    Audience audience = all.get(listener.filter());
    if (audience != null) {
      var _ = audience.leave(listener);
    }
    listener.drop(fitting(new Chunk(Notices.dropped(), 1), listener));
  }

  /** The same chunk, packed as well if that client takes it so. */
  Chunk fitting(Chunk chunk, Listener listener) {
    return listener.takesPacked() ? chunk.pack(packer) : chunk;
  }

  /** Nothing more will come; who joins later is sent off at once. */
  void end() {
    over = true;
    all.values().forEach(Audience::end);
    all.clear();
    packer.release();
  }

  /** Clients that were too slow, since the start. */
  long dropped() {
    return dropped;
  }

  /** How many events wait for the clients to read them. */
  IntSummaryStatistics waiting() {
    return all.values().stream().flatMapToInt(Audience::waiting).summaryStatistics();
  }
}
