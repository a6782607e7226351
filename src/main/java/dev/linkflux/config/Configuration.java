package dev.linkflux.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.control.Access;
import dev.linkflux.control.Hook;
import dev.linkflux.control.Notifications;
import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Naming;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a configuration file says, with the defaults filled in.
 *
 * @param settings what the pure chain is set by
 * @param naming how names are resolved
 * @param hooks who is told of what is decided
 * @param notifications who is told in words
 * @param access who may read and give orders over HTTP
 * @param listen where the HTTP server listens
 * @param trace where to record, or null for not at all
 * @param keepRoutes true if our routes stay in the kernel when the service ends
 * @param state directory of what must outlive a restart
 * @param shadow what runs beside it and acts on nothing, or null
 * @param effective the configuration as JSON, defaults filled in, without the paths of webhooks,
 *     which may be secret; parsing it again gives an equal configuration but for these
 */
public record Configuration(
    Settings settings,
    Naming naming,
    List<Hook> hooks,
    Notifications notifications,
    Access access,
    InetSocketAddress listen,
    @Nullable Recording trace,
    boolean keepRoutes,
    Path state,
    @Nullable Shadowing shadow,
    JsonNode effective) {
  public Configuration {
    hooks = List.copyOf(hooks);
  }

  /** Where the HTTP server listens by default: reachable from this machine only. */
  public static final InetSocketAddress DEFAULT_LISTEN =
      EndpointText.ports(1, 65_535).apply("127.0.0.1:8470");

  /** By default our routes stay: a restart must not take the router off the net. */
  public static final boolean DEFAULT_KEEP_ROUTES = true;

  public static final Path DEFAULT_STATE = Path.of("/var/lib/linkflux");

  /**
   * A second configuration.
   *
   * @param file as it is named in this one
   * @param settings with the same uplinks and targets, in the same order
   */
  public record Shadowing(String file, Settings settings) {}

  /** What finished trace files are packed with. */
  public enum Packed {
    GZIP,
    ZSTD,
    OFF
  }

  /**
   * What is recorded.
   *
   * @param directory of the trace files
   * @param keep how long old files are kept
   * @param size of all files together, in bytes, from which on the oldest go
   * @param rotateSize of one file before it is packed, in bytes, from which on the next is begun
   * @param rotateAfter after which the next file is begun
   * @param compress what finished files are packed with
   */
  public record Recording(
      Path directory,
      Duration keep,
      long size,
      long rotateSize,
      Duration rotateAfter,
      Packed compress) {
    public static final Recording DEFAULT =
        new Recording(
            Path.of("/var/lib/linkflux/trace"),
            Duration.ofDays(7),
            1_000_000_000,
            64_000_000,
            Duration.ofDays(1),
            Packed.GZIP);
  }
}
