package dev.linkflux.soak;

import dev.linkflux.lab.Lab;
import dev.linkflux.lab.Lines;
import dev.linkflux.lab.NamespaceHttp;
import dev.linkflux.lab.RouterProcess;
import dev.linkflux.lab.RouterProcess.Signal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The service that is watched, one process after another: who ends it and when is known here, and
 * whoever ends otherwise is found out.
 */
final class Charge {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** In which a process that has just begun, or goes on, comes to know what is broken. */
  private static final long COLD = Duration.ofSeconds(10).toNanos();

  private static final long WOKEN = Duration.ofSeconds(4).toNanos();
  private static final long ORDERED = Duration.ofSeconds(3).toNanos();

  private static final Pattern FAULT =
      Pattern.compile(
          "^\\s+at [a-z]+\\.|Exception in |fault of linkflux|Caused by|OutOfMemory|LEAK:|^# A"
              + " fatal");

  /** Not what an operator should have to read. */
  private static final Pattern CLASS = Pattern.compile("[a-z]+\\.[A-Z][A-Za-z]+(Exception|Error)");

  private final Lab lab;
  private final Findings findings;
  private final List<String> before;
  private final IntFunction<Path> configuration;
  private final Replays replays;

  /** Each kind of line is told once. */
  private final Set<String> faults = new HashSet<>();

  private @Nullable RouterProcess process;
  private int number;
  private int seen;
  private volatile boolean away = true;
  private volatile long excusedUntil = System.nanoTime();
  private volatile boolean ordered;
  private volatile boolean diskWasFull;

  /**
   * @param before what its command line begins with
   * @param configuration of the process of this number
   */
  Charge(
      Lab lab,
      Findings findings,
      List<String> before,
      IntFunction<Path> configuration,
      Replays replays) {
    this.lab = lab;
    this.findings = findings;
    this.before = before;
    this.configuration = configuration;
    this.replays = replays;
  }

  /** Writes the present process another configuration of the same kind. */
  Path configure() {
    return configuration.apply(number);
  }

  /** Starts the next process and waits until it serves. */
  void start() {
    number++;
    seen = 0;
    RouterProcess started = RouterProcess.disturbed(lab, before, configuration.apply(number));
    process = started;
    try {
      var _ = started.output().await(line -> line.contains("dashboard:"), PATIENCE);
    } catch (AssertionError silent) {
      findings.violation("it serves", "not within " + PATIENCE + ": " + silent, trace());
    }
    excusedUntil = System.nanoTime() + COLD;
    away = false;
  }

  /** Ends the process by a signal and has what it recorded replayed. */
  void end(Signal signal) {
    away = true;
    RouterProcess ending = running();
    examine();
    var _ = ending.signal(signal);
    try {
      int status = ending.awaitExit(PATIENCE);
      if (signal == Signal.TERM && status != 0) {
        findings.violation("it ends in order", "exit status " + status, trace());
      }
    } catch (AssertionError remains) {
      findings.violation(
          "it ends in order", "still there " + PATIENCE + " after SIG" + signal, trace());
      var _ = ending.signal(Signal.KILL);
      int _ = ending.awaitExit(PATIENCE);
    }
    examine();
    replays.check(number, diskWasFull);
    diskWasFull = false;
  }

  /** Holds it up for so long. */
  void suspend(Duration length) {
    away = true;
    var _ = running().signal(Signal.STOP);
    Quiet.pass(length);
    var _ = running().signal(Signal.CONT);
    excusedUntil = Math.max(excusedUntil, System.nanoTime() + WOKEN);
    away = false;
  }

  /** To be called now and then: that it lives, and says nothing that it should not. */
  synchronized void examine() {
    RouterProcess now = process;
    if (now == null) {
      return;
    }
    List<Lines.Line> lines = now.output().all();
    for (; seen < lines.size(); seen++) {
      String line = lines.get(seen).text();
      if (FAULT.matcher(line).find() && faults.add(line.replaceAll("\\d+", "N"))) {
        findings.violation(
            "the log has no fault",
            String.join(
                " | ",
                lines.subList(seen, Math.min(lines.size(), seen + 8)).stream()
                    .map(Lines.Line::text)
                    .toList()),
            trace());
        seen = Math.min(lines.size(), seen + 40);
      } else if (CLASS.matcher(line).find() && faults.add(line.replaceAll("\\d+", "N"))) {
        findings.note("the log names a class: " + line);
      }
    }
  }

  /** Starts it again if it has ended though nobody wanted it to. */
  void revive() {
    if (!away && !running().isAlive()) {
      examine();
      findings.violation(
          "the service never ends by itself",
          "exit status " + running().awaitExit(PATIENCE) + ", last words: " + lastWords(),
          trace());
      away = true;
      replays.check(number, true);
      start();
    }
  }

  private String lastWords() {
    List<Lines.Line> lines = running().output().all();
    return String.join(
        " | ",
        lines.subList(Math.max(0, lines.size() - 8), lines.size()).stream()
            .map(Lines.Line::text)
            .toList());
  }

  /** Gives an order, or asks; status 0 if nobody answers. */
  NamespaceHttp.Answer put(String path) {
    try {
      return running().http().put(path);
    } catch (UncheckedIOException | CompletionException _) {
      return new NamespaceHttp.Answer(0, "");
    }
  }

  NamespaceHttp.Answer get(String path) {
    try {
      return running().http().get(path);
    } catch (UncheckedIOException | CompletionException _) {
      return new NamespaceHttp.Answer(0, "");
    }
  }

  /** Somebody has told it what to do: it may keep an uplink that it would leave. */
  void ordered(boolean now) {
    ordered = now;
    excusedUntil = Math.max(excusedUntil, System.nanoTime() + ORDERED);
  }

  boolean isOrdered() {
    return ordered;
  }

  /** What it records now is not whole. */
  void disturbed() {
    diskWasFull = true;
  }

  /** Whether it is not there, or not yet in the picture. */
  boolean isExcused() {
    return away || System.nanoTime() < excusedUntil;
  }

  boolean isAway() {
    return away;
  }

  /** Which process of the service it is, from 1. */
  int number() {
    return number;
  }

  long pid() {
    return running().pid();
  }

  /** Where the present process records. */
  String trace() {
    return "process " + number;
  }

  private RouterProcess running() {
    return Objects.requireNonNull(process);
  }
}
