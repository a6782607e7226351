package dev.linkflux.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.control.Access;
import dev.linkflux.control.Settings;
import dev.linkflux.engine.WallClock;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a stream server is set up with.
 *
 * @param settings name uplinks and servers
 * @param effective the configuration as JSON, defaults filled in
 * @param access who may read and give orders
 * @param clock labels moments
 * @param service what it says of itself
 * @param directory where what was told and measured is kept over a restart, or null to forget it
 */
public record Premises(
    Settings settings,
    JsonNode effective,
    Access access,
    WallClock clock,
    Service service,
    @Nullable Path directory) {
  /** Those of one that shows no configuration, is open to this machine, and keeps nothing. */
  public static Premises plain(Settings settings, WallClock clock, Service service) {
    return new Premises(
        settings, JsonNodeFactory.instance.objectNode(), Access.LOCAL, clock, service, null);
  }
}
