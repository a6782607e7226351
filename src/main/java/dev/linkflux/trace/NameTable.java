package dev.linkflux.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Finds what a name stands for, also by its UTF-8 bytes without making a string of them. */
final class NameTable<T> {
  private static final byte[] FREE = {};

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
    // What cannot be written in UTF-8 (half a surrogate pair) must not be found by other bytes.
    if (bytes.length > 0 && new String(bytes, StandardCharsets.UTF_8).equals(name)) {
      if (all.size() * 2 > keys.length) {
        grow();
      }
      put(bytes, all.size() - 1);
    }
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
    int hash = 0;
    for (byte b : name) {
      hash = hash(hash, b);
    }
    int slot = slot(hash);
    while (keys[slot].length > 0) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = name;
    places[slot] = place;
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 16)) & (keys.length - 1);
  }

  /** One step of the hash that {@link #find} asks for; it begins with 0. */
  static int hash(int hash, byte next) {
    return hash * 31 + next;
  }

  /** The place of the name with those bytes, or -1. */
  int find(byte[] line, int from, int to, int hash) {
    int slot = slot(hash);
    while (keys[slot].length > 0) {
      byte[] key = keys[slot];
      if (Arrays.equals(key, 0, key.length, line, from, to)) {
        return places[slot];
      }
      slot = (slot + 1) & (keys.length - 1);
    }
    return -1;
  }

  T at(int place) {
    return all.get(place);
  }
}
