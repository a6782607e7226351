package dev.linkflux.bench;

/**
 * What a probing program did in a while.
 *
 * @param perSecond probes that were answered
 * @param cpu microseconds of user and system time for each, which are seconds a million
 * @param lost those that were not answered, or not sent
 * @param stamped share of round-trip times by both stamps of the kernel; NaN if unknown
 * @param lateHalf nanoseconds that half of the sends were late at most, by the upper ends of the
 *     buckets that they are counted in; NaN if nothing was due
 * @param lateMost the same of 99 % of them
 */
record Speed(
    double perSecond, double cpu, long lost, double stamped, double lateHalf, double lateMost) {}
