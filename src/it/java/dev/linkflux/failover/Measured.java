package dev.linkflux.failover;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One repetition of a trouble.
 *
 * @param switchedMs from its effect to the new route; null if nothing was to switch
 * @param gapMs the client's longest time without an arrival, from the baseline on
 * @param returnedMs from healing to the return of the route; null if it was not waited for
 * @param firstProbeMs from the start of the process to its first probe
 * @param endedMs from SIGTERM to the end of the process
 * @param decisions how many the replay found to be the same
 * @param load the machine's load average over the last minute
 * @param sentence why, as the stream told it
 * @param wrong everything that was not as it must be
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Measured(
    String trouble,
    int repetition,
    @Nullable Double switchedMs,
    double gapMs,
    @Nullable Double returnedMs,
    double firstProbeMs,
    double endedMs,
    int decisions,
    double load,
    String sentence,
    List<String> wrong) {}
