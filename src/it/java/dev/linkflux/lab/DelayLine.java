package dev.linkflux.lab;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * One direction of an uplink: takes packets from one TUN device, lets the impairment decide what
 * becomes of each, and hands it to the other device when its time has come.
 */
public final class DelayLine {
  private static final int MAX_PACKET = 65536;
  private static final int STOP_CHECK_MILLIS = 100;

  private static final class Packet implements Comparable<Packet> {
    private final long due;
    private final long order;
    private final byte[] bytes;

    Packet(long due, long order, byte[] bytes) {
      this.due = due;
      this.order = order;
      this.bytes = bytes;
    }

    @Override
    public int compareTo(Packet other) {
      int byTime = Long.compare(due - other.due, 0);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /**
   * What became of the packets so far.
   *
   * @param worstLateness the most that a packet was handed over after its due time, nanoseconds
   */
  public record Counts(
      long taken, long passed, long lost, long frozen, long overflowed, long worstLateness) {}

  final ReentrantLock lock = new ReentrantLock();
  private final Condition headChanged = lock.newCondition();
  private final PriorityQueue<Packet> underWay = new PriorityQueue<>();
  private final Air air;
  private final Tun from;
  private final Tun to;
  private final MemorySegment outgoing = MemorySegment.ofBuffer(Native.buffer(MAX_PACKET));
  private final Thread reader;
  private final Thread writer;
  private Trick trick = Trick.NONE;
  private long queued;
  private long taken;
  private long passed;
  private long refused;
  private long worstLateness;
  private volatile boolean stopped;

  DelayLine(String name, Tun from, Tun to, Impairment impairment, long seed) {
    this.from = from;
    this.to = to;
    this.air = new Air(impairment, seed, System.nanoTime());
    this.reader = Thread.ofPlatform().daemon().name(name + " reader").unstarted(this::takeAll);
    this.writer = Thread.ofPlatform().daemon().name(name + " writer").unstarted(this::passAll);
  }

  void start() {
    reader.start();
    writer.start();
  }

  /**
   * Changes the impairment. Packets that are under way keep their due time, unless the direction is
   * frozen now: then they are gone. Packets taken after the change may overtake them.
   *
   * @return the nanoTime of the change: no packet was treated the new way before, none the old way
   *     after
   */
  long change(UnaryOperator<Impairment> how) {
    lock.lock();
    try {
      Impairment next = how.apply(air.impairment());
      if (next.frozen()) {
        air.froze(underWay.size());
        underWay.clear();
      }
      long now = System.nanoTime();
      air.change(next, now);
      return now;
    } finally {
      lock.unlock();
    }
  }

  Counts counts() {
    lock.lock();
    try {
      return new Counts(
          taken, passed, air.lost() + refused, air.frozen(), air.overflowed(), worstLateness);
    } finally {
      lock.unlock();
    }
  }

  /** Ends both threads; afterwards the devices may be closed. */
  void stop() {
    stopped = true;
    writer.interrupt();
    boolean interrupted = false;
    for (Thread thread : new Thread[] {reader, writer}) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeAll() {
    Punctual.become();
    MemorySegment incoming = MemorySegment.ofBuffer(Native.buffer(MAX_PACKET));
    while (!stopped) {
      if (from.awaitPacket(STOP_CHECK_MILLIS)) {
        for (int length = from.read(incoming); length > 0; length = from.read(incoming)) {
          long now = System.nanoTime();
          take(incoming.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), now);
        }
      }
    }
  }

  private void take(byte[] packet, long now) {
    if (isLinkLocalTalk(packet)) {
      return;
    }
    lock.lock();
    try {
      taken++;
      OptionalLong due = air.due(packet.length, now);
      if (due.isPresent()) {
        trick.play(
            packet,
            (handed, later) ->
                queue(new Packet(due.getAsLong() + later.toNanos(), queued++, handed)));
      }
    } finally {
      lock.unlock();
    }
  }

  /** IPv6 multicast, which the kernel sends of itself: packets in the air that nobody sent. */
  private static boolean isLinkLocalTalk(byte[] packet) {
    return packet[0] >>> 4 == 6 && packet[24] == (byte) 0xff;
  }

  /** Has a trick played on every packet that is taken from now on. */
  void play(Trick next) {
    lock.lock();
    try {
      trick = next;
    } finally {
      lock.unlock();
    }
  }

  private void queue(Packet added) {
    Packet headBefore = underWay.peek();
    underWay.add(added);
    if (headBefore == null || added.compareTo(headBefore) < 0) {
      headChanged.signal();
    }
  }

  private void passAll() {
    Punctual.become();
    while (!stopped) {
      // The packet is written under the lock, so that a change never has an old packet behind it.
      lock.lock();
      try {
        Packet head = underWay.peek();
        long wait = head == null ? TimeUnit.SECONDS.toNanos(1) : head.due - System.nanoTime();
        if (head == null || wait > 0) {
          headChanged.awaitNanos(wait);
        } else {
          underWay.remove();
          pass(head, -wait);
        }
      } catch (InterruptedException _) {
        return;
      } finally {
        lock.unlock();
      }
    }
  }

  private void pass(Packet packet, long lateness) {
    MemorySegment.copy(packet.bytes, 0, outgoing, ValueLayout.JAVA_BYTE, 0, packet.bytes.length);
    try {
      to.write(outgoing, packet.bytes.length);
      passed++;
    } catch (Native.Failure _) {
      // Somebody has set the device down by hand.
      refused++;
    }
    worstLateness = Math.max(worstLateness, lateness);
  }
}
