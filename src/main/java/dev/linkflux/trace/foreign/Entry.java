package dev.linkflux.trace.foreign;

import org.jspecify.annotations.Nullable;

/**
 * One probe of a foreign log.
 *
 * @param uplink as the log is named, or says
 * @param target as the log says: a name or an address
 * @param sent nanoseconds since 1970
 * @param rtt nanoseconds until the answer came, or the bounce; {@link #LOST} if nothing came
 * @param bounce why it could not be delivered; null if nobody said so
 */
public record Entry(String uplink, String target, long sent, long rtt, @Nullable Bounce bounce) {
  public static final long LOST = -1;

  static Entry replied(String uplink, String target, long sent, long rtt) {
    return new Entry(uplink, target, sent, rtt, null);
  }

  static Entry lost(String uplink, String target, long sent) {
    return new Entry(uplink, target, sent, LOST, null);
  }

  Entry sentAt(long other) {
    return new Entry(uplink, target, other, rtt, bounce);
  }
}
