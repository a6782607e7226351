package dev.linkflux.probe;

import dev.linkflux.lab.Namespace;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import java.time.Duration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** The one event loop of probers that live in a namespace while their test does not. */
final class RouterLoop implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final LoopResources resources = LoopResources.create("it-probe", 1, true);
  private final EventLoop loop = resources.onClient(true).next();
  private final Scheduler scheduler = Schedulers.fromExecutorService(loop, "it-probe");

  RouterLoop(Namespace namespace) {
    loop.submit(namespace::enter).syncUninterruptibly();
  }

  IoEventLoop loop() {
    return (IoEventLoop) loop;
  }

  LoopResources resources() {
    return resources;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /** Does this on the loop and waits until it is done. */
  void run(Runnable task) {
    loop.submit(task).syncUninterruptibly();
  }

  @Override
  public void close() {
    resources.disposeLater(Duration.ZERO, FAREWELL).block(FAREWELL.multipliedBy(3));
  }
}
