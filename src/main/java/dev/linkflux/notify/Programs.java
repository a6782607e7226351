package dev.linkflux.notify;

import dev.linkflux.control.Hook;
import dev.linkflux.engine.Reason;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells a hook that is a program: runs it once for each notice, on a virtual thread, since that
 * waits.
 */
final class Programs implements Messenger {
  private final Hook.Program hook;
  private final Places places;
  private final Consumer<String> log;
  private final String name;
  private final BiConsumer<String, Boolean> ended;
  private final Set<Thread> runners = ConcurrentHashMap.newKeySet();
  private volatile boolean abandoned;
  private volatile boolean unstartable;

  /**
   * @param places which all programs share
   * @param ended as in {@link Means}
   */
  Programs(
      Hook.Program hook, Places places, Consumer<String> log, BiConsumer<String, Boolean> ended) {
    this.hook = hook;
    this.places = places;
    this.name = "hook " + Plain.text(hook.command().getFirst());
    this.log = line -> log.accept(name + ": " + line);
    this.ended = ended;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Mono<Void> tell(Notice notice) {
    return Mono.create(
        told -> {
          Thread runner =
              Thread.ofVirtual()
                  .name(name)
                  .unstarted(
                      () -> {
                        try {
                          places.take(() -> run(notice));
                        } catch (InterruptedException _) {
                          // it is given up
                        } catch (RuntimeException failure) {
                          told.error(failure);
                        } finally {
                          runners.remove(Thread.currentThread());
                          told.success();
                        }
                      });
          runners.add(runner);
          told.onCancel(runner::interrupt);
          runner.start();
          if (abandoned) {
            runner.interrupt();
          }
        });
  }

  private void run(Notice notice) throws InterruptedException {
    boolean well = false;
    try (Run run = start(notice)) {
      well = run != null && run.end();
    } catch (IOException failure) {
      log.accept("failed: " + Plain.text(Reason.of(failure)));
    } finally {
      ended.accept(name, well);
    }
  }

  /** Null if it cannot be started, which is told once. */
  private @Nullable Run start(Notice notice) {
    try {
      Run run = Run.start(hook, Environment.of(notice, System.getenv()), log);
      unstartable = false;
      return run;
    } catch (IOException failure) {
      if (!unstartable) {
        unstartable = true;
        log.accept("cannot be started: " + Plain.text(Reason.of(failure)));
      }
      return null;
    }
  }

  @Override
  public void abandon() {
    abandoned = true;
    runners.forEach(Thread::interrupt);
  }
}
