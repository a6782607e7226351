package dev.linkflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;

/**
 * Found by JUnit itself, for every test: a blocking call on a thread that must not block (event
 * loops, Reactor's schedulers) fails the call, and the test even if somebody catches that.
 */
public final class NoBlocking implements BeforeAllCallback, AfterEachCallback {
  private static final List<BlockingOperationError> FOUND = new CopyOnWriteArrayList<>();

  static {
    BlockHound.builder()
        .loadIntegrations()
        // Classes are loaded when they are first used, from files, wherever that is.
        .allowBlockingCallsInside("java.lang.ClassLoader", "loadClass")
        // A timer that is cancelled: the lock of its queue, as Reactor allows where one is set.
        .allowBlockingCallsInside(
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove")
        .allowBlockingCallsInside(NoBlocking.class.getName(), "onPurpose")
        .blockingMethodCallback(
            method -> {
              BlockingOperationError error = new BlockingOperationError(method);
              FOUND.add(error);
              throw error;
            })
        .install();
  }

  /** Holds up an event loop until the latch opens, 30 s at most: the test is about that. */
  public static void onPurpose(CountDownLatch latch) {
    try {
      boolean _ = latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was found until now was provoked. */
  static void forget() {
    FOUND.clear();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // The first one installs it.
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<BlockingOperationError> found = List.copyOf(FOUND);
    FOUND.removeAll(Set.copyOf(found));
    assertThat(found.stream().map(NoBlocking::told).toList())
        .as("blocking calls on threads that must not block")
        .isEmpty();
  }

  /** With the whole way that led there, which AssertJ would cut off. */
  private static String told(BlockingOperationError error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
