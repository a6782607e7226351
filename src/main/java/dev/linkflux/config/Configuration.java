package dev.linkflux.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.control.Settings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a configuration file says, with the defaults filled in.
 *
 * @param settings what the pure chain is set by
 * @param listen where the HTTP server listens
 * @param trace where to record, or null for not at all
 * @param keepRoutes true if our routes stay in the kernel when the service ends
 * @param effective the configuration as JSON, defaults filled in; parsing it again gives an equal
 *     configuration
 */
public record Configuration(
    Settings settings,
    InetSocketAddress listen,
    @Nullable Recording trace,
    boolean keepRoutes,
    JsonNode effective) {
  /**
   * What is recorded.
   *
   * @param directory of the trace files
   * @param keep how long old files are kept
   */
  public record Recording(Path directory, Duration keep) {}
}
