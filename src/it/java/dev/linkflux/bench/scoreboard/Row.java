package dev.linkflux.bench.scoreboard;

import java.util.Map;

/**
 * The figures of one contestant.
 *
 * @param detection by weather
 * @param wrong how often in 30 days the main uplink was left, by weather
 * @param flapping moves of traffic in an hour, by half a period in seconds
 * @param deadTarget moves of traffic in six hours
 * @param rest what probes cost in clear weather
 * @param trouble what they cost at 30 % loss
 * @param traces moves of traffic, by the name of the trace
 * @param seconds that all this took, of one processor
 */
record Row(
    String contestant,
    Map<Weather, Delays> detection,
    Map<Weather, Wrong> wrong,
    Map<Integer, Flaps> flapping,
    int deadTarget,
    Spent rest,
    Spent trouble,
    Map<String, Integer> traces,
    double seconds) {}
