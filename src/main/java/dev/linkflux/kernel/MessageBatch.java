package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/**
 * The memory that recvmmsg(2) fills: several messages with one call. Made once, used for every one.
 */
final class MessageBatch {
  // struct mmsghdr of 64 bit Linux: struct msghdr 0, msg_len 56
  private static final int ENTRY_BYTES = 64;
  private static final int LENGTH = MessageBuffer.HEADER_BYTES;

  private final MemorySegment headers;
  private final MessageBuffer[] messages;

  /** How many of them the kernel has filled since they were ready for it. */
  private int filled;

  /**
   * @param most messages in one call
   * @param size bytes of each, and {@code controlSize} of its control messages
   */
  MessageBatch(Arena arena, int most, int size, int controlSize) {
    headers = arena.allocate((long) most * ENTRY_BYTES, 8);
    messages =
        IntStream.range(0, most)
            .mapToObj(
                i ->
                    new MessageBuffer(
                        arena,
                        headers.asSlice((long) i * ENTRY_BYTES, MessageBuffer.HEADER_BYTES),
                        size,
                        controlSize))
            .toArray(MessageBuffer[]::new);
    filled = most;
  }

  /** Receives what there is; answers how many messages that is, or the negated errno. */
  int receive(int fd, int flags) {
    for (int i = 0; i < filled; i++) {
      messages[i].prepare();
    }
    int received = Libc.recvmmsg(fd, headers, messages.length, flags);
    filled = Math.max(0, received);
    return received;
  }

  /** Whether the last call filled all that there is room for: there may be more. */
  boolean isFull() {
    return filled == messages.length;
  }

  MessageBuffer message(int index) {
    return messages[index];
  }

  /** The length of a message, in bytes. */
  int length(int index) {
    return headers.get(JAVA_INT, (long) index * ENTRY_BYTES + LENGTH);
  }
}
