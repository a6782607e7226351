package dev.linkflux.notify;

import dev.linkflux.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Runs an editor in real time: news as they come, and a look at the clock now and then. */
final class Newsroom {
  /** How often it looks whether something is due: of messages for people, that is soon enough. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Editor editor;
  private final InstantSource wall;
  private final Scheduler aside;

  /**
   * @param wall for quiet hours
   * @param aside keeps the time
   */
  Newsroom(Editor editor, InstantSource wall, Scheduler aside) {
    this.editor = editor;
    this.wall = wall;
    this.aside = aside;
  }

  /** What is to be told; ends with the news. Who takes it must take all. */
  Flux<Message> messages(Flux<News> news) {
    return news.publish(
        shared ->
            Flux.merge(
                    shared.map(Optional::of),
                    Flux.interval(LOOK, aside)
                        .onBackpressureDrop()
                        .map(_ -> Optional.<News>empty())
                        .takeUntilOther(shared.ignoreElements()))
                .concatMapIterable(this::edited));
  }

  /** How many news are held back. */
  int waiting() {
    return editor.waiting();
  }

  private List<Message> edited(Optional<News> news) {
    Moment now = new Moment(aside.now(TimeUnit.NANOSECONDS));
    Instant at = wall.instant();
    return news.map(one -> editor.accept(one, now, at)).orElseGet(() -> editor.due(now, at));
  }
}
