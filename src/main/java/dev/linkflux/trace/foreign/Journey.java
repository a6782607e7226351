package dev.linkflux.trace.foreign;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mtr} sums up of its last hop, of which alone the answers say something about the
 * whole way.
 *
 * @param target who was asked, or the last hop
 * @param loss in percent
 * @param sent how many probes
 * @param mean milliseconds, as are the others
 */
record Journey(String target, String loss, String sent, String mean, String best, String worst) {
  private static final String NOBODY = "???";

  /** Who was asked, if the log says so; or the last hop. */
  static String target(@Nullable String asked, String last) throws Unclear {
    String name = asked == null || asked.isEmpty() ? last : asked;
    if (name.equals(NOBODY)) {
      throw new Unclear("does not say who was asked, and the last hop did not answer");
    }
    return name;
  }

  /**
   * Hands on its probes.
   *
   * @return when the last one's interval ended
   */
  long spread(Origin origin, long begin, Consumer<? super Entry> into) throws Unclear {
    long count = Decimal.scaled(sent, 0);
    long ppm = Decimal.scaled(loss.replace("%", ""), 4);
    if (ppm > 1_000_000 || count > 1_000_000) {
      throw new Unclear("no sums of mtr: loss %s of %s".formatted(loss, sent));
    }
    long lost = Math.round(count * ppm / 1e6);
    new Sums(
            count,
            count - lost,
            Decimal.scaled(best, Decimal.MILLISECONDS),
            Decimal.scaled(mean, Decimal.MILLISECONDS),
            Decimal.scaled(worst, Decimal.MILLISECONDS))
        .spread(origin.uplink(), target, begin, origin.spacing(), into);
    return begin + count * origin.spacing();
  }
}
