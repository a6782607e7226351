package dev.linkflux.time;

/** Time has passed, and nothing else has happened. Law: extra wake-ups change nothing. */
public record Woken(Moment at) implements Event {}
