package dev.linkflux.cli;

/**
 * One server-sent event.
 *
 * @param id of this or of the latest event that had one; empty if there was none
 * @param type {@code message} if it does not say
 * @param data its lines, joined by line feeds
 */
record SseEvent(String id, String type, String data) {}
