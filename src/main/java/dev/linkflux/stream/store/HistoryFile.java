package dev.linkflux.stream.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One uplink's history on disk: a head, then two rings of records, each with its place by its time.
 * The size never changes. What is written goes over what was there a week ago, and a record that is
 * torn by a crash has a wrong checksum. It is not forced to the disk: what the kernel has is safe
 * from a kill, and flash wears out. Blocks; not thread safe.
 */
final class HistoryFile implements AutoCloseable {
  static final int HEAD = 1024;

  private static final long MAGIC = 0x4c46_4849_5354_0d0aL; // LFHIST, and a line end
  private static final int VERSION = 1;
  private static final long MINUTES_BEGIN =
      HEAD + (long) UplinkHistory.SECONDS * HistoryRecord.SIZE;
  static final long SIZE = MINUTES_BEGIN + (long) UplinkHistory.MINUTES * HistoryRecord.SIZE;

  /** It is not one of ours, or not of this uplink, or damaged. */
  static final class Wrong extends IOException {
    private static final long serialVersionUID = 1;

    Wrong(String why) {
      super(why);
    }
  }

  private final FileChannel channel;

  private HistoryFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens it, or makes it.
   *
   * @throws Wrong if there is something else in its place
   * @throws IOException if that fails
   */
  static HistoryFile open(Path path, String uplink) throws IOException {
    if (!Files.exists(path)) {
      make(path, uplink);
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.size() != SIZE) {
        throw new Wrong("it has %d bytes and not %d".formatted(channel.size(), SIZE));
      }
      ByteBuffer head = ByteBuffer.allocate(HEAD);
      read(channel, head, 0);
      check(head, uplink);
      return new HistoryFile(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** It gets its name when it is whole. */
  private static void make(Path path, String uplink) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      write(channel, head(uplink), 0);
      write(channel, ByteBuffer.allocate(1), SIZE - 1);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static ByteBuffer head(String uplink) {
    byte[] name = uplink.getBytes(StandardCharsets.UTF_8);
    ByteBuffer head = ByteBuffer.allocate(HEAD).putLong(MAGIC).putInt(VERSION);
    head.putInt(UplinkHistory.SECONDS).putInt(UplinkHistory.MINUTES);
    head.putInt(name.length).put(name);
    head.putInt(HEAD - Integer.BYTES, sum(head));
    return head.clear();
  }

  private static void check(ByteBuffer head, String uplink) throws Wrong {
    head.flip();
    if (head.getLong() != MAGIC) {
      throw new Wrong("it is no history");
    }
    int version = head.getInt();
    if (version != VERSION) {
      throw new Wrong("it is of version " + version + ", which this program does not know");
    }
    if (!head.rewind().equals(head(uplink))) {
      throw new Wrong("its head is damaged, or of another uplink");
    }
  }

  private static int sum(ByteBuffer head) {
    CRC32C sum = new CRC32C();
    sum.update(head.slice(0, HEAD - Integer.BYTES));
    return (int) sum.getValue();
  }

  /** All records that are whole and in their place, in no order. */
  UplinkHistory.Saved read() throws IOException {
    return new UplinkHistory.Saved(
        read(HEAD, UplinkHistory.SECONDS, 1), read(MINUTES_BEGIN, UplinkHistory.MINUTES, 60));
  }

  private List<HistoryPoint> read(long begin, int capacity, int step) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(capacity * HistoryRecord.SIZE);
    read(channel, bytes, begin);
    bytes.flip();
    List<HistoryPoint> points = new ArrayList<>();
    for (int place = 0; place < capacity; place++) {
      HistoryPoint point = HistoryRecord.read(bytes);
      if (point != null
          && point.at() >= 0
          && point.at() % step == 0
          && HistoryRing.place(point.at(), step, capacity) == place) {
        points.add(point);
      }
    }
    return points;
  }

  void write(UplinkHistory.Saved points) throws IOException {
    write(points.seconds(), HEAD, UplinkHistory.SECONDS, 1);
    write(points.minutes(), MINUTES_BEGIN, UplinkHistory.MINUTES, 60);
  }

  /** Neighbours go in one piece. */
  private void write(List<HistoryPoint> points, long begin, int capacity, int step)
      throws IOException {
    List<HistoryPoint> sorted =
        points.stream()
            .sorted(Comparator.comparingInt(it -> HistoryRing.place(it.at(), step, capacity)))
            .toList();
    for (int first = 0; first < sorted.size(); ) {
      int place = HistoryRing.place(sorted.get(first).at(), step, capacity);
      int next = first + 1;
      while (next < sorted.size()
          && HistoryRing.place(sorted.get(next).at(), step, capacity) == place + next - first) {
        next++;
      }
      ByteBuffer bytes = ByteBuffer.allocate((next - first) * HistoryRecord.SIZE);
      sorted.subList(first, next).forEach(it -> HistoryRecord.write(it, bytes));
      write(channel, bytes.flip(), begin + (long) place * HistoryRecord.SIZE);
      first = next;
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    long place = at;
    while (bytes.hasRemaining()) {
      place += channel.write(bytes, place);
    }
  }

  private static void read(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, at + bytes.position());
      if (read < 0) {
        throw new EOFException("it has become shorter");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
