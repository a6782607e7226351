package dev.linkflux.engine;

import java.time.InstantSource;

/**
 * What reaches the pipeline from outside besides probes and the state of the interfaces.
 *
 * @param wall the wall clock, which may be set at any time
 * @param orders of the operator
 * @param traffic what the interfaces count
 * @param servers what is found of them
 * @param memories what is known from before a restart
 */
public record Outside(
    InstantSource wall,
    Orders orders,
    TrafficWatch traffic,
    ServerWatch servers,
    Memories memories) {
  /** One that begins anew. */
  public Outside(InstantSource wall, Orders orders, TrafficWatch traffic, ServerWatch servers) {
    this(wall, orders, traffic, servers, Memories.NONE);
  }

  /** One without servers. */
  public Outside(InstantSource wall, Orders orders, TrafficWatch traffic) {
    this(wall, orders, traffic, ServerWatch.NOBODY);
  }

  /** With the machine's clock, and nobody who orders or counts. */
  public static Outside quiet() {
    return new Outside(InstantSource.system(), new Orders(), TrafficWatch.NOBODY);
  }
}
