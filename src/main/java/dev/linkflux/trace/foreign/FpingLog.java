package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lines of {@code fping}, of any number of hosts. */
final class FpingLog extends LineLog {
  private static final Pattern PROBE =
      Pattern.compile(
          "^(?:\\[(?<at>[\\d.,]+)\\] )?(?<host>\\S+) +: \\[(?<number>\\d+)\\], "
              + "(?:timed out|(?:\\d+ bytes, )(?<rtt>[\\d.,]+) ms)\\b.*");
  private static final Pattern SUMS =
      Pattern.compile(
          "^(?<host>\\S+) +: xmt/rcv/%(?:loss|return) = (?<sent>\\d+)/(?<received>\\d+)/[\\d.]+%"
              + "(?:, .*min/avg/max = (?<min>[\\d.]+)/(?<avg>[\\d.]+)/(?<max>[\\d.]+))?");
  private static final Pattern LIST =
      Pattern.compile(
          "^(?<host>\\S+) +: (?<rtts>(?:\\d+(?:\\.\\d+)?|-)(?: (?:\\d+(?:\\.\\d+)?|-))*)$");
  private static final Pattern ASIDE =
      Pattern.compile("^(?:\\[[\\d.]+\\] )?(?:ICMP |\\S+ +: duplicate|\\S+: error|fping: )");

  /** -Q prints sums again and again, with the time of day alone. */
  private static final Pattern TIME_OF_DAY = Pattern.compile("^\\[\\d\\d:\\d\\d:\\d\\d\\]$");

  /** A probe is told of when it is answered or has timed out: long before that has passed. */
  private static final long PATIENCE = 120_000_000_000L;

  /** Probes that fping still waited for when it was ended. */
  private static final long MOST_UNDERWAY = 10_000;

  private final Origin origin;
  private final WallClock clock = new WallClock();
  private final FpingTimeout timeout = new FpingTimeout();
  private final Map<String, FpingHost> hosts = new HashMap<>();
  private final InOrder order = new InOrder(PATIENCE);
  private boolean stamped;

  FpingLog(InputStream in, Origin origin) {
    super(in);
    this.origin = origin;
  }

  @Override
  void line(String text, Consumer<? super Entry> into) throws Unclear {
    String line = text.startsWith("^C") ? text.substring(2) : text;
    Matcher probe = PROBE.matcher(line);
    if (probe.matches()) {
      probe(probe, into);
      clock.check();
      return;
    }
    Matcher sums = SUMS.matcher(line);
    Matcher list = LIST.matcher(line);
    if (sums.find()) {
      sums(sums, into);
    } else if (list.matches()) {
      list(list.group("host"), list.group("rtts").split(" "), into);
    } else if (TIME_OF_DAY.matcher(line).matches()) {
      throw Unclear.whole("fping -Q: sums with the time of day only; it has no days");
    } else if (!ASIDE.matcher(line).find()) {
      throw strange(line, "fping");
    }
  }

  private void probe(Matcher line, Consumer<? super Entry> into) throws Unclear {
    FpingHost host = host(line.group("host"));
    long number = Decimal.scaled(line.group("number"), 0);
    String rtt = line.group("rtt");
    long nanos = rtt == null ? Entry.LOST : Decimal.scaled(rtt, Decimal.MILLISECONDS);
    String stamp = line.group("at");
    long sent;
    if (stamp == null) {
      sent = origin.begin("fping without -D") + number * origin.spacing();
    } else {
      if (!stamped) {
        origin.hasTimes();
        stamped = true;
      }
      long at = clock.at(Decimal.scaled(stamp, Decimal.SECONDS));
      sent =
          nanos == Entry.LOST
              ? host.timedOut(number, at, timeout)
              : host.answered(number, at - nanos);
    }
    host.count();
    order.add(new Entry(origin.uplink(), host.name(), sent, nanos, null), into);
  }

  /** The probes that were still on their way are only in the sums. */
  private void sums(Matcher line, Consumer<? super Entry> into) throws Unclear {
    FpingHost host = host(line.group("host"));
    long sent = Decimal.scaled(line.group("sent"), 0);
    if (host.counted() == 0) {
      long received = Decimal.scaled(line.group("received"), 0);
      Sums sums =
          line.group("avg") == null
              ? Sums.lost(sent)
              : new Sums(
                  sent,
                  received,
                  Decimal.scaled(line.group("min"), Decimal.MILLISECONDS),
                  Decimal.scaled(line.group("avg"), Decimal.MILLISECONDS),
                  Decimal.scaled(line.group("max"), Decimal.MILLISECONDS));
      sums.spread(
          origin.uplink(),
          host.name(),
          origin.begin("sums of fping"),
          origin.spacing(),
          entry -> order.add(entry, into));
      host.count(sent);
    }
    long missing = sent - host.counted();
    if (missing > MOST_UNDERWAY) {
      throw new Unclear("fping counted %d probes: the log ends long before".formatted(sent));
    }
    for (; missing > 0 && missing < sent; missing--) {
      host.count();
      order.add(Entry.lost(origin.uplink(), host.name(), host.next(origin)), into);
    }
  }

  private void list(String name, String[] rtts, Consumer<? super Entry> into) throws Unclear {
    FpingHost host = host(name);
    if (host.counted() > 0) {
      return; // every probe had its line
    }
    long sent = origin.begin("the summary of fping -C");
    for (String rtt : rtts) {
      long nanos = rtt.equals("-") ? Entry.LOST : Decimal.scaled(rtt, Decimal.MILLISECONDS);
      order.add(new Entry(origin.uplink(), name, sent, nanos, null), into);
      host.count();
      sent += origin.spacing();
    }
  }

  private FpingHost host(String name) throws Unclear {
    FpingHost known = hosts.get(name);
    if (known == null) {
      if (hosts.size() >= FpingHost.MOST) {
        throw new Unclear("more than %d hosts".formatted(FpingHost.MOST));
      }
      known = new FpingHost(name);
      hosts.put(name, known);
    }
    return known;
  }

  @Override
  void end(Consumer<? super Entry> into) {
    order.finish(into);
  }
}
