package dev.linkflux.cli;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import java.time.Duration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/**
 * The threads of a process: one event loop that probes and nothing else, one that checks servers,
 * one that serves HTTP, one for the gate and the stages, one for what blocks in the kernel, and a
 * few now and then for files.
 */
final class Loops implements AutoCloseable {
  /** Threads for what is not of the kernel and blocks; there are none until somebody needs one. */
  private static final int ASIDE = 3;

  private static final int WAITING_ASIDE = 10_000;
  private static final int LINGER_SECONDS = 10;
  private static final Duration FAREWELL = Duration.ofMillis(200);

  private final LoopResources probing = LoopResources.create("linkflux-probe", 1, true);
  private final LoopResources serving = LoopResources.create("linkflux-http", 1, true);
  private final LoopResources checking = LoopResources.create("linkflux-check", 1, true);
  private final EventLoop probeLoop = probing.onClient(true).next();
  private final Scheduler probeScheduler = Schedulers.fromExecutorService(probeLoop, "probe");
  private final Scheduler views =
      Schedulers.fromExecutorService(serving.onServer(true).next(), "views");
  private final Scheduler gate = Schedulers.newSingle("linkflux-gate", true);
  private final Scheduler kernel = Schedulers.newSingle("linkflux-kernel", true);
  private final Scheduler aside =
      Schedulers.newBoundedElastic(ASIDE, WAITING_ASIDE, "linkflux-aside", LINGER_SECONDS, true);

  /** The loop of the probes; an epoll loop, or ICMP says so. */
  IoEventLoop probeLoop() {
    return (IoEventLoop) probeLoop;
  }

  LoopResources probing() {
    return probing;
  }

  /** Of the checks of servers: TLS takes its time, and must not make probes late. */
  LoopResources checking() {
    return checking;
  }

  LoopResources serving() {
    return serving;
  }

  /** Runs on {@link #probeLoop}. */
  Scheduler probeScheduler() {
    return probeScheduler;
  }

  /** One of the loops of {@link #serving}. */
  Scheduler views() {
    return views;
  }

  Scheduler gate() {
    return gate;
  }

  Scheduler kernel() {
    return kernel;
  }

  /** Threads that may block, on files and the like. */
  Scheduler aside() {
    return aside;
  }

  @Override
  public void close() {
    probing.disposeLater(Duration.ZERO, FAREWELL).block(FAREWELL.multipliedBy(3));
    serving.disposeLater(Duration.ZERO, FAREWELL).block(FAREWELL.multipliedBy(3));
    checking.disposeLater(Duration.ZERO, FAREWELL).block(FAREWELL.multipliedBy(3));
    gate.dispose();
    kernel.dispose();
    aside.dispose();
  }
}
