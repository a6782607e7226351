package dev.linkflux.lab;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hears when the kernel tells its listeners that an interface has lost its carrier, which it does
 * at most once a second: what a router can know, and when.
 */
public final class CarrierWatch implements AutoCloseable {
  private static final int GROUP_LINK = 1;
  private static final int IFF_RUNNING = 0x40;
  private static final int IDLE_CHECK_MILLIS = 100;

  private final int socket;
  private final Thread thread;
  private final CompletableFuture<Long> lostAt = new CompletableFuture<>();
  private final AtomicBoolean stopped = new AtomicBoolean();

  private CarrierWatch(Lab lab, String device) {
    int index = lab.router().call(() -> Device.index(device));
    this.socket = lab.router().call(() -> Rtnetlink.socket(GROUP_LINK));
    this.thread = lab.router().start("carrier watch", () -> follow(index));
  }

  /** Watches a device of the lab's router, which has its carrier now. */
  public static CarrierWatch of(Lab lab, String device) {
    return lab.owned(new CarrierWatch(lab, device));
  }

  /**
   * Waits for the loss.
   *
   * @return the nanoTime at which the kernel told it
   * @throws AssertionError if it does not in time
   */
  public long awaitLoss(Duration limit) {
    try {
      return lostAt.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException failure) {
      throw new AssertionError("no loss of carrier told within " + limit, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    if (stopped.getAndSet(true)) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Native.close(socket);
  }

  private void follow(int index) {
    Punctual.become();
    MemorySegment pollfd = Native.pollfd(socket);
    ByteBuffer buffer = Native.buffer(65536);
    while (!stopped.get()) {
      if (Native.readable(pollfd, IDLE_CHECK_MILLIS)) {
        int length = Native.read(socket, MemorySegment.ofBuffer(buffer));
        long now = System.nanoTime();
        Rtnetlink.messages(buffer, length, message -> hear(message, index, now));
      }
    }
  }

  private void hear(ByteBuffer message, int index, long now) {
    if (message.getShort(4) == Rtnetlink.NEW_LINK
        && message.getInt(Rtnetlink.HEADER + 4) == index
        && (message.getInt(Rtnetlink.HEADER + 8) & IFF_RUNNING) == 0) {
      var _ = lostAt.complete(now);
    }
  }
}
