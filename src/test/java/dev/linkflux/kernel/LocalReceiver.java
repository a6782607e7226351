package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What systemd or its journal is to a service: a local socket that takes datagrams. */
public final class LocalReceiver implements AutoCloseable {
  /** Long enough for a machine that has much else to do. */
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int SO_PASSCRED = 16;
  private static final int MESSAGE_HEADER = 56;
  private static final int CONTROL = 64;
  private static final int ROOM = 1 << 17;

  /**
   * A datagram.
   *
   * @param sender the process that the kernel says it comes from
   */
  public record Received(String text, int sender) {}

  private final Arena arena = Arena.ofShared();
  private final int fd;
  private final MemorySegment header = arena.allocate(MESSAGE_HEADER, 8);
  private final MemorySegment vector = arena.allocate(16, 8);
  private final MemorySegment bytes = arena.allocate(ROOM);
  private final MemorySegment control = arena.allocate(CONTROL, 8);

  /**
   * @param name a path, or {@code @} and an abstract name
   */
  public LocalReceiver(String name) throws SystemCallException {
    fd = Libc.socket(Linux.AF_UNIX, Linux.SOCK_DGRAM | Linux.SOCK_CLOEXEC, 0);
    BoundSocket.setOption(fd, Linux.SOL_SOCKET, SO_PASSCRED, 1, "SO_PASSCRED", name);
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = name.startsWith("@");
    MemorySegment address = arena.allocate(2 + path.length + (isAbstract ? 0 : 1), 8);
    address.set(JAVA_SHORT, 0, (short) Linux.AF_UNIX);
    MemorySegment.copy(path, 0, address, JAVA_BYTE, 2, path.length);
    if (isAbstract) {
      address.set(JAVA_BYTE, 2, (byte) 0);
    }
    int bound = Libc.bind(fd, address);
    if (bound < 0) {
      throw new SystemCallException("bind", -bound, name);
    }
  }

  /** The next one, or nothing if none comes in that time. */
  public Optional<Received> next(Duration limit) {
    MemorySegment time = arena.allocate(16, 8);
    time.set(JAVA_LONG, 0, limit.toSeconds());
    time.set(JAVA_LONG, 8, Math.max(1, limit.toNanosPart() / 1000));
    int _ = Libc.setsockopt(fd, Linux.SOL_SOCKET, Linux.SO_RCVTIMEO, time);
    vector.set(ADDRESS, 0, bytes);
    vector.set(JAVA_LONG, 8, ROOM);
    header.fill((byte) 0);
    header.set(ADDRESS, 16, vector);
    header.set(JAVA_LONG, 24, 1);
    header.set(ADDRESS, 32, control);
    header.set(JAVA_LONG, 40, CONTROL);
    long length = Libc.recvmsg(fd, header, 0);
    if (length < 0) {
      return Optional.empty();
    }
    byte[] text = bytes.asSlice(0, length).toArray(JAVA_BYTE);
    return Optional.of(
        new Received(new String(text, StandardCharsets.UTF_8), control.get(JAVA_INT, 16)));
  }

  /** What is there by now. */
  public List<String> waiting() {
    List<String> texts = new ArrayList<>();
    for (var one = next(Duration.ofNanos(1)); one.isPresent(); one = next(Duration.ofNanos(1))) {
      texts.add(one.get().text());
    }
    return texts;
  }

  /** The first that fits; those before it are passed over. */
  public Received await(String what, Predicate<String> fits) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    List<String> others = new ArrayList<>();
    while (System.nanoTime() < deadline) {
      Optional<Received> one = next(Duration.ofSeconds(1));
      if (one.isPresent() && fits.test(one.get().text())) {
        return one.get();
      }
      one.ifPresent(other -> others.add(other.text()));
    }
    throw new AssertionError("not received: " + what + "; but " + others);
  }

  @Override
  public void close() {
    int _ = Libc.close(fd);
    arena.close();
  }
}
