package dev.linkflux.bench.scoreboard;

/** Is told what is done about an uplink. */
interface Witness {
  /** From this moment on the uplink carries, or does not; may be said again. */
  void carries(boolean now, long at);

  /** A probe left through it; bytes are those of both directions. */
  void asked(long at, int size);
}
