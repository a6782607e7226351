package dev.linkflux.trace.foreign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Results of pings by RIPE Atlas, as its API gives them: an array of objects, or one object a line.
 * Every probe of theirs is an uplink.
 */
final class Atlas implements Format {
  /** Whether it is one object a line, and not one array, or objects of several lines. */
  private final boolean lines;

  private Atlas(boolean lines) {
    this.lines = lines;
  }

  static Atlas array() {
    return new Atlas(false);
  }

  static Atlas lines() {
    return new Atlas(true);
  }

  /** Results of one measurement come about in the order of time, but not quite. */
  private static final long PATIENCE = 3_600_000_000_000L;

  @Override
  public boolean begins(Opening opening) {
    return opening.isJson()
        && opening.text().contains("\"prb_id\"")
        && opening.text().contains("\"fw\"")
        && (!lines || (opening.text().startsWith("{") && !opening.lines().getFirst().equals("{")));
  }

  @Override
  public Log open(InputStream in, Origin origin) {
    // Of one object a line, what is behind a broken one is not lost.
    return lines ? new ResultLines(in, origin) : new Results(in, origin);
  }

  private static final class ResultLines extends LineLog {
    private final AtlasResult result;
    private final InOrder order = new InOrder(PATIENCE);

    ResultLines(InputStream in, Origin origin) {
      super(in);
      result = new AtlasResult(origin);
    }

    @Override
    void line(String text, Consumer<? super Entry> into) throws Unclear {
      try {
        result.read(JsonLog.MAPPER.readTree(text), entry -> order.add(entry, into));
      } catch (JsonProcessingException e) {
        throw new Unclear("no JSON: " + e.getOriginalMessage());
      }
    }

    @Override
    void end(Consumer<? super Entry> into) {
      order.finish(into);
    }
  }

  private static final class Results extends JsonLog {
    private final AtlasResult result;
    private final InOrder order = new InOrder(PATIENCE);

    Results(InputStream in, Origin origin) {
      super(in);
      result = new AtlasResult(origin);
    }

    @Override
    void piece(JsonToken token, JsonParser parser, Consumer<? super Entry> into)
        throws Unclear, IOException {
      if (token == JsonToken.START_OBJECT) {
        result.read(parser.readValueAsTree(), entry -> order.add(entry, into));
      } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
        throw new Unclear("a result of RIPE Atlas expected");
      }
    }

    @Override
    void end(Consumer<? super Entry> into) {
      order.finish(into);
    }
  }
}
