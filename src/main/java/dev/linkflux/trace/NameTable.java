package dev.linkflux.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Finds what a name stands for, also by its UTF-8 bytes without making a string of them. */
final class NameTable<T> {
  private static final byte[] FREE = {};

  /** 2^64 over the golden ratio (Knuth, volume 3, section 6.4). */
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private final String kind;
  private final int most;
  private final BiFunction<String, Integer, T> maker;
  private final Map<String, T> byName = new HashMap<>();
  private final List<T> all = new ArrayList<>();
  private byte[][] keys = new byte[64][];
  private int[] places = new int[64];

  NameTable(String kind, int most, BiFunction<String, Integer, T> maker) {
    this.kind = kind;
    this.most = most;
    this.maker = maker;
    Arrays.fill(keys, FREE);
  }

  List<T> all() {
    return List.copyOf(all);
  }

  /** What the name stands for; a new one gets the next place. */
  T get(String name) throws Broken {
    T known = byName.get(name);
    if (known != null) {
      return known;
    }
    if (name.isEmpty() || all.size() >= most) {
      throw new Broken(
          name.isEmpty() ? "empty name: " + kind : "more than %d names: %s".formatted(most, kind));
    }
    T value = maker.apply(name, all.size());
    add(name, value);
    return value;
  }

  /** From now on the name stands for something. */
  void learn(String name) throws Broken {
    T _ = get(name);
  }

  void add(String name, T value) {
    byName.put(name, value);
    all.add(value);
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && isWrittenAsItIs(name, bytes)) {
      if (all.size() * 2 > keys.length) {
        grow();
      }
      put(bytes, all.size() - 1);
    }
  }

  /**
   * What stands otherwise between the quotes of JSON (RFC 8259 section 7), or cannot be written in
   * UTF-8 (half a surrogate pair), must not be found by other bytes.
   */
  private static boolean isWrittenAsItIs(String name, byte[] bytes) {
    return name.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\')
        && new String(bytes, StandardCharsets.UTF_8).equals(name);
  }

  private void grow() {
    byte[][] old = keys;
    int[] oldPlaces = places;
    keys = new byte[old.length * 2][];
    places = new int[old.length * 2];
    Arrays.fill(keys, FREE);
    for (int i = 0; i < old.length; i++) {
      if (old[i].length > 0) {
        put(old[i], oldPlaces[i]);
      }
    }
  }

  private void put(byte[] name, int place) {
    int slot = slot(name, 0, name.length);
    while (keys[slot].length > 0) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = name;
    places[slot] = place;
  }

  /** Whose name those bytes are between the quotes of JSON; null if that is not known. */
  @Nullable T find(byte[] line, int from, int to) {
    int slot = slot(line, from, to);
    while (keys[slot].length > 0) {
      byte[] key = keys[slot];
      if (Arrays.equals(key, 0, key.length, line, from, to)) {
        return all.get(places[slot]);
      }
      slot = (slot + 1) & (keys.length - 1);
    }
    return null;
  }

  /** Where to look first: the high bits of a product depend on all of its factors' bits. */
  private int slot(byte[] line, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Eight.BYTES <= to; at += Eight.BYTES) {
      hash = (hash ^ Eight.at(line, at)) * MIX;
    }
    if (at < to) {
      hash = (hash ^ Eight.first(Eight.at(line, at), to - at)) * MIX;
    }
    return (int) (hash >>> 40) & (keys.length - 1);
  }
}
