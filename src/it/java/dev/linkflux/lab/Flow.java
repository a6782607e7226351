package dev.linkflux.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a client's packets, one way.
 *
 * @param sent how many
 * @param firstSentAt nanoTime
 * @param lastSentAt nanoTime
 * @param arrivals in the order in which they came, duplicates too
 */
public record Flow(int sent, long firstSentAt, long lastSentAt, List<Arrival> arrivals) {

  /**
   * A packet that came.
   *
   * @param sequence from 0
   * @param sentAt nanoTime
   * @param at nanoTime
   * @param uplink the name of the one that it came by
   */
  public record Arrival(int sequence, long sentAt, long at, String uplink) {}

  /**
   * A time without any arrival.
   *
   * @param from nanoTime of the arrival before, or of the first packet sent
   * @param to nanoTime of the arrival after, or of the last packet sent
   */
  public record Gap(long from, long to) {
    public Duration length() {
      return Duration.ofNanos(to - from);
    }
  }

  /**
   * Packets one after the other that never came.
   *
   * @param count how many
   * @param from nanoTime of sending of the last one before them that came
   * @param to nanoTime of sending of the first one after them that came
   * @param before the name of the uplink that the one before them came by
   * @param after that of the one after them
   */
  public record Loss(int count, long from, long to, String before, String after) {
    public Duration length() {
      return Duration.ofNanos(to - from);
    }
  }

  /** All that was lost between the first and the last arrival, in the order of sending. */
  public List<Loss> losses() {
    List<Arrival> sorted =
        arrivals.stream().sorted(Comparator.comparingInt(Arrival::sequence)).toList();
    List<Loss> losses = new ArrayList<>();
    for (int i = 1; i < sorted.size(); i++) {
      Arrival before = sorted.get(i - 1);
      Arrival after = sorted.get(i);
      int count = after.sequence() - before.sequence() - 1;
      if (count > 0) {
        losses.add(
            new Loss(count, before.sentAt(), after.sentAt(), before.uplink(), after.uplink()));
      }
    }
    return losses;
  }

  /** Of what was sent from a nanoTime on, what came. */
  public Flow since(long begin) {
    List<Arrival> later = arrivals.stream().filter(it -> it.sentAt() >= begin).toList();
    int first = later.stream().mapToInt(Arrival::sequence).min().orElse(sent);
    return new Flow(sent - first, begin, lastSentAt, later);
  }

  public long received() {
    return arrivals.stream().mapToInt(Arrival::sequence).distinct().count();
  }

  public long lost() {
    return sent - received();
  }

  /** Packets that came after one with a higher sequence (RFC 4737 section 3.3). */
  public int reordered() {
    int next = 0;
    int late = 0;
    for (Arrival arrival : arrivals) {
      if (arrival.sequence() < next) {
        late++;
      } else {
        next = arrival.sequence() + 1;
      }
    }
    return late;
  }

  /**
   * The longest time without an arrival; what is lost at the beginning or at the end counts too.
   */
  public Gap longestGap() {
    Gap longest = new Gap(firstSentAt, firstSentAt);
    long before = firstSentAt;
    for (Arrival arrival : arrivals) {
      longest = longer(longest, new Gap(before, arrival.at()));
      before = arrival.at();
    }
    return longer(longest, new Gap(before, Math.max(before, lastSentAt)));
  }

  /** How many packets came by each uplink. */
  public Map<String, Integer> byUplink() {
    Map<String, Integer> counts = new HashMap<>();
    arrivals.forEach(arrival -> counts.merge(arrival.uplink(), 1, Integer::sum));
    return counts;
  }

  /** A line for people. */
  public String summary() {
    Gap gap = longestGap();
    return "sent %d, lost %d, reordered %d, longest gap %.1f ms (from %.3f s on), by %s"
        .formatted(
            sent,
            lost(),
            reordered(),
            (gap.to() - gap.from()) / 1e6,
            (gap.from() - firstSentAt) / 1e9,
            byUplink());
  }

  private static Gap longer(Gap one, Gap other) {
    return other.to() - other.from() > one.to() - one.from() ? other : one;
  }
}
