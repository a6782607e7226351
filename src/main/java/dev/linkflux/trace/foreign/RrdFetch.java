package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What {@code rrdtool fetch FILE AVERAGE} prints of a file of smokeping's. Where its rounds did not
 * fall on its steps, rrdtool has already mixed neighbours: losses are rounded then.
 */
final class RrdFetch implements Format {
  private static final Pattern HEADER = Pattern.compile("^(?:uptime +)?loss +median +ping1\\b");
  private static final Pattern ROW = Pattern.compile("^\\d+: ");

  @Override
  public boolean begins(Opening opening) {
    return opening.has(HEADER);
  }

  @Override
  public Log open(InputStream in, Origin origin) {
    return new Rounds(in, origin);
  }

  private static final class Rounds extends LineLog {
    private final Origin origin;
    private List<String> columns = List.of();
    private long before = Long.MIN_VALUE;

    Rounds(InputStream in, Origin origin) {
      super(in);
      this.origin = origin;
    }

    @Override
    void line(String text, Consumer<? super Entry> into) throws Unclear {
      if (HEADER.matcher(text).find()) {
        origin.hasTimes();
        columns = List.of(text.split(" +"));
        return;
      }
      if (columns.isEmpty() || !ROW.matcher(text).find()) {
        throw strange(text, "rrdtool fetch");
      }
      String[] values = text.split(":? +");
      if (values.length != columns.size() + 1) {
        throw new Unclear("%d values of %d".formatted(values.length - 1, columns.size()));
      }
      String loss = values[1 + columns.indexOf("loss")];
      if (isNumber(loss)) { // else it has not measured
        round(values, loss, into);
      }
    }

    private void round(String[] values, String loss, Consumer<? super Entry> into) throws Unclear {
      int pings = 0;
      List<Long> rtts = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).startsWith("ping")) {
          pings++;
          if (isNumber(values[i + 1])) {
            rtts.add(Decimal.scaled(values[i + 1], Decimal.SECONDS));
          }
        }
      }
      String median = values[1 + columns.indexOf("median")];
      long lost = Math.round(Decimal.scaled(loss, 6) / 1e6);
      int answers = Math.clamp(pings - lost, 0, pings);
      while (rtts.size() < answers && isNumber(median)) {
        rtts.add(Decimal.scaled(median, Decimal.SECONDS));
      }
      int surplus = Math.max(0, rtts.size() - answers);
      rtts.subList(rtts.size() - surplus, rtts.size()).clear();
      long ended = Decimal.scaled(values[0], Decimal.SECONDS);
      if (ended <= before) {
        throw new Unclear("goes back in time");
      }
      new Round(ended, pings, rtts).spread(origin, origin.uplink(), origin.uplink(), before, into);
      before = ended;
    }

    private static boolean isNumber(String value) {
      return !value.endsWith("nan");
    }
  }
}
