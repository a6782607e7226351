package dev.linkflux.server;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;

/** Which server was in use when the service last ended; told once, before any check. */
public record Remembered(Moment at, ServerId server) implements Event {}
