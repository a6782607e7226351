package dev.linkflux.stream;

import dev.linkflux.engine.Played;
import dev.linkflux.stream.store.Entry;
import dev.linkflux.stream.store.EventLog;
import dev.linkflux.stream.store.LogReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Gives a client that comes back what it has missed, a page at a time and as fast as it reads: from
 * the log what is no longer in memory, then from memory, until it has all of it; in that same
 * moment it joins the others. What cannot be given is named.
 */
final class CatchUp {
  private static final byte[] RETRY = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

  /** Bytes of the log that one client is given at most: thousands of messages. */
  private static final long MOST_KEPT = 4 << 20;

  /** Bytes of a page from memory. */
  private static final int PAGE = 32 * 1024;

  /** For one page from the disk. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Hub hub;
  private final Scheduler loop;
  private final Listener listener;
  private final Thinning thinning;
  private final Map<Kind, Long> named = new EnumMap<>(Kind.class);
  private final boolean wanted;
  private long position;
  private boolean begun;
  private boolean joined;

  /**
   * @param loop the only one that touches the hub
   * @param after the last number that the client has seen, or null if it only wants what comes
   */
  CatchUp(Hub hub, Scheduler loop, Listener listener, @Nullable Long after) {
    this.hub = hub;
    this.loop = loop;
    this.listener = listener;
    thinning = new Thinning(listener.filter());
    wanted = after != null;
    position = after == null ? -1 : after;
  }

  /** What comes before the live messages; at its end the listener has joined the hub. */
  Flux<Chunk> chunks() {
    return Mono.defer(this::step).subscribeOn(loop).repeat(() -> !joined);
  }

  private Mono<Chunk> step() {
    if (!hub.numbers().hasBegun()) {
      return hub.numbers().begun().publishOn(loop).then(Mono.defer(this::step));
    }
    if (!begun) {
      begun = true;
      return wanted ? begin() : Mono.fromSupplier(() -> join(head()));
    }
    long until = untilKept();
    EventLog log = hub.log();
    return log != null && position < until ? kept(log, until) : remembered();
  }

  /** When to come back; and of a trace that is played how late it is there. */
  private byte[] head() {
    Played played = hub.status().played();
    if (played == null) {
      return RETRY;
    }
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes(RETRY);
    head.writeBytes(Notices.clock(played, hub.now()));
    return head.toByteArray();
  }

  /** Up to which number wanted messages are only on disk. */
  private long untilKept() {
    Ring ring = hub.ring();
    if (hub.log() == null || listener.filter().rare().isEmpty()) {
      return -1;
    }
    long forgotten = ring.forgotten(listener.filter());
    return position < ring.first() - 1 ? Math.max(ring.first() - 1, forgotten) : forgotten;
  }

  private Mono<Chunk> begin() {
    Ring ring = hub.ring();
    Filter filter = listener.filter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head());
    Long ended = hub.numbers().ended();
    if (position > ring.last()) {
      gap(out, filter.kinds(), ring.first() - 1, "that number was not given here");
      position = ring.first() - 1;
    } else if (position < ring.first() - 1 && ended != null && position >= ended) {
      position = ring.first() - 1; // it had seen all of the run before
    } else if (position < ring.first() - 1) {
      boolean kept = hub.log() != null;
      Set<Kind> missing = kept ? filter.frequent() : filter.kinds();
      gap(
          out,
          missing,
          ring.first() - 1,
          kept ? "they are not kept over a restart" : "nothing is kept over a restart");
      if (!kept) {
        position = ring.first() - 1;
      }
    }
    long until = untilKept();
    EventLog log = hub.log();
    if (log == null || position >= until) {
      return Mono.just(chunk(out.toByteArray()));
    }
    // What is told from memory comes after what is told from disk, and numbers only rise.
    gap(
        out,
        filter.frequent().stream()
            .filter(kind -> ring.hadBetween(kind, position, until) && !isNamed(kind, until))
            .collect(Collectors.toSet()),
        until,
        Gap.NOT_FOR_LONG);
    return log.read(reader -> reader.back(MOST_KEPT))
        .timeout(PATIENCE, Mono.just(position), loop)
        .publishOn(loop)
        .map(
            back -> {
              if (back > position) {
                gap(
                    out,
                    filter.rare(),
                    Math.min(back, until),
                    "they are too many to be given at once; /api/v1/decisions has them");
                position = Math.min(back, until);
              }
              return chunk(out.toByteArray());
            });
  }

  private boolean isNamed(Kind kind, long until) {
    return named.getOrDefault(kind, -1L) >= until;
  }

  private void gap(ByteArrayOutputStream out, Set<Kind> missing, long until, String reason) {
    if (missing.isEmpty()) {
      return;
    }
    Message last = hub.ring().find(position);
    List<Message> next = hub.ring().after(Math.max(until, position), Filter.ALL);
    Instant to = next.isEmpty() ? hub.now() : hub.label(next.getFirst());
    Instant from = last == null ? null : hub.label(last);
    missing.forEach(kind -> named.merge(kind, until, Math::max));
    out.writeBytes(Notices.gap(Gap.of(position, until, from, to, missing, reason)));
  }

  private Mono<Chunk> kept(EventLog log, long until) {
    long from = position;
    return log.read(reader -> reader.above(from, until))
        .timeout(PATIENCE, Mono.fromSupplier(() -> slow(from, until)), loop)
        .publishOn(loop)
        .flatMap(
            page -> {
              position = page.reached();
              byte[] bytes = written(page.entries());
              return bytes.length == 0 ? Mono.empty() : Mono.just(chunk(bytes));
            });
  }

  private LogReader.Page slow(long from, long until) {
    return new LogReader.Page(
        List.of(new Entry.Hole(from, until, null, hub.now(), "the disk did not answer")),
        until,
        false);
  }

  private byte[] written(List<Entry> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Filter filter = listener.filter();
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.Told told -> {
          if (filter.passes(Kind.named(told.kind()), told.uplink(), told.server())) {
            Message.write(told.kind(), told.id(), told.json(), out);
          }
        }
        case Entry.Hole hole -> {
          if (hole.id() > hole.after()) {
            out.writeBytes(
                Notices.gap(
                    Gap.of(
                        hole.after(),
                        hole.id(),
                        hole.from(),
                        hole.at(),
                        filter.rare(),
                        hole.reason())));
          }
        }
      }
    }
    return out.toByteArray();
  }

  private Mono<Chunk> remembered() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Ring ring = hub.ring();
    Set<Kind> missing =
        listener.filter().kinds().stream()
            .filter(kind -> ring.forgotten(kind) > position && !isNamed(kind, ring.forgotten(kind)))
            .filter(kind -> hub.log() == null || kind.isFrequent())
            .collect(Collectors.toSet());
    long until = missing.stream().mapToLong(ring::forgotten).max().orElse(position);
    gap(out, missing, until, Gap.NOT_FOR_LONG);
    for (Message message : ring.after(position, listener.filter())) {
      if (out.size() > PAGE) {
        return Mono.just(chunk(out.toByteArray()));
      }
      if (thinning.passes(message)) {
        message.writeTo(out);
      }
      position = message.id();
    }
    return Mono.fromSupplier(() -> join(out.toByteArray()));
  }

  private @Nullable Chunk join(byte[] before) {
    joined = true;
    if (before.length > 0) {
      listener.offer(chunk(before));
    }
    hub.audiences().join(listener);
    return null;
  }

  private Chunk chunk(byte[] bytes) {
    return hub.audiences().fitting(new Chunk(bytes, 1), listener);
  }
}
