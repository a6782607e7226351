package dev.linkflux.trace.foreign;

/** How long fping waited for an answer, which is told when nothing came; found as it is read. */
final class FpingTimeout {
  /** fping's own, where nothing else is known. */
  private static final long USUAL = 500_000_000;

  private static final long LONGEST = 60_000_000_000L;

  private long nanos = USUAL;
  private boolean known;

  /** A probe that was sent at that time, by the distance of the others, timed out then. */
  void learn(long sent, long told) {
    if (!known && told >= sent && told - sent <= LONGEST) {
      nanos = told - sent;
      known = true;
    }
  }

  long nanos() {
    return nanos;
  }
}
