package dev.linkflux.server;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import org.jspecify.annotations.Nullable;

/**
 * The operator has said which server to use. The latest word counts.
 *
 * @param server to be used as long as it works, or null: as the checks say
 */
public record Appointed(Moment at, @Nullable ServerId server) implements Event {}
