package dev.linkflux.kernel;

/**
 * What an MPTCP connection of a network namespace may have besides its first subflow.
 *
 * @param subflows it opens or accepts, 0 to 8
 * @param accepted addresses that the peer announces and that are taken up, 0 to 8
 */
public record MptcpLimits(int subflows, int accepted) {}
