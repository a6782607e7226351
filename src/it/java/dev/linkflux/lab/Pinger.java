package dev.linkflux.lab;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Sends echo requests (RFC 792) out of one interface and says how long each answer took. */
public final class Pinger {
  private static final int IPPROTO_ICMP = 1;
  private static final int ECHO = 8;
  private static final int SIZE = 56;

  private Pinger() {}

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
      return exchange(socket, count, interval.toNanos(), patience.toNanos());
    } finally {
      Native.close(socket);
    }
  }

  private static Answers exchange(int socket, int count, long interval, long patience) {
    long[] sentAt = new long[count];
    long[] roundTrips = new long[count];
    java.util.Arrays.fill(roundTrips, -1);
    long begin = System.nanoTime();
    Thread sender =
        Thread.ofPlatform()
            .daemon()
            .name("ping sender")
            .start(
                () -> {
                  ByteBuffer request = Native.buffer(SIZE).order(ByteOrder.BIG_ENDIAN);
                  for (int sequence = 0; sequence < count; sequence++) {
                    long due = begin + sequence * interval;
                    for (long wait = due - System.nanoTime();
                        wait > 0;
                        wait = due - System.nanoTime()) {
                      LockSupport.parkNanos(wait);
                    }
                    request.put(0, (byte) ECHO).putShort(6, (short) sequence);
                    sentAt[sequence] = System.nanoTime();
                    Native.write(socket, MemorySegment.ofBuffer(request), SIZE);
                  }
                });
    long end = begin + count * interval + patience;
    MemorySegment pollfd = Native.pollfd(socket);
    ByteBuffer reply = Native.buffer(2048).order(ByteOrder.BIG_ENDIAN);
    int answered = 0;
    while (answered < count && System.nanoTime() < end) {
      if (Native.readable(pollfd, (int) Math.max(1, (end - System.nanoTime()) / 1_000_000))) {
        int length = Native.read(socket, MemorySegment.ofBuffer(reply));
        long now = System.nanoTime();
        int sequence = Short.toUnsignedInt(reply.getShort(6));
        if (length >= 8 && reply.get(0) == 0 && sequence < count && roundTrips[sequence] < 0) {
          roundTrips[sequence] = now - sentAt[sequence];
          answered++;
        }
      }
    }
    try {
      sender.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    List<Long> all = new ArrayList<>();
    for (long nanos : roundTrips) {
      all.add(nanos);
    }
    return new Answers(count, List.copyOf(all));
  }
}
