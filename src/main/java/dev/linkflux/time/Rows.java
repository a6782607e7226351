package dev.linkflux.time;

/**
 * Rows of numbers, oldest first: a ring that grows. Each row has a position, which counts up for
 * ever; kept are those from {@link #oldest} on, before {@link #free}. Every operation is O(1). One
 * owner; not thread safe.
 */
public final class Rows {
  private static final int FIRST = 16;

  private final int columns;
  private long[] cells;
  private int capacity = FIRST;
  private long oldest;
  private long free;

  /**
   * Empty.
   *
   * @param columns how many numbers a row has, from 1
   */
  public Rows(int columns) {
    this.columns = columns;
    this.cells = new long[FIRST * columns];
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
    if (free - oldest == capacity) {
      grow();
    }
    return free++;
  }

  public long get(long position, int column) {
    return cells[cell(position, capacity) + column];
  }

  public void set(long position, int column, long value) {
    cells[cell(position, capacity) + column] = value;
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

  private int cell(long position, int rows) {
    return ((int) position & (rows - 1)) * columns;
  }

  private void grow() {
    long[] larger = new long[2 * capacity * columns];
    for (long position = oldest; position < free; position++) {
      System.arraycopy(
          cells, cell(position, capacity), larger, cell(position, 2 * capacity), columns);
    }
    cells = larger;
    capacity *= 2;
  }
}
