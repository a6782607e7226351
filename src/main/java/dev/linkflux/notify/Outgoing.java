package dev.linkflux.notify;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a broker is to have retained: of each topic only the latest, handed over a few at a time. So
 * it needs no more room than there are topics, however slow the broker is. For any threads.
 */
final class Outgoing {
  /**
   * So many are on their way at once, as a broker may grant at least (MQTT 5.0 section 3.1.2.11.3).
   */
  private static final int WINDOW = 8;

  /** Of what others have left there, so much is removed at a time. */
  private static final int LEFTOVERS = 1000;

  private final Consumer<String> log;
  private final Map<String, String> wanted = new LinkedHashMap<>();
  private final LinkedHashSet<String> due = new LinkedHashSet<>();
  private @Nullable Link link;
  private long connection;
  private int underWay;
  private boolean complained;

  /**
   * @param log is told once of what is refused
   */
  Outgoing(Consumer<String> log) {
    this.log = log;
  }

  /** Topics say this from now on; what they say already is not said again. */
  synchronized void offer(Map<String, String> changes) {
    changes.forEach(
        (topic, payload) -> {
          if (!payload.equals(wanted.put(topic, payload))) {
            due.add(topic);
          }
        });
    pump();
  }

  /** Topics say this from now on, and others of ours nothing any more. */
  synchronized void replace(Map<String, String> all) {
    for (String topic : List.copyOf(wanted.keySet())) {
      if (!all.containsKey(topic)) {
        wanted.remove(topic);
        due.add(topic);
      }
    }
    offer(all);
  }

  /** All is handed over again. */
  synchronized void repeat() {
    due.addAll(wanted.keySet());
    pump();
  }

  /** A topic of ours has something; removed if it is of no use any more. */
  synchronized void found(String topic) {
    if (!wanted.containsKey(topic) && due.size() < wanted.size() + LEFTOVERS) {
      due.add(topic);
      pump();
    }
  }

  /** From now on over this connection, from the beginning. */
  synchronized void open(Link now) {
    link = now;
    connection++;
    underWay = 0;
    due.addAll(wanted.keySet());
    pump();
  }

  /** Until there is another connection, nothing is handed over. */
  synchronized void shut() {
    link = null;
    connection++;
    underWay = 0;
  }

  private void pump() {
    Link now = link;
    while (now != null && underWay < WINDOW && !due.isEmpty()) {
      String topic = due.removeFirst();
      long mine = connection;
      underWay++;
      // An empty payload removes what was retained (MQTT 5.0 section 3.3.1.3).
      CompletableFuture<?> _ =
          now.publish(topic, wanted.getOrDefault(topic, ""), true)
              .whenComplete((_, failure) -> ended(mine, topic, failure));
    }
  }

  private synchronized void ended(long mine, String topic, @Nullable Throwable failure) {
    if (mine != connection) {
      return;
    }
    underWay--;
    if (failure != null && !complained) {
      complained = true;
      log.accept("does not take %s: %s".formatted(topic, Failure.text(failure)));
    }
    pump();
  }
}
