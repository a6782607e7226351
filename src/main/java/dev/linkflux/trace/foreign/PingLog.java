package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the lines of {@code ping}, one run after another. */
final class PingLog extends LineLog {
  private static final Pattern HEADER = Pattern.compile("^PING ([^\\s(]+)");
  private static final Pattern SENDER =
      Pattern.compile("([^\\s(]+?)(?: \\([^)]*\\))?:? ?(?:icmp_)?$");
  private static final Pattern REPORTER =
      Pattern.compile("\\(?([0-9a-fA-F:.]+(?:%\\S+)?)\\)?:? ?(?:icmp_)?$");
  private static final Pattern FOOTER =
      Pattern.compile("^(\\d+) \\D+(\\d+) \\D+.*\\d(?:[.,]\\d+)?%.*");

  /** What is said beside the probes; in other languages it is told as strange, and no harm done. */
  private static final Pattern ASIDE =
      Pattern.compile(
          "^(?:ping6?: |warning: |rtt |round-trip |pipe \\d|\\d+/\\d+ |ping: |--- |wrong )",
          Pattern.CASE_INSENSITIVE);

  private static final String NUMBER = "seq=";

  /** Lost probes that only the footer tells of: twelve days, one a second. */
  private static final long MOST_AT_THE_END = 1_000_000;

  private final Origin origin;
  private final WallClock clock = new WallClock();
  private @Nullable Numbering run;
  private boolean whole; // the run's header was seen
  private boolean stamped;
  private boolean summing;
  private String target = "";
  private long last = Long.MIN_VALUE; // when the last probe of the runs before was sent

  PingLog(InputStream in, Origin origin) {
    super(in);
    this.origin = origin;
  }

  @Override
  void line(String text, Consumer<? super Entry> into) throws Unclear {
    String line = text.startsWith("^C") ? text.substring(2) : text;
    long at = 0;
    boolean timed = false;
    int bracket = line.startsWith("[") ? line.indexOf(']') : -1;
    if (bracket > 0) {
      at = clock.at(Decimal.scaled(line.substring(1, bracket), Decimal.SECONDS));
      timed = true;
      line = line.substring(bracket + 1).strip();
    }
    line = line.replace("seq ", NUMBER); // BSD: Request timeout for icmp_seq 7
    int number = line.indexOf(NUMBER);
    Matcher header = HEADER.matcher(line);
    if (header.find()) {
      finish(into);
      target = header.group(1);
      whole = true;
      run = new Numbering(origin.uplink(), target, 1, origin.spacing());
    } else if (number >= 0) {
      probe(line, number, timed, at, into);
    } else if (line.startsWith("--- ")) {
      summing = true;
    } else if (summing && FOOTER.matcher(line).matches()) {
      summing = false;
      footer(line, into);
    } else if (!ASIDE.matcher(line).find()) {
      throw strange(line, "ping");
    }
    clock.check();
  }

  private void probe(String line, int number, boolean timed, long at, Consumer<? super Entry> into)
      throws Unclear {
    int from = number + NUMBER.length();
    int to = from;
    while (to < line.length() && Character.isDigit(line.charAt(to))) {
      to++;
    }
    long bits = Decimal.scaled(line.substring(from, to), 0);
    String before = line.substring(0, number);
    String behind = line.substring(to).strip();
    if (behind.contains("(DUP!)")) {
      return;
    }
    int ttl = behind.indexOf("ttl=");
    if (ttl < 0 && behind.startsWith("hlim=")) {
      ttl = 0;
    }
    Numbering numbering = run(before, bits, timed);
    long extended = numbering.extended(bits);
    if (ttl >= 0) {
      long rtt = rtt(behind.substring(ttl));
      if (!numbering.replied(extended, at - rtt, rtt, into)) {
        throw new Unclear(
            "an answer that comes %d probes late counts no more".formatted(Numbering.REACH));
      }
    } else if (behind.isEmpty()) {
      // ping -O says so of the last one in the moment in which it sends the next.
      numbering.mentioned(extended, into);
      if (timed) {
        numbering.sent(extended + 1, at, into);
      }
    } else if (!behind.contains("Redirect")) {
      Matcher reporter = REPORTER.matcher(before);
      numbering.bounced(
          extended, at, Bounce.of(reporter.find() ? reporter.group(1) : "", behind), into);
    }
  }

  private Numbering run(String before, long bits, boolean timed) throws Unclear {
    Numbering numbering = run;
    if (numbering == null) {
      Matcher sender = SENDER.matcher(before);
      target = sender.find() ? sender.group(1) : before;
      numbering = new Numbering(origin.uplink(), target, bits, origin.spacing());
      run = numbering;
    } else if (bits == 0 && numbering.restart(0)) {
      whole = true; // BSD and busybox begin with 0
    }
    if (timed && !stamped) {
      origin.hasTimes();
      stamped = true;
    } else if (!stamped) {
      untimed(numbering);
    }
    return numbering;
  }

  private void untimed(Numbering numbering) throws Unclear {
    numbering.untimed(
        last == Long.MIN_VALUE ? origin.begin("ping without -D") : last + origin.spacing());
  }

  private static long rtt(String behind) throws Unclear {
    int equals = behind.indexOf('=', behind.indexOf('=') + 1);
    int space = behind.indexOf(' ', equals);
    if (equals < 0 || space < 0) {
      throw new Unclear("an answer without its round-trip time");
    }
    return Decimal.scaled(behind.substring(equals + 1, space), Decimal.MILLISECONDS);
  }

  private void footer(String line, Consumer<? super Entry> into) throws Unclear {
    Matcher footer = FOOTER.matcher(line);
    Numbering numbering = run;
    if (!footer.matches() || numbering == null) {
      throw strange(line, "ping");
    }
    long sent = Decimal.scaled(footer.group(1), 0);
    long received = Decimal.scaled(footer.group(2), 0);
    if (numbering.received() == 0 && received > 0) {
      run = null;
      throw new Unclear("ping -q: only the sums of %d probes, and no probe".formatted(sent));
    }
    if (!stamped) {
      untimed(numbering);
    }
    long end = whole ? numbering.first() + sent - 1 : numbering.extended(sent & 0xffff);
    if (end - numbering.end() > MOST_AT_THE_END) {
      throw new Unclear("ping counted %d probes: the log ends long before".formatted(sent));
    }
    numbering.mentioned(end, into);
    long seen = numbering.received();
    finish(into);
    if (whole && seen != received) {
      throw new Unclear("ping counted %d answers, the log has %d".formatted(received, seen));
    }
  }

  private void finish(Consumer<? super Entry> into) throws Unclear {
    Numbering numbering = run;
    run = null;
    summing = false;
    if (numbering != null) {
      numbering.finish(into);
      last = Math.max(last, numbering.last());
      if (numbering.undated() > 0) {
        throw new Unclear(
            "%d probes to %s were lost, and nothing says when they were sent"
                .formatted(numbering.undated(), target));
      }
    }
  }

  @Override
  void end(Consumer<? super Entry> into) throws Unclear {
    finish(into);
  }
}
