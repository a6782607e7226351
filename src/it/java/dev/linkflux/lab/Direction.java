package dev.linkflux.lab;

/** Which way a packet crosses an uplink. */
public enum Direction {
  /** From the router to the world. */
  UP,
  /** From the world to the router. */
  DOWN
}
