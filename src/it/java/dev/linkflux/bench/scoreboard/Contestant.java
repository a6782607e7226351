package dev.linkflux.bench.scoreboard;

/** Whoever decides whether the main of two uplinks carries traffic. */
sealed interface Contestant permits Linkflux, Peer {
  /** As the table calls it. */
  String name();

  /**
   * Runs through some weather from the beginning on.
   *
   * @param main the weather of the main uplink
   * @param spare that of the other
   * @param until when it ends, nanoseconds
   * @param course is told what was done
   */
  void run(Way main, Way spare, long seed, long until, Course course);
}
