package dev.linkflux.kernel;

/**
 * What a network interface has counted since it is there, or since its driver last began anew.
 *
 * @param index its number: another one of the same name has another
 * @param received bytes
 * @param sent bytes
 */
public record LinkTraffic(int index, long received, long sent) {}
