package dev.linkflux.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.control.Settings;
import org.jspecify.annotations.Nullable;

/** What a replay makes of a change of the configuration that stands in a trace. */
@FunctionalInterface
public interface Changes {
  /** Other settings than those of the trace are tried: they hold from its beginning to its end. */
  Changes IGNORED = _ -> null;

  /**
   * The settings that hold from there on; null if none others do.
   *
   * @param config the effective configuration, as in the trace's header
   * @throws dev.linkflux.trace.TraceException if it cannot be understood
   */
  @Nullable Settings to(JsonNode config);
}
