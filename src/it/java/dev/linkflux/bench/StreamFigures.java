package dev.linkflux.bench;

/**
 * What a crowd of clients of the event stream found.
 *
 * @param clients that read, and whom the figures are of
 * @param events that they were told while it was measured
 * @param faults events that were missing, came twice, or in another order
 * @param broken connections that ended before it was over
 * @param packed clients whose stream was compressed
 * @param half milliseconds from an event's own time to its last byte, of half of them
 * @param most the same of 99 %
 * @param all the same of all
 * @param bytes a second, of all that read
 * @param told clients that got stuck, were dropped, and read their last word
 * @param cut clients that got stuck and were dropped without it
 * @param kept clients that got stuck and are still connected
 */
record StreamFigures(
    int clients,
    long events,
    long faults,
    int broken,
    int packed,
    double half,
    double most,
    double all,
    double bytes,
    int told,
    int cut,
    int kept) {}
