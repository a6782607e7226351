package dev.linkflux.trace;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A time in which something cannot be done: told when it begins, when its cause changes, and when
 * it is over. Meanwhile it is tried again, less and less often.
 */
final class Outage {
  private static final int RAREST = 16;

  private final String what;
  private final Duration retry;
  private final LongSupplier nanoTime;
  private final Consumer<String> told;
  private @Nullable String cause;
  private long retryAt;
  private int pause = 1;

  /**
   * @param what cannot be done then
   * @param retry the first pause; the longest is 16 times that
   */
  Outage(String what, Duration retry, LongSupplier nanoTime, Consumer<String> told) {
    this.what = what;
    this.retry = retry;
    this.nanoTime = nanoTime;
    this.told = told;
  }

  /** True if it is not yet to be tried again. */
  boolean isToWait() {
    return cause != null && nanoTime.getAsLong() - retryAt < 0;
  }

  /** It could not be done. */
  void begin(String why) {
    if (!Objects.equals(cause, why)) {
      told.accept(
          cause == null
              ? "%s has stopped, and is tried again by itself: %s".formatted(what, why)
              : "%s is still not possible: %s".formatted(what, why));
    }
    cause = why;
    retryAt = nanoTime.getAsLong() + retry.multipliedBy(pause).toNanos();
    pause = Math.min(RAREST, 2 * pause);
  }

  /**
   * It could be done.
   *
   * @param missing how many events are lost by it
   */
  void end(long missing) {
    if (cause != null) {
      told.accept(
          "%s goes on; %s"
              .formatted(what, missing == 0 ? "nothing is missing" : missing + " events are lost"));
      cause = null;
      pause = 1;
    }
  }
}
