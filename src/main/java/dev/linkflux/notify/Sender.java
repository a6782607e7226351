package dev.linkflux.notify;

import java.time.ZoneId;

/**
 * Who it is that tells, and with what.
 *
 * @param means to tell with
 * @param host the name of this machine
 * @param zone of the times that people are told
 * @param version of this program
 */
public record Sender(Means means, String host, ZoneId zone, String version) {}
