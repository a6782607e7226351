package dev.linkflux;

/**
 * How many random cases of a law a build tries: a quarter, so that it ends in good time, and all of
 * them with {@code -Dlinkflux.cases=all}.
 */
public final class Cases {
  private static final boolean ALL = "all".equals(System.getProperty("linkflux.cases"));

  private Cases() {}

  /** What is tried of so many. */
  public static int of(int all) {
    return ALL ? all : Math.ceilDiv(all, 4);
  }
}
