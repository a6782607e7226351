package dev.linkflux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;

/**
 * A steady stream of datagrams from the LAN's client to the sink in the world: what a user's call
 * would have felt. Nothing answers it.
 */
public final class ClientFlow implements AutoCloseable {
  /** What a call sends: one packet each 20 ms. */
  public static final int DEFAULT_PER_SECOND = 50;

  /** A sequence of 4 bytes, 4 unused, and the nanoTime of sending. */
  static final int HEADER = 16;

  private static final int DEFAULT_PAYLOAD = 160;
  private static final int PORT = 9;

  private final Sink sink;
  private final InetSocketAddress to;
  private final DatagramChannel channel;
  private final Thread sender;
  private final long interval;
  private final int payload;
  private final long begin = System.nanoTime();
  private volatile boolean stopped;
  private volatile int sent;
  private volatile long lastSentAt = begin;

  private ClientFlow(Lab lab, InetAddress to, int perSecond, int payload) {
    this.to = new InetSocketAddress(to, PORT);
    this.interval = 1_000_000_000L / perSecond;
    this.payload = payload;
    this.sink = Sink.open(lab.world(), to, PORT);
    this.channel = lab.client().call(DatagramChannel::open);
    this.sender = Thread.ofPlatform().daemon().name("client flow").start(this::send);
  }

  public static ClientFlow start(Lab lab) {
    return start(lab, DEFAULT_PER_SECOND, DEFAULT_PAYLOAD);
  }

  /**
   * Begins to send at once; ends with the lab at the latest. One flow of a family at a time.
   *
   * @param payload bytes in each datagram, at least 16
   */
  public static ClientFlow start(Lab lab, int perSecond, int payload) {
    return start(lab, Lab.SINK, perSecond, payload);
  }

  /** The same to {@link Lab#SINK} or {@link Lab#SINK6}. */
  public static ClientFlow start(Lab lab, InetAddress to, int perSecond, int payload) {
    return lab.owned(new ClientFlow(lab, to, perSecond, payload));
  }

  /** How many packets have arrived so far. */
  public int received() {
    return sink.arrivals().size();
  }

  /** Waits until so many packets have arrived since the beginning; false if the limit is over. */
  public boolean awaitReceived(int count, Duration limit) {
    return sink.await(count, limit);
  }

  /** Waits until a packet has arrived that was sent at a nanoTime or later; false if none does. */
  public boolean awaitSentSince(long at, Duration limit) {
    return sink.awaitSentSince(at, limit);
  }

  /**
   * Ends sending, waits for what is under way, and tells what became of it.
   *
   * @param drain how long a packet may be under way
   */
  public Flow stop(Duration drain) {
    stopped = true;
    try {
      sender.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    var _ = sink.await(sent, drain);
    List<Flow.Arrival> arrivals = sink.arrivals();
    close();
    return new Flow(sent, begin, lastSentAt, arrivals);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      sender.join();
      channel.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    sink.close();
  }

  private void send() {
    Punctual.become();
    ByteBuffer packet = ByteBuffer.allocateDirect(payload);
    for (int sequence = 0; !stopped && Punctual.until(begin + sequence * interval); sequence++) {
      long now = System.nanoTime();
      packet.clear().putInt(0, sequence).putLong(8, now);
      lastSentAt = now;
      sent = sequence + 1;
      try {
        // Not a connected socket: that would take the router's "unreachable" for its next packet's.
        channel.send(packet, to);
      } catch (IOException _) {
        // The client's own kernel knows no way: to its user that is a lost packet.
      }
    }
  }
}
