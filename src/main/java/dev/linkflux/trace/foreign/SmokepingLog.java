package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What smokeping writes with its setting {@code rawlog}: a line a round, {@code time age loss
 * median ping…} with tabs between. The file's name says the rest: {@code TARGET.DATE.csv}, or
 * {@code TARGET~SLAVE.DATE.csv}, of which the slave is the uplink.
 */
final class SmokepingLog implements Format {
  private static final Pattern LINE =
      Pattern.compile("^\\d{9,11}\\t[U\\d.]+\\t[U\\d.]+(?:\\t(?:U|\\d[\\d.]*(?:e[-+]\\d+)?)){2,}$");

  @Override
  public boolean begins(Opening opening) {
    return opening.begins(LINE);
  }

  @Override
  public Log open(InputStream in, Origin origin) {
    return new Rounds(in, origin);
  }

  private static final class Rounds extends LineLog {
    private static final int MOST_PINGS = 10_000;

    private final Origin origin;
    private final String target;
    private final String uplink;
    private final WallClock clock = new WallClock();
    private long before = Long.MIN_VALUE;

    Rounds(InputStream in, Origin origin) {
      super(in);
      this.origin = origin;
      int dot = origin.file().indexOf('.');
      String name = dot > 0 ? origin.file().substring(0, dot) : origin.file();
      int slave = name.indexOf('~');
      target = slave > 0 ? name.substring(0, slave) : name;
      uplink = origin.named() == null ? name.substring(slave + 1) : origin.uplink();
    }

    @Override
    void line(String text, Consumer<? super Entry> into) throws Unclear {
      if (before == Long.MIN_VALUE) {
        origin.hasTimes();
      }
      String[] fields = text.split("\t", -1);
      int pings = fields.length - 4;
      if (pings < 1 || pings > MOST_PINGS) {
        throw strange(text, "smokeping's rawlog");
      }
      List<Long> rtts = new ArrayList<>();
      for (int i = 4; i < fields.length; i++) {
        if (!fields[i].equals("U")) {
          rtts.add(Decimal.scaled(fields[i], Decimal.SECONDS));
        }
      }
      if (!fields[2].equals("U") && Decimal.scaled(fields[2], 0) != pings - rtts.size()) {
        throw new Unclear("a loss of %s, but %d of %d".formatted(fields[2], rtts.size(), pings));
      }
      long ended = clock.at(Decimal.scaled(fields[0], Decimal.SECONDS));
      if (before == Long.MIN_VALUE || ended > before) {
        new Round(ended, pings, rtts).spread(origin, uplink, target, before, into);
        before = ended;
      }
      clock.check();
    }
  }
}
