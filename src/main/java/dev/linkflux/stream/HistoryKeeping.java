package dev.linkflux.stream;

import dev.linkflux.stream.store.HistoryStore;
import dev.linkflux.stream.store.UplinkHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Keeps histories over a restart: reads them at the start, and writes what is new once a minute and
 * at the end. When other uplinks are there it closes the files of those that are gone, and opens
 * those of the new ones. The disk is touched aside, one thing at a time; everything else is of the
 * hub's loop.
 */
final class HistoryKeeping {
  private static final long MINUTE = 60;

  private final Histories histories;
  private final Followed followed;
  private final HistoryStore store;
  private final Scheduler loop;
  private final Scheduler aside;
  private final Sinks.Empty<Void> ended = Sinks.empty();

  /** Few: those of the start, and one of the first failure. */
  private final Sinks.Many<String> warnings = Sinks.many().unicast().onBackpressureBuffer();

  /** True while the disk is busy with the last order. */
  private boolean busy;

  private boolean ending;
  private long minute;

  /**
   * Touches nothing yet.
   *
   * @param directory of state
   * @param loop of one thread, the only one that touches the histories
   * @param aside of threads that may block
   */
  HistoryKeeping(Histories histories, Path directory, Scheduler loop, Scheduler aside) {
    this.histories = histories;
    followed = new Followed(histories);
    this.store =
        new HistoryStore(
            directory.resolve("history"),
            sentence -> {
              Sinks.EmitResult _ = warnings.tryEmitNext(sentence);
            });
    this.loop = loop;
    this.aside = aside;
    minute = histories.now() / MINUTE;
  }

  /** Sentences about what cannot be kept, for one who listens. */
  Flux<String> warnings() {
    return warnings.asFlux();
  }

  /** Takes up what earlier runs have left; from any thread. */
  void begin() {
    busy = true;
    Map<String, UplinkHistory> all = followed.follow();
    Instant now = Instant.ofEpochSecond(histories.now());
    apart(() -> restored(store.open(all.keySet(), now), all, now.getEpochSecond()));
  }

  private void restored(
      Map<String, UplinkHistory.Saved> saved, Map<String, UplinkHistory> to, long now) {
    loop.schedule(
        () -> {
          saved.forEach(
              (uplink, points) -> {
                UplinkHistory history = to.get(uplink);
                if (history != null) {
                  history.restore(points, now);
                }
              });
          free();
        });
  }

  /** On the loop, after each turn: writes when another minute has begun, and follows a reload. */
  void turn() {
    long now = histories.now() / MINUTE;
    if (busy) {
      return;
    }
    if (followed.isOutdated()) {
      follow();
    } else if (now != minute) {
      minute = now;
      write();
    }
  }

  private void follow() {
    busy = true;
    Map<String, UplinkHistory.Saved> last = followed.leave();
    Map<String, UplinkHistory> fresh = followed.follow();
    long now = histories.now();
    apart(
        () -> {
          store.leave(last);
          restored(store.join(fresh.keySet()), fresh, now);
        });
  }

  private void write() {
    Map<String, UplinkHistory.Saved> points = followed.unsaved();
    busy = true;
    apart(
        () -> {
          boolean written = store.write(points);
          loop.schedule(
              () -> {
                if (!written) {
                  followed.notSaved(points);
                }
                free();
              });
        });
  }

  private void free() {
    busy = false;
    if (ending) {
      end();
    }
  }

  /**
   * Writes all that there is, now.
   *
   * @return completes when that is done; hot
   */
  Mono<Void> close() {
    loop.schedule(
        () -> {
          if (!ending) {
            ending = true;
            if (!busy) {
              end();
            }
          }
        });
    return ended.asMono();
  }

  private void end() {
    busy = true;
    Map<String, UplinkHistory.Saved> last = followed.leave();
    Map<String, UplinkHistory.Saved> points = followed.close();
    apart(
        () -> {
          store.leave(last);
          boolean _ = store.write(points);
          store.close();
          Sinks.EmitResult _ = ended.tryEmitEmpty();
        });
  }

  /** Where it may block; if there is no place left for it, that costs history. */
  private void apart(Runnable work) {
    try {
      var _ = aside.schedule(work);
    } catch (RejectedExecutionException _) {
      Sinks.EmitResult _ = ended.tryEmitEmpty();
    }
  }
}
