package dev.linkflux.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a daemon running until it is ended by a signal, and ends it in order. */
final class Serving {
  private Serving() {}

  /**
   * Runs until Ctrl-C or SIGTERM, which end the process with status 0, or until the pipeline
   * breaks.
   *
   * @param started is run once it listens
   * @return the exit status if it broke
   */
  static int serve(Daemon daemon, PrintWriter out, Runnable started) {
    AtomicBoolean stopped = new AtomicBoolean();
    Thread farewell =
        new Thread(
            () -> {
              if (stopped.compareAndSet(false, true)) {
                daemon.stop();
                out.println("linkflux has ended");
                out.flush();
                Runtime.getRuntime().halt(0);
              }
            },
            "linkflux-farewell");
    Narrator narrator = new Narrator(Terminal.present().coloured());
    var end =
        daemon.start(
            event ->
                narrator
                    .line(event)
                    .ifPresent(
                        line -> {
                          out.println(line);
                          out.flush();
                        }));
    Runtime.getRuntime().addShutdownHook(farewell);
    started.run();
    out.flush();
    try {
      end.block();
    } catch (RuntimeException failure) {
      if (stopped.compareAndSet(false, true)) {
        daemon.stop();
        throw failure;
      }
    }
    return Refusal.FAILED;
  }
}
