package dev.linkflux.stream;

import dev.linkflux.engine.Played;
import dev.linkflux.stream.store.EventLog;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Gives a client that comes back what it has missed, a page at a time and as fast as it reads: from
 * the log what is no longer in memory, then from memory, until it has all of it; in that same
 * moment it joins the others. What cannot be given is named. Of the hub's loop, one for each
 * client.
 */
final class CatchUp {
  private static final byte[] RETRY = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

  /** Bytes of a page from memory. */
  private static final int PAGE = 32 * 1024;

  private final Hub hub;
  private final Scheduler loop;
  private final Listener listener;
  private final Thinning thinning;
  private final Missing missing;
  private final @Nullable Kept kept;
  private final boolean wanted;

  /** What has lower numbers, this one included, is given or named. */
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
    missing = new Missing(hub);
    EventLog log = hub.log();
    kept = log == null ? null : new Kept(log, listener.filter(), loop, hub::now);
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
    return kept != null && position < until ? fromDisk(kept, until) : fromMemory();
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
    if (kept == null || listener.filter().rare().isEmpty()) {
      return -1;
    }
    long forgotten = ring.forgotten(listener.filter());
    return position < ring.first() - 1 ? Math.max(ring.first() - 1, forgotten) : forgotten;
  }

  private Mono<Chunk> begin() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head());
    passOtherRuns(out);
    long until = untilKept();
    if (kept == null || position >= until) {
      return Mono.just(chunk(out.toByteArray()));
    }
    // What is told from memory comes after what is told from disk, and numbers only rise.
    Ring ring = hub.ring();
    name(
        out,
        listener.filter().frequent().stream()
            .filter(kind -> ring.hadBetween(kind, position, until) && !missing.isNamed(kind, until))
            .collect(Collectors.toSet()),
        until,
        Gap.NOT_FOR_LONG);
    return kept.back(position)
        .map(
            back -> {
              passTooMany(out, Math.min(back, until));
              return chunk(out.toByteArray());
            });
  }

  /** Goes past the numbers of other runs of which nothing can be given. */
  private void passOtherRuns(ByteArrayOutputStream out) {
    Filter filter = listener.filter();
    long before = hub.ring().first() - 1;
    Long ended = hub.numbers().ended();
    if (position > hub.ring().last()) {
      name(out, filter.kinds(), before, "that number was not given here");
      position = before;
    } else if (position < before && ended != null && position >= ended) {
      position = before; // it had seen all of the run before
    } else if (position < before && kept != null) {
      name(out, filter.frequent(), before, "they are not kept over a restart");
    } else if (position < before) {
      name(out, filter.kinds(), before, "nothing is kept over a restart");
      position = before;
    }
  }

  /** Goes up to that number if it is not there yet. */
  private void passTooMany(ByteArrayOutputStream out, long until) {
    if (until > position) {
      name(
          out,
          listener.filter().rare(),
          until,
          "they are too many to be given at once; /api/v1/decisions has them");
      position = until;
    }
  }

  private void name(ByteArrayOutputStream out, Set<Kind> kinds, long until, String reason) {
    missing.name(out, kinds, position, until, reason);
  }

  private Mono<Chunk> fromDisk(Kept log, long until) {
    return log.above(position, until)
        .flatMap(
            part -> {
              position = part.reached();
              return part.bytes().length == 0 ? Mono.empty() : Mono.just(chunk(part.bytes()));
            });
  }

  private Mono<Chunk> fromMemory() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Ring ring = hub.ring();
    Set<Kind> forgotten =
        listener.filter().kinds().stream()
            .filter(kind -> ring.forgotten(kind) > position)
            .filter(kind -> !missing.isNamed(kind, ring.forgotten(kind)))
            .filter(kind -> kept == null || kind.isFrequent())
            .collect(Collectors.toSet());
    long until = forgotten.stream().mapToLong(ring::forgotten).max().orElse(position);
    name(out, forgotten, until, Gap.NOT_FOR_LONG);
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
