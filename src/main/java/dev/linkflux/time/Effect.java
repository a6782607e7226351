package dev.linkflux.time;

/**
 * Something that the world is asked to do. It is carried out after the stages; what comes of it
 * comes back as an event.
 */
public interface Effect extends Event {}
