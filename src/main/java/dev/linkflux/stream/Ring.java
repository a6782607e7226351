package dev.linkflux.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a client may still come back for: the latest rare ones, the frequent ones of
 * the last minute, and beyond that the newest on each subject. For each kind it knows up to which
 * number something was forgotten.
 */
final class Ring {
  /** How long frequent messages are kept. */
  private static final long RECENT = Duration.ofSeconds(60).toNanos();

  /** At most so many of them, whatever the pace. */
  private static final int MOST_RECENT = 8192;

  /** Of the JSON of all rare ones. */
  private static final long MOST_BYTES = 4 << 20;

  private final int capacity;
  private final ArrayDeque<Message> rare = new ArrayDeque<>();
  private final ArrayDeque<Message> recent = new ArrayDeque<>();
  private final Map<Message.Subject, Message> newest = new HashMap<>();
  private final Map<Kind, Long> forgotten = new EnumMap<>(Kind.class);
  private long first;
  private long last;
  private long bytes;

  /**
   * @param capacity how many rare messages are kept
   * @param first the number of the first message
   */
  Ring(int capacity, long first) {
    this.capacity = capacity;
    this.first = first;
    last = first - 1;
  }

  /** The first message has another number after all; only as long as there is none. */
  void begin(long number) {
    first = number;
    last = number - 1;
  }

  void add(Message message) {
    last = message.id();
    if (message.kind().isFrequent()) {
      addFrequent(message);
      return;
    }
    rare.addLast(message);
    bytes += message.json().length;
    while (rare.size() > capacity || (bytes > MOST_BYTES && rare.size() > 1)) {
      Message oldest = rare.removeFirst();
      bytes -= oldest.json().length;
      forget(oldest);
    }
  }

  private void addFrequent(Message message) {
    recent.addLast(message);
    Message before = newest.put(message.subject(), message);
    if (before != null && !isRecent(before)) {
      forget(before);
    }
    long oldest = message.at().nanos() - RECENT;
    while (recent.size() > MOST_RECENT || recent.getFirst().at().nanos() < oldest) {
      Message gone = recent.removeFirst();
      if (!gone.equals(newest.get(gone.subject()))) {
        forget(gone);
      }
    }
  }

  /** Nobody wants to know what was the newest on a subject that is gone. */
  void retire(Predicate<Message.Subject> gone) {
    newest
        .values()
        .removeIf(
            message -> {
              boolean retired = gone.test(message.subject());
              if (retired && !isRecent(message)) {
                forget(message);
              }
              return retired;
            });
  }

  private boolean isRecent(Message message) {
    Message oldest = recent.peekFirst();
    return oldest != null && message.id() >= oldest.id();
  }

  private void forget(Message message) {
    forgotten.merge(message.kind(), message.id(), Math::max);
  }

  /** The number of the first message of this run. */
  long first() {
    return first;
  }

  /** The number of the newest message. */
  long last() {
    return last;
  }

  /** Up to which number messages of that kind are forgotten, at least in part; or -1. */
  long forgotten(Kind kind) {
    return forgotten.getOrDefault(kind, -1L);
  }

  /** Up to which number rare messages that are wanted are forgotten, or -1. */
  long forgotten(Filter filter) {
    return filter.rare().stream().mapToLong(this::forgotten).max().orElse(-1);
  }

  /** True if a frequent message of that kind was told after one number and up to another. */
  boolean hadBetween(Kind kind, long after, long until) {
    return forgotten(kind) > after
        || newest.values().stream()
            .anyMatch(it -> it.kind() == kind && it.id() > after && it.id() <= until)
        || recent.stream().anyMatch(it -> it.kind() == kind && it.id() > after && it.id() <= until);
  }

  /** The message of that number, or null if it is not here. */
  @Nullable Message find(long id) {
    return Stream.of(recent, rare, newest.values())
        .flatMap(Collection::stream)
        .filter(it -> it.id() == id)
        .findFirst()
        .orElse(null);
  }

  /** What is here of what came after that number, in order. */
  List<Message> after(long after, Filter filter) {
    List<Message> found = new ArrayList<>();
    collect(rare.descendingIterator(), after, filter, found);
    collect(recent.descendingIterator(), after, filter, found);
    for (Message message : newest.values()) {
      if (!isRecent(message) && message.id() > after && filter.passes(message)) {
        found.add(message);
      }
    }
    found.sort(Comparator.comparingLong(Message::id));
    return found;
  }

  private static void collect(
      Iterator<Message> back, long after, Filter filter, List<Message> found) {
    while (back.hasNext()) {
      Message message = back.next();
      if (message.id() <= after) {
        return;
      }
      if (filter.passes(message)) {
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
