package dev.linkflux.stream;

/**
 * What the service says of itself.
 *
 * @param version of the program
 * @param observe true if it decides and streams but changes nothing
 */
public record Service(String version, boolean observe) {}
