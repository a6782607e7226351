package dev.linkflux.kernel;

/**
 * A round-trip time and how it was measured.
 *
 * @param nanos the time, 0 or more
 */
public record Rtt(long nanos, Source source) {
  /** Which stamps an rtt was made of, best first. */
  public enum Source {
    /** The kernel stamped both ends: the time inside this program is not in it. */
    KERNEL,
    /** The kernel stamped the reply only: the time until the request left is in it. */
    KERNEL_RECEIVE,
    /** The clock of this program: its own delays are in it. */
    PROGRAM
  }
}
