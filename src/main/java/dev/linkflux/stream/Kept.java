package dev.linkflux.stream;

import dev.linkflux.stream.store.Entry;
import dev.linkflux.stream.store.EventLog;
import dev.linkflux.stream.store.LogReader;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * What one client wants of the log: read where it may block, given on the hub's loop, and never
 * waited for longer than {@link #PATIENCE}.
 */
final class Kept {
  /** Bytes of the log that one client is given at most: thousands of messages. */
  private static final long MOST = 4 << 20;

  /** For one page from the disk. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EventLog log;
  private final Filter filter;
  private final Scheduler loop;
  private final Supplier<Instant> now;

  /**
   * @param loop on which the answers come
   * @param now what time it is there
   */
  Kept(EventLog log, Filter filter, Scheduler loop, Supplier<Instant> now) {
    this.log = log;
    this.filter = filter;
    this.loop = loop;
    this.now = now;
  }

  /**
   * A part of the log.
   *
   * @param reached the number up to which all is in this part and those before it
   * @param bytes as they go to the client; none if nothing in it is wanted
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(long reached, byte[] bytes) {}

  /** The number above which there is no more than one client is given; or {@code silent}. */
  Mono<Long> back(long silent) {
    return log.read(reader -> reader.back(MOST))
        .timeout(PATIENCE, Mono.just(silent), loop)
        .publishOn(loop);
  }

  /**
   * What is above one number and up to another; if the disk does not answer, all of it is a gap.
   */
  Mono<Part> above(long after, long until) {
    return log.read(reader -> reader.above(after, until))
        .timeout(PATIENCE, Mono.fromSupplier(() -> slow(after, until)), loop)
        .publishOn(loop)
        .map(page -> new Part(page.reached(), written(page.entries())));
  }

  private LogReader.Page slow(long after, long until) {
    return new LogReader.Page(
        List.of(new Entry.Hole(after, until, null, now.get(), "the disk did not answer")),
        until,
        false);
  }

  private byte[] written(List<Entry> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.Told told -> {
          if (filter.passes(Kind.named(told.kind()), told.uplink(), told.server())) {
            Message.write(told.kind(), told.id(), told.json(), out);
          }
        }
        case Entry.Hole hole when hole.id() > hole.after() ->
            out.writeBytes(
                Notices.gap(
                    Gap.of(
                        hole.after(),
                        hole.id(),
                        hole.from(),
                        hole.at(),
                        filter.rare(),
                        hole.reason())));
        case Entry.Hole _ -> {}
      }
    }
    return out.toByteArray();
  }
}
