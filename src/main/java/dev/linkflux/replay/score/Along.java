package dev.linkflux.replay.score;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Which of many that follow one another it is at a moment, for moments that rise. One owner. */
final class Along<T> {
  private final List<T> all;
  private final ToLongFunction<T> begins;
  private int next;

  /**
   * @param all in the order of their beginnings
   * @param begins when one begins, nanoseconds
   */
  Along(List<T> all, ToLongFunction<T> begins) {
    this.all = all;
    this.begins = begins;
  }

  /**
   * The last that has begun; null before the first.
   *
   * @param moment nanoseconds, not before that of any earlier call
   */
  @Nullable T at(long moment) {
    while (next < all.size() && begins.applyAsLong(all.get(next)) <= moment) {
      next++;
    }
    return next == 0 ? null : all.get(next - 1);
  }
}
