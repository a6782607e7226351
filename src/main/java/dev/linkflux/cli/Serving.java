package dev.linkflux.cli;

import dev.linkflux.time.Event;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps a daemon running until it is ended by a signal, and ends it in order. */
final class Serving {
  /** What is served; it is bound, started and stopped once. */
  interface Served {
    /**
     * Listens.
     *
     * @param addresses the first that is free is taken
     * @throws Refusal if none is
     */
    void bind(InetSocketAddress... addresses);

    /**
     * Starts.
     *
     * @param told takes all that happens, on one thread; must not block for long
     * @return ends, with an error, only if the pipeline breaks
     */
    Mono<Void> start(Consumer<Event> told);

    /** Who tells of it in lines. */
    Narrator narrator(boolean coloured);

    /** Ends everything within a second. */
    void stop();
  }

  private final Served daemon;
  private final PrintWriter out;
  private final @Nullable Duration length;
  private final AtomicBoolean stopped = new AtomicBoolean();

  /**
   * @param length after which it ends by itself, or null
   */
  Serving(Served daemon, PrintWriter out, @Nullable Duration length) {
    this.daemon = daemon;
    this.out = out;
    this.length = length;
  }

  /**
   * Runs until Ctrl-C or SIGTERM, which end the process with status 0, or until the pipeline
   * breaks.
   *
   * @param listen where to listen; the first that is free
   * @param started is run once it listens
   * @return the exit status
   * @throws Refusal if it cannot listen
   */
  int serve(InetSocketAddress[] listen, Runnable started) {
    Consumer<Event> told = Voice.telling(daemon.narrator(Terminal.present().coloured()), out);
    daemon.bind(listen);
    Runtime.getRuntime().addShutdownHook(new Thread(this::farewell, "linkflux-farewell"));
    started.run();
    out.flush();
    Mono<Void> end = daemon.start(told);
    try {
      (length == null ? end : end.timeout(length, Mono.empty())).block();
      stop();
      return length == null ? Refusal.FAILED : 0;
    } catch (RuntimeException failure) {
      if (stop()) {
        throw failure;
      }
      return 0; // the farewell is under way, and was what ended it
    }
  }

  /** The virtual machine is ending: by a signal, unless it was us who stopped. */
  private void farewell() {
    if (stop()) {
      out.println("linkflux has ended");
      out.flush();
      Runtime.getRuntime().halt(0);
    }
  }

  /** False if that was done before. */
  private boolean stop() {
    boolean first = stopped.compareAndSet(false, true);
    if (first) {
      daemon.stop();
    }
    return first;
  }
}
