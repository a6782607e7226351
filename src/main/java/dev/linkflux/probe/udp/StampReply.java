package dev.linkflux.probe.udp;

/**
 * What a Session-Reflector answers (RFC 8762 section 4.3, RFC 8972 section 3).
 *
 * @param sequence 32 bits, unsigned: how many replies of the session went before, or, if the
 *     reflector is stateless, that of the request
 * @param timestamp when the reply was sent
 * @param estimate how far its own time stamps may be off, and their format
 * @param received when the request was received
 * @param asked what the request said, and its session identifier, which is 0 from a reflector that
 *     knows none
 * @param ttl that the request arrived with, 0 to 255
 */
record StampReply(
    int sequence,
    long timestamp,
    StampEstimate estimate,
    long received,
    StampRequest asked,
    int ttl) {}
