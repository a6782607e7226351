package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The memory that recvmsg(2) fills: sender, bytes and control messages. Made once, used for every
 * message.
 */
final class MessageBuffer {
  // struct msghdr of 64 bit Linux: name 0, namelen 8, iov 16, iovlen 24, control 32, controllen 40,
  // flags 48.
  static final int HEADER_BYTES = 56;

  private static final int VECTOR_BYTES = 16;

  private final MemorySegment header;
  private final MemorySegment name;
  private final MemorySegment bytes;
  private final MemorySegment control;
  private final ByteBuffer view;

  MessageBuffer(Arena arena, int size, int controlSize) {
    this(arena, arena.allocate(HEADER_BYTES, 8), size, controlSize);
  }

  /** One whose header is one of several that recvmmsg(2) is given. */
  MessageBuffer(Arena arena, MemorySegment header, int size, int controlSize) {
    this.header = header;
    name = arena.allocate(SocketAddressCodec.MAX_BYTES, 8);
    bytes = arena.allocate(size, 8);
    view = bytes.asByteBuffer().asReadOnlyBuffer();
    control = arena.allocate(controlSize, 8);
    MemorySegment vector = arena.allocate(VECTOR_BYTES, 8);
    vector.set(ADDRESS, 0, bytes);
    vector.set(JAVA_LONG, 8, size);
    header.set(ADDRESS, 0, name);
    header.set(ADDRESS, 16, vector);
    header.set(JAVA_LONG, 24, 1);
    header.set(ADDRESS, 32, control);
  }

  /** Receives one message; answers its length in bytes or the negated errno. */
  long receive(int fd, int flags) {
    prepare();
    return Libc.recvmsg(fd, header, flags);
  }

  /** The kernel overwrites how much room there is by how much it filled: say it anew. */
  void prepare() {
    header.set(JAVA_INT, 8, SocketAddressCodec.MAX_BYTES);
    header.set(JAVA_LONG, 40, control.byteSize());
  }

  MemorySegment bytes() {
    return bytes;
  }

  /** The {@link #bytes} between two offsets, read-only; valid until the next call of this. */
  ByteBuffer view(int from, int to) {
    return view.limit(to).position(from);
  }

  MemorySegment control() {
    return control;
  }

  /** How much of {@link #control} the last message filled. */
  long controlLength() {
    return header.get(JAVA_LONG, 40);
  }

  /** Whether the last message was longer than the room for it. */
  boolean truncated() {
    return (header.get(JAVA_INT, 48) & Linux.MSG_TRUNC) != 0;
  }

  /** Who sent the last message, if that is an IP address. */
  @Nullable InetAddress sender() {
    return SocketAddressCodec.read(name, 0, header.get(JAVA_INT, 8));
  }

  /** Whether the last message came from there, and not from a port. */
  boolean isFrom(Destination destination) {
    MemorySegment other = destination.name();
    return header.get(JAVA_INT, 8) == other.byteSize() && SocketAddressCodec.isSame(name, other);
  }

  /** The port of {@link #sender}. */
  int senderPort() {
    return SocketAddressCodec.port(name, 0);
  }

  /** The name that came with the last message, as the kernel wrote it. */
  MemorySegment name() {
    return name;
  }
}
