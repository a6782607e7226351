package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code mtr --report} and {@code --report-wide} print: sums, and when it began. */
final class MtrReport implements Format {
  private static final Pattern START = Pattern.compile("^Start: (.+)$");
  private static final Pattern HEADER = Pattern.compile("^HOST: \\S+ +(.*Loss%.*)$");
  private static final Pattern HOP = Pattern.compile("^\\d+\\.(?: AS\\S+ +)?\\|-- (\\S+) +(.+)$");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT);

  @Override
  public boolean begins(Opening opening) {
    return opening.has(HEADER);
  }

  @Override
  public Log open(InputStream in, Origin origin) {
    return new Reports(in, origin);
  }

  private static final class Reports extends LineLog {
    private final Origin origin;
    private long begin = Long.MIN_VALUE;
    private List<String> columns = List.of();
    private @Nullable Matcher last;

    Reports(InputStream in, Origin origin) {
      super(in);
      this.origin = origin;
    }

    @Override
    void line(String text, Consumer<? super Entry> into) throws Unclear {
      Matcher start = START.matcher(text);
      Matcher header = HEADER.matcher(text);
      Matcher hop = HOP.matcher(text);
      if (start.matches()) {
        end(into);
        begin = time(start.group(1));
      } else if (header.matches()) {
        columns = List.of(header.group(1).trim().split(" +"));
      } else if (hop.matches()) {
        last = hop;
      } else if (!text.contains("|--")) { // further hosts of a hop
        throw strange(text, "mtr");
      }
    }

    private static long time(String text) throws Unclear {
      try {
        return Origin.nanos(OffsetDateTime.parse(text, TIME).toInstant());
      } catch (DateTimeException _) {
        throw new Unclear("no time as mtr writes it: " + text);
      }
    }

    @Override
    void end(Consumer<? super Entry> into) throws Unclear {
      Matcher hop = last;
      last = null;
      if (hop == null) {
        return;
      }
      if (begin == Long.MIN_VALUE) {
        throw new Unclear("a report without its start");
      }
      List<String> values = List.of(hop.group(2).trim().split(" +"));
      begin =
          new Journey(
                  Journey.target(null, hop.group(1)),
                  value(values, "Loss%"),
                  value(values, "Snt"),
                  value(values, "Avg"),
                  value(values, "Best"),
                  value(values, "Wrst"))
              .spread(origin, begin, into);
    }

    private String value(List<String> values, String column) throws Unclear {
      int place = columns.indexOf(column);
      if (place < 0 || place >= values.size()) {
        throw new Unclear("a report without " + column);
      }
      return values.get(place);
    }
  }
}
