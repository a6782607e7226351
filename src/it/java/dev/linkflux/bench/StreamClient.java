package dev.linkflux.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** One client of the event stream: counts what comes, and tells how long it was under way. */
final class StreamClient {
  /** A small window, so that a client that does not read is noticed within seconds. */
  private static final int SMALL = 4096;

  private static final byte[] ID = EventReader.ascii("id: ");
  private static final byte[] DATA = EventReader.ascii("data: ");
  private static final byte[] DROPPED = EventReader.ascii("event: dropped");
  private static final byte[] AT = EventReader.ascii("\"at\":\"");

  /** From the first character of a time to its hours: {@code 2026-11-22T}. */
  private static final int DATE = 11;

  private static final int MILLIS_A_DAY = 86_400_000;

  private final SocketChannel channel;
  private final EventReader reader = new EventReader(this::line);
  private final Delays delays;
  private long id = -1;
  private long events;
  private long faults;
  private long bytes;
  private boolean dropped;
  private boolean ended;

  /** Where the delays go. */
  interface Delays {
    /** Of an event whose time of day is that many milliseconds. */
    void heard(int millis);
  }

  StreamClient(int port, boolean packed, boolean small, Delays delays) throws IOException {
    this.delays = delays;
    channel = SocketChannel.open();
    if (small) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
    }
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String request =
        "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + (packed ? "Accept-Encoding: gzip\r\n" : "")
            + "\r\n";
    channel.write(ByteBuffer.wrap(EventReader.ascii(request)));
    channel.configureBlocking(false);
  }

  SocketChannel channel() {
    return channel;
  }

  /** Reads what there is, into a buffer that may be anybody's. */
  void read(ByteBuffer buffer) {
    try {
      buffer.clear();
      int got = channel.read(buffer);
      if (got < 0) {
        end();
        return;
      }
      bytes += got;
      buffer.flip();
      reader.take(buffer);
    } catch (IOException _) {
      end();
    }
  }

  private void end() {
    ended = true;
    close();
  }

  void close() {
    reader.close();
    try {
      channel.close();
    } catch (IOException _) {
      // It is gone, and that is what was wanted.
    }
  }

  private void line(byte[] line, int length) {
    if (starts(line, 0, length, ID)) {
      number(line, length);
    } else if (starts(line, 0, length, DATA)) {
      time(line, length);
    } else if (starts(line, 0, length, DROPPED)) {
      dropped = true;
    }
  }

  private void number(byte[] line, int length) {
    long number = 0;
    for (int at = ID.length; at < length; at++) {
      number = number * 10 + line[at] - '0';
    }
    if (id >= 0 && number != id + 1) {
      faults++;
    }
    id = number;
    events++;
  }

  private void time(byte[] line, int length) {
    for (int at = DATA.length; at < Math.min(length, 80); at++) {
      if (starts(line, at, length, AT)) {
        int hours = at + AT.length + DATE;
        int seconds = two(line, hours) * 3600 + two(line, hours + 3) * 60 + two(line, hours + 6);
        int millis = (line[hours + 9] - '0') * 100 + two(line, hours + 10);
        delays.heard((seconds * 1000 + millis) % MILLIS_A_DAY);
        return;
      }
    }
  }

  private static int two(byte[] line, int at) {
    return (line[at] - '0') * 10 + line[at + 1] - '0';
  }

  private static boolean starts(byte[] line, int from, int length, byte[] with) {
    return from + with.length <= length
        && Arrays.equals(line, from, from + with.length, with, 0, with.length);
  }

  long events() {
    return events;
  }

  long faults() {
    return faults;
  }

  long bytes() {
    return bytes;
  }

  boolean isPacked() {
    return reader.isPacked();
  }

  boolean wasDropped() {
    return dropped;
  }

  boolean hasEnded() {
    return ended;
  }
}
