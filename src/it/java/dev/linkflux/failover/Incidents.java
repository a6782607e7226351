package dev.linkflux.failover;

import dev.linkflux.lab.Flow;
import dev.linkflux.lab.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What befell which uplink when, and so which losses of the traffic are its own fault. */
final class Incidents {
  /** A packet may be under way when something befalls it. */
  private static final long FLIGHT = Duration.ofMillis(150).toNanos();

  private final List<Incident> all = new ArrayList<>();

  /** All that may move traffic, or bring somebody back who can move it. */
  private final TreeSet<Long> turns = new TreeSet<>();

  /** Something that befell an uplink. */
  private static final class Incident {
    final int uplink;
    final Mishap mishap;
    final long from = System.nanoTime();
    long until = Long.MAX_VALUE;

    Incident(int uplink, Mishap mishap) {
      this.uplink = uplink;
      this.mishap = mishap;
    }

    boolean touches(Flow.Loss loss) {
      return from <= loss.to() + FLIGHT
          && (until == Long.MAX_VALUE || loss.from() <= until + mishap.grace().toNanos() + FLIGHT);
    }
  }

  /** Makes it befall an uplink that nothing is wrong with. */
  synchronized void befall(Lab lab, int uplink, Mishap mishap) {
    all.add(new Incident(uplink, mishap));
    turn();
    mishap.befall(lab, uplink);
  }

  /** Ends what befell an uplink. */
  synchronized void heal(Lab lab, int uplink) {
    for (Incident incident : all) {
      if (incident.uplink == uplink && incident.until == Long.MAX_VALUE) {
        incident.mishap.heal(lab, uplink);
        incident.until = System.nanoTime();
        turn();
      }
    }
  }

  /** Notes that somebody is there again who sees to the routes. */
  synchronized void turn() {
    turns.add(System.nanoTime());
  }

  synchronized boolean isGood(int uplink) {
    return all.stream().noneMatch(it -> it.uplink == uplink && it.until == Long.MAX_VALUE);
  }

  /** What is wrong now. */
  synchronized String words() {
    List<String> words =
        all.stream()
            .filter(it -> it.until == Long.MAX_VALUE)
            .map(it -> "wan" + it.uplink + " " + it.mishap.words())
            .toList();
    return words.isEmpty() ? "all good" : String.join(", ", words);
  }

  /** Whether something was wrong on the way that the packets before or behind a loss took. */
  synchronized boolean explain(Flow.Loss loss) {
    return all.stream()
        .filter(it -> List.of(loss.before(), loss.after()).contains("wan" + it.uplink))
        .anyMatch(it -> it.touches(loss));
  }

  /** What was wrong anywhere meanwhile. */
  synchronized String around(Flow.Loss loss) {
    List<String> words =
        all.stream()
            .filter(it -> it.touches(loss))
            .map(
                it ->
                    "wan%d %s from %d to %s"
                        .formatted(
                            it.uplink,
                            it.mishap.words(),
                            it.from,
                            it.until == Long.MAX_VALUE ? "now" : "" + it.until))
            .toList();
    return words.isEmpty() ? "nothing was wrong" : String.join(", ", words);
  }

  /** How long a loss lasted since the last thing that anybody could do about it. */
  synchronized Duration since(Flow.Loss loss) {
    long last = Optional.ofNullable(turns.floor(loss.to())).orElse(loss.from());
    return Duration.ofNanos(loss.to() - Math.max(last, loss.from()));
  }
}
