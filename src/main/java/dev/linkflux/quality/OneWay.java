package dev.linkflux.quality;

import dev.linkflux.uplink.LossRatio;

/**
 * Where the probes of a window were lost, as far as a far end that counts has told (RFC 8762
 * section 4.3.1).
 *
 * @param forward on the way there, of those sent
 * @param backward on the way back, of those that had got there
 */
public record OneWay(LossRatio forward, LossRatio backward) {
  OneWay plus(OneWay other) {
    return new OneWay(sum(forward, other.forward), sum(backward, other.backward));
  }

  private static LossRatio sum(LossRatio one, LossRatio other) {
    return new LossRatio(one.lost() + other.lost(), one.sent() + other.sent());
  }
}
