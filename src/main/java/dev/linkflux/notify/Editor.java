package dev.linkflux.notify;

import dev.linkflux.control.Notifications.Manner;
import dev.linkflux.control.QuietHours;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is told when, and in how many messages: news about a thing at once; then nothing
 * about it until the dampening is over, and all of that in one message; nothing in quiet hours, and
 * all of that in one message after them. Only what is urgent breaks in, once, where what was told
 * before was not. It asks no clock: told the same at the same times, it decides the same, and being
 * asked once more changes nothing. One owner; not thread safe.
 */
final class Editor {
  private final Manner manner;
  private final Map<String, Thing> things = new LinkedHashMap<>();

  Editor(Manner manner) {
    this.manner = manner;
  }

  /**
   * Takes in news, and gives what is to be told now.
   *
   * @param now for dampening
   * @param wall for quiet hours
   */
  List<Message> accept(News news, Moment now, Instant wall) {
    if (news.on().stream().anyMatch(manner.on()::contains)) {
      things.computeIfAbsent(news.about(), _ -> new Thing()).add(news);
    }
    return due(now, wall);
  }

  /** What is to be told now without any more news. */
  List<Message> due(Moment now, Instant wall) {
    QuietHours hours = manner.quiet();
    boolean quiet = hours != null && hours.includes(wall);
    boolean breaksIn = hours != null && hours.urgent();
    List<Message> messages = new ArrayList<>();
    List<Digest> held = new ArrayList<>();
    for (Thing thing : things.values()) {
      if (!thing.isDue(now, manner.dampening())) {
        continue;
      }
      if (quiet && !(breaksIn && thing.isUrgent())) {
        thing.hold();
      } else if (thing.isHeld() && !quiet) {
        held.add(thing.tell(now));
      } else {
        messages.add(new Message(List.of(thing.tell(now)), false));
      }
    }
    if (!held.isEmpty()) {
      messages.addFirst(new Message(held, true));
    }
    return messages;
  }

  /** How many news wait to be told. */
  int waiting() {
    return things.values().stream().mapToInt(thing -> thing.count).sum();
  }

  /** What is known of one thing that news are about. */
  private static final class Thing {
    /** So many news stand in a message at most; the first among them, for how it was before. */
    private static final int ROOM = 40;

    private final List<News> pending = new ArrayList<>();
    private int count;
    private boolean held;
    private @Nullable Moment toldAt;
    private boolean toldUrgent;

    void add(News news) {
      if (pending.size() >= ROOM) {
        pending.remove(1);
      }
      pending.add(news);
      count++;
    }

    boolean isDue(Moment now, Duration dampening) {
      Moment before = toldAt;
      return !pending.isEmpty()
          && (before == null
              || now.since(before).compareTo(dampening) >= 0
              || (isUrgent() && !toldUrgent));
    }

    /** By how it is now: what was urgent and has ended is not. */
    boolean isUrgent() {
      return pending.getLast().severity() == Severity.CRITICAL;
    }

    void hold() {
      held = true;
    }

    boolean isHeld() {
      return held;
    }

    Digest tell(Moment now) {
      Digest digest = new Digest(pending, count);
      toldUrgent = isUrgent();
      toldAt = now;
      held = false;
      count = 0;
      pending.clear();
      return digest;
    }
  }
}
