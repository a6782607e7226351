package dev.linkflux.lab;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The far end of a client flow: notes every packet with its time and the uplink that it came by.
 */
final class Sink implements AutoCloseable {
  private static final int IPPROTO_IP = 0;
  private static final int IP_PKTINFO = 8;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_RECVPKTINFO = 49;
  private static final int IPV6_BYTES = 16;
  private static final int MAX_PACKET = 65536;
  private static final int MSGHDR_SIZE = 56;
  private static final int CONTROL_SIZE = 64;
  private static final int CONTROL_HEADER = 16;
  private static final int STOP_CHECK_MILLIS = 100;

  private final int socket;
  private final int[] airIndex;
  private final Thread receiver;
  private final List<Flow.Arrival> arrivals = new ArrayList<>();
  private final AtomicBoolean stopped = new AtomicBoolean();

  /** Where the index of the device stands behind the header of the control message. */
  private final int deviceAt;

  private Sink(Namespace world, InetAddress at, int port) {
    this.airIndex = world.call(Sink::airIndices);
    this.deviceAt = CONTROL_HEADER + (at instanceof Inet6Address ? IPV6_BYTES : 0);
    this.socket = world.call(() -> socket(at, port));
    this.receiver = Thread.ofPlatform().daemon().name("sink").start(this::receive);
  }

  static Sink open(Namespace world, InetAddress at, int port) {
    return new Sink(world, at, port);
  }

  private static int socket(InetAddress at, int port) {
    boolean v6 = at instanceof Inet6Address;
    int kind = Native.SOCK_DGRAM | Native.SOCK_CLOEXEC;
    int family = v6 ? Native.AF_INET6 : Native.AF_INET;
    int socket = Native.call("socket", family, kind, 0);
    if (v6) {
      Native.option(socket, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
    } else {
      Native.option(socket, IPPROTO_IP, IP_PKTINFO, 1);
    }
    Native.option(socket, Native.SOL_SOCKET, Native.SO_RCVBUF, 1 << 20);
    ByteBuffer address = Native.buffer(v6 ? 28 : 16).putShort(0, (short) family);
    address.put(2, (byte) (port >> 8)).put(3, (byte) port);
    address.put(v6 ? 8 : 4, at.getAddress());
    Native.call("bind", socket, MemorySegment.ofBuffer(address), address.capacity());
    return socket;
  }

  synchronized List<Flow.Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  /** Waits until one came that was sent at a nanoTime or later; false if the limit is over. */
  synchronized boolean awaitSentSince(long at, Duration limit) {
    return Waiting.on(this, () -> !arrivals.isEmpty() && arrivals.getLast().sentAt() >= at, limit);
  }

  /** Waits until so many packets came; false if the limit is over. */
  synchronized boolean await(int count, Duration limit) {
    return Waiting.on(this, () -> arrivals.size() >= count, limit);
  }

  @Override
  public void close() {
    if (stopped.getAndSet(true)) {
      return;
    }
    try {
      receiver.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Native.close(socket);
  }

  private void receive() {
    Punctual.become();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment packet = arena.allocate(MAX_PACKET, 8);
      MemorySegment control = arena.allocate(CONTROL_SIZE, 8);
      MemorySegment vector = arena.allocate(16, 8);
      vector.set(ADDRESS, 0, packet);
      vector.set(JAVA_LONG, 8, packet.byteSize());
      MemorySegment message = arena.allocate(MSGHDR_SIZE, 8);
      message.set(ADDRESS, 16, vector);
      message.set(JAVA_LONG, 24, 1);
      message.set(ADDRESS, 32, control);
      ByteBuffer payload = packet.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
      MemorySegment pollfd = Native.pollfd(socket);
      while (!stopped.get()) {
        if (Native.readable(pollfd, STOP_CHECK_MILLIS)) {
          message.set(JAVA_LONG, 40, CONTROL_SIZE);
          int length = Native.call("recvmsg", socket, message, 0);
          long now = System.nanoTime();
          if (length >= ClientFlow.HEADER) {
            int device = control.get(JAVA_INT, deviceAt);
            note(payload.getInt(0), payload.getLong(8), now, device);
          }
        }
      }
    }
  }

  private synchronized void note(int sequence, long sentAt, long at, int index) {
    String uplink = "elsewhere";
    for (int number = 1; number <= Lab.UPLINKS; number++) {
      if (airIndex[number - 1] == index) {
        uplink = "wan" + number;
      }
    }
    arrivals.add(new Flow.Arrival(sequence, sentAt, at, uplink));
    notifyAll();
  }

  private static int[] airIndices() {
    int[] indices = new int[Lab.UPLINKS];
    for (int number = 1; number <= Lab.UPLINKS; number++) {
      indices[number - 1] = Device.index(Topology.air(number));
    }
    return indices;
  }
}
