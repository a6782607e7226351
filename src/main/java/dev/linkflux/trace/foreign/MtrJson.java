package dev.linkflux.trace.foreign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * What {@code mtr --json} writes: the sums of every hop and no time at all, so that its start must
 * be named. Several reports in one file follow one another.
 */
final class MtrJson implements Format {
  @Override
  public boolean begins(Opening opening) {
    return opening.text().startsWith("{")
        && opening.text().contains("\"mtr\"")
        && opening.text().contains("\"report\"");
  }

  @Override
  public Log open(InputStream in, Origin origin) {
    return new Reports(in, origin);
  }

  private static final class Reports extends JsonLog {
    private final Origin origin;
    private long begin = Long.MIN_VALUE;

    Reports(InputStream in, Origin origin) {
      super(in);
      this.origin = origin;
    }

    @Override
    void piece(JsonToken token, JsonParser parser, Consumer<? super Entry> into)
        throws Unclear, IOException {
      if (begin == Long.MIN_VALUE) {
        begin = origin.begin("mtr --json has no times");
      }
      if (token != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      JsonNode root = parser.readValueAsTree();
      JsonNode report = root.path("report");
      JsonNode hubs = report.path("hubs");
      if (hubs.isEmpty()) {
        throw new Unclear("no report of mtr: it has no hubs");
      }
      JsonNode last = hubs.get(hubs.size() - 1);
      begin =
          new Journey(
                  Journey.target(
                      report.path("mtr").path("dst").asText(), last.path("host").asText()),
                  last.path("Loss%").asText(),
                  last.path("Snt").asText(),
                  last.path("Avg").asText(),
                  last.path("Best").asText(),
                  last.path("Wrst").asText())
              .spread(origin, begin, into);
    }
  }
}
