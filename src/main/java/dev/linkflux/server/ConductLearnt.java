package dev.linkflux.server;

import dev.linkflux.decision.Penalty;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;

/**
 * A fall of a server was punished, for whoever keeps it over a restart. Nothing follows from it.
 */
public record ConductLearnt(Moment at, ServerId server, Penalty penalty) implements Event {}
