package dev.linkflux.time;

/**
 * What was learnt before a restart, told again at the very beginning: behind the first {@link
 * Dated}, before any fact. An input like any other. It is set, not added: to hear of it twice
 * changes nothing.
 */
public interface Recalled extends Event {}
