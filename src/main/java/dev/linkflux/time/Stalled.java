package dev.linkflux.time;

/**
 * This process handled nothing from {@code at} to {@code until} (a long collection, a suspended
 * machine, a starved processor). What seems to be missing from that time is no evidence against
 * anybody but ourselves.
 *
 * @param at the last moment at which something was handled
 * @param until the first moment at which something was handled again
 */
public record Stalled(Moment at, Moment until) implements Event {}
