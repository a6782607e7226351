package dev.linkflux.stream;

import dev.linkflux.engine.Instruments;
import org.jspecify.annotations.Nullable;

/**
 * What the service says of itself.
 *
 * @param version of the program
 * @param build the commit that it was built from
 * @param observe true if it decides and streams but changes nothing
 * @param instruments what its probers have told
 * @param shadow the configuration that runs beside the live one, as it is named there, or null
 */
public record Service(
    String version,
    String build,
    boolean observe,
    Instruments instruments,
    @Nullable String shadow) {
  /** One whose build is not known. */
  public Service(
      String version, boolean observe, Instruments instruments, @Nullable String shadow) {
    this(version, "unknown", observe, instruments, shadow);
  }

  /** One without a shadow. */
  public Service(String version, boolean observe, Instruments instruments) {
    this(version, observe, instruments, null);
  }

  /** One whose probers tell nothing. */
  public Service(String version, boolean observe) {
    this(version, observe, new Instruments());
  }
}
