package dev.linkflux.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The lab from the command line: build one to look around in, or run a program while a timeline
 * plays.
 */
public final class LabMain {
  private static final String USAGE =
      """
      lab up  [OPTION...]                            builds a lab, until Ctrl-C; a step (without time) a line
      lab run [OPTION...] TIMELINE [-- COMMAND...]   plays a timeline, with a command running in the router
      lab sweep                                      removes what killed labs have left behind
      options: --default N   the router begins with a default route through wanN
               --strict      the router checks reverse paths strictly (rp_filter 1)
               --flow        a client sends 50 packets a second to the sink; tells what became of them
               --seed N      of losses and variations
      timeline, e.g.: 5s wan1 freeze; 25s wan1 thaw; 30s wan2 delay 900ms; 40s wan2 loss 30%;
                      50s wan3 carrier off; 55s wan3 carrier on; 60s target 2 silent; 70s end
      """;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final int SIGTERM_STATUS = 128 + 15;
  private static final long BEGIN = System.nanoTime();

  private LabMain() {}

  public static void main(String[] arguments) throws Exception {
    int status;
    try {
      status =
          switch (arguments.length == 0 ? "" : arguments[0]) {
            case "up" -> up(Arguments.of(arguments));
            case "run" -> run(Arguments.of(arguments));
            case "sweep" -> sweep();
            default -> throw new IllegalArgumentException("up, run or sweep?");
          };
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.print(USAGE);
      status = 2;
    } catch (IllegalStateException failure) {
      System.err.println("lab: " + failure.getMessage());
      status = 1;
    }
    System.exit(status);
  }

  /** What was asked for: options, then a timeline, then a command. */
  private record Arguments(
      LabOptions options, boolean flow, String timeline, List<String> command) {
    static Arguments of(String[] all) {
      LabOptions options = LabOptions.standard();
      boolean flow = false;
      String timeline = "";
      for (int at = 1; at < all.length; at++) {
        switch (all[at]) {
          case "--default" -> options = options.withDefaultVia(number(all, ++at));
          case "--seed" -> options = options.withSeed(number(all, ++at));
          case "--strict" -> options = options.withStrictReversePath();
          case "--flow" -> flow = true;
          case "--" -> {
            List<String> command = List.of(Arrays.copyOfRange(all, at + 1, all.length));
            return new Arguments(options, flow, timeline, command);
          }
          default -> timeline += all[at] + "\n";
        }
      }
      return new Arguments(options, flow, timeline, List.of());
    }

    private static int number(String[] all, int at) {
      if (at >= all.length) {
        throw new IllegalArgumentException(all[at - 1] + " takes a number");
      }
      return Integer.parseInt(all[at]);
    }
  }

  private static int up(Arguments arguments) throws IOException, InterruptedException {
    Lab lab = Lab.open(arguments.options());
    for (Namespace namespace : lab.namespaces()) {
      tell("ip netns exec " + namespace.name() + " bash");
    }
    tell("targets 198.51.100.1 to .3, sink 198.51.100.10; Ctrl-C ends it");
    watchRoutes(lab);
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      try {
        if (!line.isBlank()) {
          tell(line, TimelineText.action(line).apply(lab));
        }
      } catch (RuntimeException wrong) {
        tell(String.valueOf(wrong.getMessage()));
      }
    }
    new CountDownLatch(1).await();
    return 0;
  }

  private static int run(Arguments arguments) throws IOException, InterruptedException {
    Timeline timeline = Timeline.parse(arguments.timeline());
    try (Lab lab = Lab.open(arguments.options())) {
      watchRoutes(lab);
      tell("router is " + lab.router().name());
      ClientFlow flow = arguments.flow() ? ClientFlow.start(lab) : null;
      int status = 0;
      if (arguments.command().isEmpty()) {
        timeline.play(lab, LabMain::tell);
      } else {
        status = play(lab, timeline, arguments.command());
      }
      if (flow != null) {
        tell("client flow: " + flow.stop(DRAIN).summary());
      }
      return status;
    }
  }

  /** The command ends the timeline, or the timeline the command. */
  private static int play(Lab lab, Timeline timeline, List<String> command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(lab.router().command(command)).inheritIO().start();
    lab.owned(process::destroyForcibly);
    tell("started " + process.pid() + " " + command);
    CompletableFuture<List<Timeline.Taken>> playing = timeline.start(lab, LabMain::tell);
    CompletableFuture.anyOf(playing, process.onExit()).join();
    if (playing.cancel(false)) {
      tell("the command has ended before the timeline");
    }
    process.destroy();
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
    tell("exit status " + process.exitValue());
    return process.exitValue() == SIGTERM_STATUS ? 0 : process.exitValue();
  }

  private static int sweep() {
    Lab.sweep().forEach(name -> tell("removed " + name));
    return 0;
  }

  private static void watchRoutes(Lab lab) {
    var _ =
        lab.owned(
            RouteWatch.of(
                lab.router(),
                change ->
                    tell(
                        "default route: "
                            + change
                                .route()
                                .map(route -> route.devices() + " metric " + route.metric())
                                .orElse("none"),
                        change.at())));
  }

  private static void tell(Timeline.Taken taken) {
    tell(taken.step().text(), taken.effectAt());
  }

  private static void tell(String what) {
    tell(what, System.nanoTime());
  }

  private static void tell(String what, long at) {
    System.out.printf(Locale.ROOT, "[lab %10.6f] %s%n", (at - BEGIN) / 1e9, what);
  }
}
