package dev.linkflux.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * Other settings held from then on when the trace was recorded, as the trace says it. What they are
 * is for who can read a configuration: {@link dev.linkflux.control.Reconfigured} is made of it.
 *
 * @param config the effective configuration, as in a {@link Header}
 */
public record Configured(Moment at, JsonNode config) implements Event {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What a trace says of it. */
  static Configured of(Reconfigured now) {
    try {
      return new Configured(now.at(), MAPPER.readTree(now.effective()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the effective configuration is no JSON", e);
    }
  }
}
