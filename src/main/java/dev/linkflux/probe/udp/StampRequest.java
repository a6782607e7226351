package dev.linkflux.probe.udp;

/**
 * What a Session-Sender asks (RFC 8762 section 4.2, RFC 8972 section 3).
 *
 * @param sequence 32 bits, unsigned
 * @param timestamp when it was sent, in the format that the estimate names
 * @param estimate how far that may be off
 * @param ssid the session's identifier, 0 to 65535; 0 for none
 */
record StampRequest(int sequence, long timestamp, StampEstimate estimate, int ssid) {}
