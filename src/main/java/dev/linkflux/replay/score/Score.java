package dev.linkflux.replay.score;

import dev.linkflux.decision.StateName;
import java.util.Map;

/**
 * What the decisions by one configuration were worth over a span of a trace. How each is defined
 * stands in {@code src/docs/replay.md}.
 *
 * @param seconds length of the span
 * @param switches changes of the carrying set
 * @param flaps falls of an uplink soon after it had come back
 * @param badSeconds carried by an uplink that was dead or breaching while a better one existed
 * @param hopelessSeconds carried by such a one while there was no better
 * @param needlessSwitches away from an uplink that was good, to none that is preferred
 * @param detection from the beginning of a bad spell of what carries until it is left
 * @param recovery from the end of a bad spell until the uplink may carry again
 * @param probeBytes of IP, both directions, that its own paces would have cost
 * @param inState seconds in each state, by uplink
 * @param carried seconds carried, by uplink
 */
public record Score(
    double seconds,
    long switches,
    long flaps,
    double badSeconds,
    double hopelessSeconds,
    long needlessSwitches,
    Delays detection,
    Delays recovery,
    long probeBytes,
    Map<String, Map<StateName, Double>> inState,
    Map<String, Double> carried) {}
