package dev.linkflux.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one client was told, over all its connections: events, and gaps between them. */
public final class Account {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> FREQUENT = Set.of("probe", "quality");

  /** Events with numbers above {@code after}, up to {@code until}, are missing, or may be. */
  record Named(long after, long until, Set<String> kinds) {
    boolean names(long id, String kind) {
      return id > after && id <= until && kinds.contains(kind);
    }
  }

  private final TreeMap<Long, String> told = new TreeMap<>();
  private final List<Named> gaps = new ArrayList<>();
  private final List<Long> starts = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final List<Long> troubles = new ArrayList<>();
  private long last;
  private long mended = -1;
  private long marker = -1;
  private int orders;

  static boolean isRare(String kind) {
    return !FREQUENT.contains(kind);
  }

  /** An event has come, whole. */
  synchronized void event(long id, String kind, String json) {
    if (id <= last || told.put(id, kind) != null) {
      faults.add("%d (%s) comes behind %d".formatted(id, kind, last));
    }
    last = id;
    if (kind.equals("operator")) {
      orders++;
      marker = json.contains("\"steering\":\"avoid\"") ? id : marker;
    } else if (kind.equals("self")) {
      self(id, json);
    }
  }

  private void self(long id, String json) {
    if (json.contains("\"what\":\"started\"")) {
      starts.add(id);
      orders = 0;
    } else if (json.contains("\"source\":\"event log\"") && json.contains("\"what\":\"mended\"")) {
      mended = id;
      orders = 0;
    } else if (json.contains("\"source\":\"event log\"")) {
      troubles.add(id);
      orders = 0;
    }
  }

  synchronized void gap(String json) throws IOException {
    JsonNode gap = JSON.readTree(json);
    Set<String> kinds =
        gap.path("missing").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    if (gap.path("sentence").asText().isEmpty() || kinds.isEmpty()) {
      faults.add("a gap that says nothing: " + json);
    }
    gaps.add(new Named(gap.path("after").asLong(), gap.path("until").asLong(), kinds));
  }

  public synchronized long last() {
    return last;
  }

  /** The numbers with which the runs began that it knows of. */
  synchronized List<Long> starts() {
    return List.copyOf(starts);
  }

  /** The numbers with which it was told that the log cannot be written. */
  synchronized List<Long> troubles() {
    return List.copyOf(troubles);
  }

  /** The number with which it was told that the log is written again; or -1. */
  synchronized long mended() {
    return mended;
  }

  /** Orders since the last of all these. */
  synchronized int orders() {
    return orders;
  }

  /** The number of the order that is the last one of the test; or -1. */
  synchronized long marker() {
    return marker;
  }

  public synchronized SortedMap<Long, String> told() {
    return new TreeMap<>(told);
  }

  synchronized Set<Long> rareAbove(long id) {
    return told.tailMap(id, false).entrySet().stream()
        .filter(it -> isRare(it.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** What it has of the events that are known and neither was told nor finds named; and doubles. */
  public synchronized List<String> faults(SortedMap<Long, String> known) {
    List<String> all = new ArrayList<>(faults);
    known.forEach(
        (id, kind) -> {
          if (!told.containsKey(id) && gaps.stream().noneMatch(it -> it.names(id, kind))) {
            all.add("%d (%s) is neither told nor named".formatted(id, kind));
          }
        });
    return all;
  }

  /** True if a gap says that such events may be missing between the run before and that one. */
  synchronized boolean namesBefore(long start, Set<String> kinds) {
    long before = told.headMap(start).lastKey();
    return gaps.stream()
        .anyMatch(
            it -> it.after() <= before && it.until() >= start - 1 && it.kinds().containsAll(kinds));
  }

  @Override
  public synchronized String toString() {
    return "starts %s, troubles %s, mended %d, orders %d, last %d, marker %d, %d told, gaps %s"
        .formatted(starts, troubles, mended, orders, last, marker, told.size(), gaps);
  }
}
