package dev.linkflux.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What each process of the service takes of the machine, over its life. */
final class Gauges {
  /** Bounds; what grows slower than this over half an hour and more is noise. */
  static final double MOST_MEGABYTES = 200;

  static final double MOST_DESCRIPTORS = 2_000;
  static final double MOST_THREADS = 60;
  static final double MEGABYTES_PER_HOUR = 10;
  static final double DESCRIPTORS_PER_HOUR = 20;
  static final double THREADS_PER_HOUR = 4;

  /** A life from which a trend can be told. */
  private static final double LONG_HOURS = 0.4;

  private static final double TICKS_PER_SECOND = 100;
  private static final Pattern NUMBER = Pattern.compile("(VmRSS|RssAnon|Threads):\\s+(\\d+)");

  /** Where the virtual machine lays a heap that is small, and how much of it is in memory. */
  private static final Pattern HEAP =
      Pattern.compile(
          "(?m)^[0-9a-f]{8}-(?:[0-9a-f]{8}|100000000) rw[^\\n"
              + "]* 0 +\\n"
              + "(?:[^\\n"
              + "]*\\n"
              + "){1,3}?Rss: +(\\d+)");

  private static final double HOUR = Duration.ofHours(1).toNanos();

  private final List<Life> lives = new ArrayList<>();

  /** One process. */
  static final class Life {
    final long pid;
    final Trend megabytes = new Trend();

    /** Of it the heap, which may fill what it is allowed before anything of it is given back. */
    final Trend heap = new Trend();

    /** Neither heap nor a file that others may have in memory as well. */
    final Trend beside = new Trend();

    final Trend descriptors = new Trend();
    final Trend calmDescriptors = new Trend();
    final Trend threads = new Trend();
    final Trend cpu = new Trend();

    Life(long pid) {
      this.pid = pid;
    }

    boolean isLong() {
      return megabytes.hours() >= LONG_HOURS;
    }

    /** Processor time that it took on the average, as a share of one core. */
    double share() {
      return cpu.hours() == 0 ? 0 : (cpu.latest() - cpu.first()) / 3600 / cpu.hours();
    }
  }

  /**
   * Looks once.
   *
   * @param calm whether nobody keeps connections open on purpose
   */
  synchronized void look(long pid, boolean calm) {
    if (lives.isEmpty() || lives.getLast().pid != pid) {
      lives.add(new Life(pid));
    }
    Life life = lives.getLast();
    double now = System.nanoTime() / HOUR;
    Path process = Path.of("/proc", "" + pid);
    try (var open = Files.list(process.resolve("fd"))) {
      double files = open.count();
      String status = Files.readString(process.resolve("status"));
      String stat = Files.readString(process.resolve("stat"));
      double heap =
          HEAP.matcher(Files.readString(process.resolve("smaps")))
                  .results()
                  .mapToLong(it -> Long.parseLong(it.group(1)))
                  .sum()
              / 1024.0;
      for (MatchResult found : NUMBER.matcher(status).results().toList()) {
        double figure = Double.parseDouble(found.group(2));
        if (found.group(1).equals("Threads")) {
          life.threads.add(now, figure);
        } else if (found.group(1).equals("RssAnon")) {
          life.heap.add(now, heap);
          life.beside.add(now, figure / 1024 - heap);
        } else {
          life.megabytes.add(now, figure / 1024);
        }
      }
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      life.cpu.add(
          now, (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND);
      life.descriptors.add(now, files);
      if (calm) {
        life.calmDescriptors.add(now, files);
      }
    } catch (IOException _) {
      // It has just ended.
    }
  }

  synchronized List<Life> lives() {
    return List.copyOf(lives);
  }

  /** What is beyond its bound. */
  synchronized List<String> beyond() {
    List<String> all = new ArrayList<>();
    for (Life life : lives) {
      above(all, life, "MB of memory at most", life.megabytes.most(), MOST_MEGABYTES);
      above(all, life, "descriptors at most", life.descriptors.most(), MOST_DESCRIPTORS);
      above(all, life, "threads at most", life.threads.most(), MOST_THREADS);
      if (life.isLong()) {
        Trend memory = life.beside.lastHalf();
        above(
            all,
            life,
            "MB of memory beside the heap more an hour",
            memory.perHour(),
            MEGABYTES_PER_HOUR);
        Trend files = life.calmDescriptors.lastHalf();
        above(all, life, "descriptors more an hour", files.perHour(), DESCRIPTORS_PER_HOUR);
        Trend threads = life.threads.lastHalf();
        above(all, life, "threads more an hour", threads.perHour(), THREADS_PER_HOUR);
      }
    }
    return all;
  }

  private static void above(List<String> all, Life life, String what, double figure, double bound) {
    if (figure > bound) {
      all.add(
          String.format(
              Locale.ROOT, "process %d: %.1f %s, not %.0f", life.pid, figure, what, bound));
    }
  }
}
