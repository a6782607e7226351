package dev.linkflux.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients of the event stream in one thread: most read at once, some get stuck after a while
 * and some of these go on later, and some never read.
 */
public final class StreamCrowd {
  private static final int MILLIS_A_DAY = 86_400_000;

  /** When the first of the stuck goes on; the others follow evenly until the end. */
  private static final int PATIENCE = 4;

  private final ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);
  private final List<StreamClient> readers = new ArrayList<>();
  private final List<StreamClient> stuck = new ArrayList<>();
  private final List<StreamClient> deaf = new ArrayList<>();
  private final Buckets delays = new Buckets();
  private final Selector selector;
  private final long zero;
  private final long wall;
  private boolean measuring;

  private StreamCrowd(long zero, long wall) throws IOException {
    this.selector = Selector.open();
    this.zero = zero;
    this.wall = wall;
  }

  /**
   * Takes the server's three words, clients, of those that get stuck, of those that never read,
   * {@code gzip} or {@code plain}, seconds before and while it is measured. Says when that begins,
   * and at the end what was found; then it waits for the end of its input.
   */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    StreamCrowd crowd = new StreamCrowd(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
    boolean packed = arguments[6].equals("gzip");
    crowd.connect(port, packed, Integer.parseInt(arguments[3]), crowd.readers, false, true);
    crowd.connect(port, packed, Integer.parseInt(arguments[4]), crowd.stuck, true, true);
    crowd.connect(port, packed, Integer.parseInt(arguments[5]), crowd.deaf, true, false);
    System.out.println(
        Engines.JSON.writeValueAsString(
            crowd.measure(Integer.parseInt(arguments[7]), Integer.parseInt(arguments[8]))));
    int _ = System.in.read();
    System.exit(0);
  }

  private void connect(
      int port, boolean packed, int count, List<StreamClient> into, boolean small, boolean reads)
      throws IOException {
    for (int number = 0; number < count; number++) {
      StreamClient client = new StreamClient(port, packed, small, small ? _ -> {} : this::heard);
      into.add(client);
      if (reads) {
        client.channel().register(selector, SelectionKey.OP_READ, client);
      }
      read(0);
    }
  }

  private StreamFigures measure(int before, int seconds) throws IOException {
    long begin = System.nanoTime();
    readUntil(begin + before * 1_000_000_000L);
    System.out.println("begun");
    stuck.forEach(client -> client.channel().keyFor(selector).interestOps(0));
    long[] counted = readers.stream().mapToLong(StreamClient::events).toArray();
    long bytes = bytes();
    measuring = true;
    long from = System.nanoTime();
    for (int one = 0; one < stuck.size(); one++) {
      long wait = PATIENCE * 1000L + (seconds - PATIENCE) * 1000L * one / stuck.size();
      readUntil(from + wait * 1_000_000);
      stuck.get(one).channel().keyFor(selector).interestOps(SelectionKey.OP_READ);
    }
    readUntil(from + seconds * 1_000_000_000L);
    double took = (System.nanoTime() - from) / 1e9;
    measuring = false;
    long events = readers.stream().mapToLong(StreamClient::events).sum();
    for (long count : counted) {
      events -= count;
    }
    return new StreamFigures(
        readers.size(),
        events,
        readers.stream().mapToLong(StreamClient::faults).sum(),
        (int) readers.stream().filter(StreamClient::hasEnded).count(),
        (int) readers.stream().filter(StreamClient::isPacked).count(),
        delays.at(0.5),
        delays.at(0.99),
        delays.at(1),
        (bytes() - bytes) / took,
        (int) stuck.stream().filter(StreamClient::wasDropped).count(),
        (int) stuck.stream().filter(it -> it.hasEnded() && !it.wasDropped()).count(),
        (int) stuck.stream().filter(it -> !it.hasEnded() && !it.wasDropped()).count());
  }

  private long bytes() {
    return readers.stream().mapToLong(StreamClient::bytes).sum();
  }

  private void readUntil(long end) throws IOException {
    long left = end - System.nanoTime();
    while (left > 0) {
      read(Math.max(1, left / 1_000_000));
      left = end - System.nanoTime();
    }
  }

  private void read(long millis) throws IOException {
    if (millis > 0) {
      selector.select(this::read, millis);
    } else {
      selector.selectNow(this::read);
    }
  }

  private void read(SelectionKey key) {
    if (key.attachment() instanceof StreamClient client) {
      client.read(buffer);
    }
  }

  /** By the time of day that the event has, on the clock that both processes share. */
  private void heard(int millis) {
    if (!measuring) {
      return;
    }
    long since = Math.floorMod(millis - wall % MILLIS_A_DAY, (long) MILLIS_A_DAY);
    delays.add(System.nanoTime() - zero - since * 1_000_000);
  }

  /** Counts of delays, by steps of 10 us to 1 s and of 10 ms beyond. */
  private static final class Buckets {
    private static final int FINE = 100_000;
    private final long[] counts = new long[FINE + 10_000];
    private long all;

    void add(long nanos) {
      long micros = Math.max(0, nanos / 1000);
      long bucket = micros < 1_000_000 ? micros / 10 : FINE + (micros - 1_000_000) / 10_000;
      counts[(int) Math.min(bucket, counts.length - 1)]++;
      all++;
    }

    /** Milliseconds that so much of them did not exceed; NaN if there are none. */
    double at(double share) {
      long rank = (long) Math.ceil(share * all);
      long seen = 0;
      for (int bucket = 0; bucket < counts.length; bucket++) {
        seen += counts[bucket];
        if (seen >= rank && seen > 0) {
          return bucket < FINE ? (bucket + 1) / 100.0 : 1000 + (bucket - FINE + 1) * 10.0;
        }
      }
      return Double.NaN;
    }
  }
}
