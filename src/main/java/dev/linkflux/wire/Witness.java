package dev.linkflux.wire;

/** Is told on the event loop what an {@link Attempt} does, while it does it. */
public interface Witness {
  /** The first segment has left; told once, before anything that comes of it. */
  void left();

  /**
   * More was spent.
   *
   * @param bytes of IP, headers included, both directions
   */
  void spent(long bytes);
}
