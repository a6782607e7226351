package dev.linkflux.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * One client of the event stream, with what waits for it. Who lets more wait than the limit is
 * dropped: it is sent what waits and a last word, if it reads them at all.
 */
final class Listener {
  /** A thousand usual events; only of unusual ones there are fewer. */
  private static final long MOST_BYTES = 1 << 20;

  private final Filter filter;
  private final int limit;
  private final boolean packed;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final Sinks.Many<Chunk> sink =
      Sinks.many().unicast().onBackpressureBuffer(Queues.<Chunk>unbounded(16).get());
  private volatile Runnable whenDropped = () -> {};

  /**
   * @param limit how many events may wait
   * @param packed true if it takes chunks that are packed
   */
  Listener(Filter filter, int limit, boolean packed) {
    this.filter = filter;
    this.limit = limit;
    this.packed = packed;
  }

  boolean takesPacked() {
    return packed;
  }

  Filter filter() {
    return filter;
  }

  /**
   * Takes a chunk without ever waiting. What is offered to a client that has gone is lost, and no
   * fault: it leaves by itself.
   *
   * @return false if it is not taken, because the client is too slow
   */
  boolean offer(Chunk chunk) {
    int size = chunk.bytes().length;
    if (waiting.getAndAdd(chunk.weight()) > limit || bytes.getAndAdd(size) > MOST_BYTES) {
      return false;
    }
    var _ = sink.tryEmitNext(chunk);
    return true;
  }

  /** Lets go of the client; {@code word} follows what waits. */
  void drop(Chunk word) {
    var _ = sink.tryEmitNext(word);
    var _ = sink.tryEmitComplete();
    whenDropped.run();
  }

  /** The stream ends. */
  void end() {
    var _ = sink.tryEmitComplete();
  }

  /** What is to be done once the client has been dropped. Set before it joins. */
  void onDropped(Runnable action) {
    whenDropped = action;
  }

  /** How many events wait to be read. */
  int waiting() {
    return waiting.get();
  }

  /** What to send, as fast as the client reads; for one subscriber. */
  Flux<Chunk> chunks() {
    return sink.asFlux()
        .doOnNext(
            chunk -> {
              waiting.addAndGet(-chunk.weight());
              bytes.addAndGet(-chunk.bytes().length);
            });
  }
}
