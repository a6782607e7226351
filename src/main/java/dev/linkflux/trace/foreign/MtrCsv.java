package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What {@code mtr --csv} prints: sums of every hop, with the second in which it began. */
final class MtrCsv implements Format {
  private static final Pattern HEADER = Pattern.compile("^Mtr_Version,Start_Time,");
  private static final Pattern ROW = Pattern.compile("^MTR\\.[^,]*,\\d+,");

  @Override
  public boolean begins(Opening opening) {
    return opening.begins(HEADER) || opening.begins(ROW);
  }

  @Override
  public Log open(InputStream in, Origin origin) {
    return new Rows(in, origin);
  }

  private static final class Rows extends LineLog {
    private static final List<String> USUAL =
        List.of(
            "Mtr_Version,Start_Time,Status,Host,Hop,Ip,Loss%,Snt, ,Last,Avg,Best,Wrst,StDev"
                .split(","));

    private final Origin origin;
    private List<String> columns = USUAL;
    private List<String> last = List.of();

    Rows(InputStream in, Origin origin) {
      super(in);
      this.origin = origin;
    }

    @Override
    void line(String text, Consumer<? super Entry> into) throws Unclear {
      if (HEADER.matcher(text).find()) {
        end(into);
        columns = List.of(text.split(","));
        return;
      }
      if (!ROW.matcher(text).find()) {
        throw strange(text, "mtr --csv");
      }
      List<String> row = List.of(text.split(","));
      if (!last.isEmpty() && hop(row) <= hop(last)) { // another report
        end(into);
      }
      last = row;
    }

    private long hop(List<String> row) throws Unclear {
      return Decimal.scaled(value(row, "Hop"), 0);
    }

    @Override
    void end(Consumer<? super Entry> into) throws Unclear {
      List<String> row = last;
      last = List.of();
      if (row.isEmpty()) {
        return;
      }
      long _ =
          new Journey(
                  Journey.target(value(row, "Host"), value(row, "Ip")),
                  value(row, "Loss%"),
                  value(row, "Snt"),
                  value(row, "Avg"),
                  value(row, "Best"),
                  value(row, "Wrst"))
              .spread(origin, Decimal.scaled(value(row, "Start_Time"), Decimal.SECONDS), into);
    }

    private String value(List<String> row, String column) throws Unclear {
      int place = columns.indexOf(column);
      if (place < 0 || place >= row.size()) {
        throw new Unclear("a row without " + column);
      }
      return row.get(place);
    }
  }
}
