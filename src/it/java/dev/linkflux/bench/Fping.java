package dev.linkflux.bench;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What fping does with a list of targets.
 *
 * @param sent requests
 * @param replied replies
 * @param wall seconds that it ran
 * @param cpu seconds of user and system time
 */
record Fping(long sent, long replied, double wall, double cpu) {
  /** Its sequence numbers are used up with so many probes; it has them again after 10 s. */
  static final int MOST = 65_000;

  private static final Pattern TARGET = Pattern.compile("xmt/rcv/%loss = (\\d+)/(\\d+)/");
  private static final Pattern TIMES = Pattern.compile("times ([\\d.]+) ([\\d.]+) ([\\d.]+)");

  /**
   * Runs it on one processor.
   *
   * @param pause its option {@code -i}, milliseconds between two probes
   * @param period its option {@code -p}, milliseconds between two probes of a target
   */
  static Fping run(Place place, int processor, Path targets, String pause, int period, int count) {
    String options = "-q -b " + Asker.PAYLOAD + " -i " + pause + " -p " + period + " -c " + count;
    String said =
        Shell.run(
            place.command(
                "taskset",
                "-c",
                "" + processor,
                "bash",
                "-c",
                "TIMEFORMAT='times %R %U %S'; time fping " + options + " -f " + targets));
    long sent = 0;
    long replied = 0;
    Matcher target = TARGET.matcher(said);
    while (target.find()) {
      sent += Long.parseLong(target.group(1));
      replied += Long.parseLong(target.group(2));
    }
    Matcher times = TIMES.matcher(said);
    if (!times.find()) {
      throw new IllegalStateException(said);
    }
    return new Fping(
        sent,
        replied,
        Double.parseDouble(times.group(1)),
        Double.parseDouble(times.group(2)) + Double.parseDouble(times.group(3)));
  }

  /** What it did beyond a shorter run: that leaves out what it needs to begin and to end. */
  Speed beyond(Fping shorter) {
    double more = (double) sent - shorter.sent;
    return new Speed(
        more / (wall - shorter.wall),
        (cpu - shorter.cpu) / more * 1e6,
        sent - replied,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }
}
