package dev.linkflux.route;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/** What the kernel said to a plan. */
public sealed interface RouteAnswer extends Event {
  /** Of the plan that is answered. */
  long generation();

  /**
   * The kernel holds it now; read back and compared.
   *
   * @param changes how many changes it took; 0 if it held it before
   * @param flows how many tracked connections were forgotten
   */
  record Applied(Moment at, long generation, int changes, int flows) implements RouteAnswer {
    /** Without any connection forgotten. */
    public Applied(Moment at, long generation, int changes) {
      this(at, generation, changes, 0);
    }
  }

  /**
   * It could not be done.
   *
   * @param reason which change, and what the kernel said
   */
  record Refused(Moment at, long generation, String reason) implements RouteAnswer {}
}
