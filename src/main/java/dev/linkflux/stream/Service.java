package dev.linkflux.stream;

import dev.linkflux.engine.Instruments;

/**
 * What the service says of itself.
 *
 * @param version of the program
 * @param observe true if it decides and streams but changes nothing
 * @param instruments what its probers have told
 */
public record Service(String version, boolean observe, Instruments instruments) {
  /** One whose probers tell nothing. */
  public Service(String version, boolean observe) {
    this(version, observe, new Instruments());
  }
}
