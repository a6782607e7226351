package dev.linkflux.probe;

import java.util.Arrays;

/**
 * When each of many is due next, and which of them first: a tree of the earlier of two, so that a
 * change costs O(log n) however many there are.
 */
final class Dues {
  static final long NEVER = Long.MAX_VALUE;

  /** The root at 1, the children of {@code i} at {@code 2 * i} and behind it, leaves last. */
  private final long[] tree;

  private final int leaves;

  /** All of them never. */
  Dues(int count) {
    leaves = Integer.highestOneBit(Math.max(1, 2 * count - 1));
    tree = new long[2 * leaves];
    Arrays.fill(tree, NEVER);
  }

  void set(int index, long due) {
    int node = leaves + index;
    tree[node] = due;
    while (node > 1) {
      node /= 2;
      long earlier = Math.min(tree[2 * node], tree[2 * node + 1]);
      if (tree[node] == earlier) {
        return;
      }
      tree[node] = earlier;
    }
  }

  /** The earliest of all. */
  long earliest() {
    return tree[1];
  }

  /** Which is due at the earliest; of several the one of the lowest index. */
  int first() {
    int node = 1;
    while (node < leaves) {
      node *= 2;
      if (tree[node] != tree[1]) {
        node++;
      }
    }
    return node - leaves;
  }
}
