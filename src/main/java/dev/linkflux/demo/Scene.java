package dev.linkflux.demo;

import java.time.Duration;

/**
 * A turn of the weather.
 *
 * @param at since the demonstration began
 * @param climate from then on
 * @param sentence what happens, for a person
 */
public record Scene(Duration at, Climate climate, String sentence) {}
