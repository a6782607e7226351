package dev.linkflux.lab;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLongArray;

/** Sends echo requests (RFC 792) out of one interface and says how long each answer took. */
public final class Pinger {
  private static final int IPPROTO_ICMP = 1;
  private static final int ECHO = 8;
  private static final int SIZE = 56;

  private final int socket;
  private final int count;
  private final long begin = System.nanoTime();
  private final long interval;
  private final long end;
  private final AtomicLongArray sentAt;
  private final long[] roundTrips;

  private Pinger(int socket, int count, long interval, long patience) {
    this.socket = socket;
    this.count = count;
    this.interval = interval;
    this.end = begin + count * interval + patience;
    this.sentAt = new AtomicLongArray(count);
    this.roundTrips = new long[count];
    Arrays.fill(roundTrips, -1);
  }

  /**
   * What came of some echo requests.
   *
   * @param sent how many
   * @param roundTrips of those that were answered, by sequence, in nanoseconds; -1 for the others
   */
  public record Answers(int sent, List<Long> roundTrips) {
    public List<Long> answered() {
      return roundTrips.stream().filter(nanos -> nanos >= 0).sorted().toList();
    }

    public double lossRatio() {
      return 1 - answered().size() / (double) sent;
    }

    /** The median of the answered; an ArithmeticException if there is none. */
    public Duration median() {
      List<Long> sorted = answered();
      if (sorted.isEmpty()) {
        throw new ArithmeticException("no answer at all");
      }
      return Duration.ofNanos(sorted.get(sorted.size() / 2));
    }
  }

  /**
   * Pings from inside the namespace.
   *
   * @param device that the requests leave by, whatever the routes prefer
   * @param count at most 65535
   * @param patience how long to wait for answers after the last request
   */
  public static Answers ping(
      Namespace from,
      String device,
      Inet4Address target,
      int count,
      Duration interval,
      Duration patience) {
    int socket =
        from.call(
            () ->
                Native.call(
                    "socket",
                    Native.AF_INET,
                    Native.SOCK_DGRAM | Native.SOCK_CLOEXEC,
                    IPPROTO_ICMP));
    try {
      byte[] name = device.getBytes(StandardCharsets.US_ASCII);
      ByteBuffer option = Native.buffer(name.length).put(0, name);
      Native.call(
          "setsockopt",
          socket,
          Native.SOL_SOCKET,
          Native.SO_BINDTODEVICE,
          MemorySegment.ofBuffer(option),
          name.length);
      ByteBuffer address = Native.buffer(16).putShort(0, (short) Native.AF_INET);
      address.put(4, target.getAddress());
      Native.call("connect", socket, MemorySegment.ofBuffer(address), 16);
      return new Pinger(socket, count, interval.toNanos(), patience.toNanos()).answers();
    } finally {
      Native.close(socket);
    }
  }

  private Answers answers() {
    Thread receiver = Thread.ofPlatform().daemon().name("ping receiver").start(this::receive);
    Thread sender = Thread.ofPlatform().daemon().name("ping sender").start(this::send);
    try {
      sender.join();
      receiver.join();
    } catch (InterruptedException interrupted) {
      throw new CompletionException("interrupted", interrupted);
    }
    return new Answers(count, Arrays.stream(roundTrips).boxed().toList());
  }

  private void send() {
    Punctual.become();
    ByteBuffer request = Native.buffer(SIZE).order(ByteOrder.BIG_ENDIAN);
    for (int sequence = 0; sequence < count; sequence++) {
      var _ = Punctual.until(begin + sequence * interval);
      request.put(0, (byte) ECHO).putShort(6, (short) sequence);
      sentAt.set(sequence, System.nanoTime());
      Native.write(socket, MemorySegment.ofBuffer(request), SIZE);
    }
  }

  private void receive() {
    Punctual.become();
    MemorySegment pollfd = Native.pollfd(socket);
    ByteBuffer reply = Native.buffer(2048).order(ByteOrder.BIG_ENDIAN);
    int answered = 0;
    for (long left = end - System.nanoTime(); answered < count && left > 0; ) {
      if (Native.readable(pollfd, (int) (left / 1_000_000) + 1)) {
        int length = Native.read(socket, MemorySegment.ofBuffer(reply));
        long now = System.nanoTime();
        int sequence = Short.toUnsignedInt(reply.getShort(6));
        if (length >= 8 && reply.get(0) == 0 && sequence < count && roundTrips[sequence] < 0) {
          roundTrips[sequence] = now - sentAt.get(sequence);
          answered++;
        }
      }
      left = end - System.nanoTime();
    }
  }
}
