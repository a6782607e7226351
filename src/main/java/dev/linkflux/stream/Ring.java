package dev.linkflux.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a client may still come back for: the latest rare ones, and of the frequent
 * ones the newest on each subject. For each kind it knows up to which number something was
 * forgotten.
 */
final class Ring {
  private final int capacity;
  private final long first;
  private final ArrayDeque<Message> rare = new ArrayDeque<>();
  private final Map<Message.Subject, Message> newest = new HashMap<>();
  private final Map<Kind, Long> forgotten = new EnumMap<>(Kind.class);
  private long last;

  /**
   * @param capacity how many rare messages are kept
   * @param first the number of the first message
   */
  Ring(int capacity, long first) {
    this.capacity = capacity;
    this.first = first;
    last = first - 1;
  }

  void add(Message message) {
    last = message.id();
    if (message.kind().isFrequent()) {
      forget(newest.put(message.subject(), message));
      return;
    }
    rare.addLast(message);
    if (rare.size() > capacity) {
      forget(rare.pollFirst());
    }
  }

  private void forget(@Nullable Message message) {
    if (message != null) {
      forgotten.merge(message.kind(), message.id(), Math::max);
    }
  }

  /** The number of the newest message. */
  long last() {
    return last;
  }

  /** True if that number was given to a message of this run, or could have been just before it. */
  private boolean isOurs(long id) {
    return id >= first - 1 && id <= last;
  }

  /**
   * What is missing for a client that has seen everything up to {@code after}.
   *
   * @return the kinds of which messages are lost to it; all that it wants, if the number is of
   *     another run
   */
  Set<Kind> missing(long after, Filter filter) {
    EnumSet<Kind> missing = EnumSet.noneOf(Kind.class);
    for (Kind kind : filter.kinds()) {
      if (!isOurs(after) || forgotten.getOrDefault(kind, Long.MIN_VALUE) > after) {
        missing.add(kind);
      }
    }
    return missing;
  }

  /** What is still there of what came after that number, in order. */
  List<Message> after(long after, Filter filter) {
    long from = isOurs(after) ? after : first - 1;
    List<Message> found = new ArrayList<>();
    collect(rare, from, filter, found);
    collect(newest.values(), from, filter, found);
    found.sort(Comparator.comparingLong(Message::id));
    return found;
  }

  private static void collect(
      Collection<Message> messages, long from, Filter filter, List<Message> found) {
    for (Message message : messages) {
      if (message.id() > from && filter.passes(message)) {
        found.add(message);
      }
    }
  }

  /** The latest rare messages of which that is true, the newest first. */
  List<Message> latest(Predicate<Message> wanted, int limit) {
    List<Message> found = new ArrayList<>();
    for (Iterator<Message> back = rare.descendingIterator();
        back.hasNext() && found.size() < limit; ) {
      Message message = back.next();
      if (wanted.test(message)) {
        found.add(message);
      }
    }
    return found;
  }
}
