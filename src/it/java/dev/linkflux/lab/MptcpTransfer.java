package dev.linkflux.lab;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A Multipath TCP connection from the router to the sink in the world, which sends back what it
 * gets: steady traffic both ways, each byte of which is checked as it comes back.
 */
public final class MptcpTransfer implements AutoCloseable {
  public static final int PORT = 7777;

  private static final int CHUNK = 2048;
  private static final Duration PACE = Duration.ofMillis(5);
  private static final int IDLE_CHECK_MILLIS = 100;

  private final MptcpSocket listening;
  private final MptcpSocket client;
  private final Thread echo;
  private final Thread sender;
  private final Thread receiver;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private long received;
  private long receivedAt = System.nanoTime();
  private Duration longestGap = Duration.ZERO;
  private @Nullable String wrong;

  /**
   * Room in bytes for what came in, least, at first and most. Linux 6.18 counts what came over one
   * subflow while a piece is missing that the other has lost against the room of the connection;
   * with the usual 128 KiB at first it ran full of small segments, did not take the missing piece
   * either when it was sent again, and stood still for good.
   */
  private static final String RECEIVE_ROOM = "net/ipv4/tcp_rmem=4096 4194304 6291456";

  private MptcpTransfer(Lab lab) {
    lab.world().sysctl(RECEIVE_ROOM);
    lab.router().sysctl(RECEIVE_ROOM);
    listening = lab.world().call(() -> MptcpSocket.listening(Lab.SINK, PORT));
    echo = start("MPTCP echo", this::echo);
    client = lab.router().call(() -> MptcpSocket.connected(Lab.SINK, PORT));
    sender = start("MPTCP sender", this::send);
    receiver = start("MPTCP receiver", this::receive);
  }

  /**
   * Connects, and begins to send 400 kB/s; ends with the lab at the latest. One at a time in a lab.
   */
  public static MptcpTransfer start(Lab lab) {
    return lab.owned(new MptcpTransfer(lab));
  }

  /** Bytes that have come back, all of them as they were sent. */
  public synchronized long received() {
    return received;
  }

  /** The longest time without any byte coming back, so far. */
  public synchronized Duration longestGap() {
    Duration present = Duration.ofNanos(System.nanoTime() - receivedAt);
    return present.compareTo(longestGap) > 0 ? present : longestGap;
  }

  /** Waits until so many more bytes have come back; an AssertionError if they do not in time. */
  public synchronized void awaitMore(long bytes, Duration limit) {
    long wanted = received + bytes;
    long deadline = System.nanoTime() + limit.toNanos();
    while (received < wanted && wrong == null) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("only " + received + " of " + wanted + " bytes within " + limit);
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", interrupted);
      }
    }
    if (wrong != null) {
      throw new AssertionError(wrong);
    }
  }

  private static Thread start(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name).start(task);
  }

  /** What stands at a place of the stream; no run of bytes is soon repeated. */
  private static byte at(long place) {
    return (byte) (place * 31 + (place >> 8) * 17 + (place >> 16) * 7);
  }

  private void send() {
    ByteBuffer chunk = Native.buffer(CHUNK);
    long begin = System.nanoTime();
    try {
      for (long place = 0; !stopped.get(); place += CHUNK) {
        for (int i = 0; i < CHUNK; i++) {
          chunk.put(i, at(place + i));
        }
        client.write(MemorySegment.ofBuffer(chunk));
        var _ = Punctual.until(begin + place / CHUNK * PACE.toNanos());
      }
    } catch (Native.Failure failure) {
      failed("sender: " + failure.getMessage());
    }
  }

  private void receive() {
    ByteBuffer buffer = Native.buffer(1 << 16);
    MemorySegment bytes = MemorySegment.ofBuffer(buffer);
    try {
      while (!stopped.get()) {
        if (client.readable(IDLE_CHECK_MILLIS)) {
          int length = client.read(bytes);
          if (length <= 0) {
            failed("the connection ended");
            return;
          }
          check(buffer, length);
        }
      }
    } catch (Native.Failure failure) {
      failed("receiver: " + failure.getMessage());
    }
  }

  private synchronized void check(ByteBuffer buffer, int length) {
    for (int i = 0; i < length; i++) {
      if (buffer.get(i) != at(received + i)) {
        failed("byte " + (received + i) + " came back as another");
        return;
      }
    }
    received += length;
    longestGap = longestGap();
    receivedAt = System.nanoTime();
    notifyAll();
  }

  private synchronized void failed(String why) {
    if (!stopped.get() && wrong == null) {
      wrong = why + " after " + received + " bytes";
      notifyAll();
    }
  }

  private void echo() {
    MemorySegment bytes = MemorySegment.ofBuffer(Native.buffer(1 << 16));
    while (!listening.readable(IDLE_CHECK_MILLIS)) {
      if (stopped.get()) {
        return;
      }
    }
    try (MptcpSocket server = listening.accept()) {
      while (!stopped.get()) {
        int length = server.readable(IDLE_CHECK_MILLIS) ? server.read(bytes) : -1;
        if (length == 0) {
          return;
        }
        if (length > 0) {
          server.write(bytes.asSlice(0, length));
        }
      }
    } catch (Native.Failure failure) {
      failed("echo: " + failure.getMessage());
    }
  }

  @Override
  public void close() {
    if (stopped.getAndSet(true)) {
      return;
    }
    client.shutDown();
    try {
      sender.join();
      receiver.join();
      client.close();
      echo.join();
      listening.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
