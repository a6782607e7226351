package dev.linkflux.time;

/**
 * Rows of numbers, oldest first: a ring that grows. Each row has a position, which counts up for
 * ever; kept are those from {@link #oldest} on, before {@link #free}. Every operation is O(1). One
 * owner; not thread safe.
 */
public final class Rows {
  private static final int FIRST = 16;

  /** Rows are as wide as the next power of two, so that a cell is found by shift and mask. */
  private final int shift;

  private long[] cells;
  private long oldest;
  private long free;

  /**
   * Empty.
   *
   * @param columns how many numbers a row has, from 1
   */
  public Rows(int columns) {
    this.shift = Integer.SIZE - Integer.numberOfLeadingZeros(columns - 1);
    this.cells = new long[FIRST << shift];
  }

  public long oldest() {
    return oldest;
  }

  public long free() {
    return free;
  }

  public int size() {
    return (int) (free - oldest);
  }

  public boolean isEmpty() {
    return free == oldest;
  }

  /** Adds a row and returns its position. What its numbers are is not known until they are set. */
  public long add() {
    if (free - oldest == cells.length >> shift) {
      grow();
    }
    return free++;
  }

  public long get(long position, int column) {
    return cells[cell(position, cells.length) + column];
  }

  public void set(long position, int column, long value) {
    cells[cell(position, cells.length) + column] = value;
  }

  public void dropOldest() {
    oldest++;
  }

  public void clear() {
    oldest = free;
  }

  /**
   * The first position whose number in a column that only rises is not less; else {@link #free}.
   */
  public long search(int column, long value) {
    long low = oldest;
    long high = free;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (get(middle, column) < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Where a row begins among so many cells. */
  private int cell(long position, int size) {
    return ((int) position << shift) & (size - 1);
  }

  private void grow() {
    long[] larger = new long[2 * cells.length];
    for (long position = oldest; position < free; position++) {
      System.arraycopy(
          cells, cell(position, cells.length), larger, cell(position, larger.length), 1 << shift);
    }
    cells = larger;
  }
}
