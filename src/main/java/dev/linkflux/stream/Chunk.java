package dev.linkflux.stream;

/**
 * Bytes for the wire, made once and shared by all that are sent them; nobody writes into them.
 *
 * @param weight what it counts for while it waits for a client: how many events it holds, at least
 *     1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Chunk(byte[] bytes, int weight) {}
