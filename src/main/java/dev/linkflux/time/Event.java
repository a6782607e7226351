package dev.linkflux.time;

/** Something that happened at a moment. Every package of the chain adds its own kinds. */
public interface Event {
  /** When it happened, or, of a deadline, when it was due. */
  Moment at();
}
