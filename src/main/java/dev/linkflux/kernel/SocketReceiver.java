package dev.linkflux.kernel;

import java.lang.foreign.Arena;

/**
 * The receiving half of a probe socket: takes its error queue and its packets, and keeps the stamps
 * of what was sent.
 *
 * @param <V> who is told what arrives
 */
abstract class SocketReceiver<V> {
  /** Messages taken in one go, so that a flood on one socket does not starve the others. */
  private static final int MAX_BATCH = 1024;

  private static final int RECEIVE_BYTES = 2048;
  private static final int CONTROL_BYTES = 512;

  private final int fd;
  private final String about;
  private final SendStamps stamps;

  private final MessageBatch packets;
  private final MessageBatch messages;

  /** What the control messages of the last one of either said. */
  final ControlMessages control = new ControlMessages();

  private boolean readingErrors;
  private boolean closed;

  /**
   * The descriptor and the stamps belong to the socket.
   *
   * @param about what the socket is, for error messages
   * @param arena whose memory it uses
   * @param together how many messages are taken from the kernel with one call, at most
   */
  SocketReceiver(int fd, String about, Arena arena, int together, SendStamps stamps) {
    this.fd = fd;
    this.about = about;
    this.stamps = stamps;
    this.packets = new MessageBatch(arena, together, RECEIVE_BYTES, CONTROL_BYTES);
    this.messages = new MessageBatch(arena, together, RECEIVE_BYTES, CONTROL_BYTES);
  }

  /**
   * A packet was received; its control messages are read.
   *
   * @param length of it, in bytes
   * @param handled when it was taken from the kernel
   */
  abstract void packet(MessageBuffer in, int length, ClockReading handled, V visitor)
      throws SystemCallException;

  /**
   * An ICMP error was in the error queue, with so many bytes of what could not be delivered; its
   * control messages are read.
   */
  abstract void refusal(MessageBuffer errors, int length, V visitor);

  abstract void transmitted(int key, long stamp, V visitor);

  /** Receives no more, even in the midst of {@link #receive}. */
  final void close() {
    closed = true;
  }

  final boolean isClosed() {
    return closed;
  }

  /** Tells everything that has arrived, or as much as is fit for one go. */
  final void receive(V visitor) throws SystemCallException {
    receiveErrors(visitor);
    int count;
    for (int taken = 0; taken < MAX_BATCH && !closed; taken += Math.max(1, count)) {
      count = packets.receive(fd, 0);
      if (count < 0) {
        if (isEnd(-count)) {
          return;
        }
        continue;
      }
      ClockReading handled = ClockReading.now();
      for (int i = 0; i < count && !closed; i++) {
        MessageBuffer in = packets.message(i);
        if (!in.truncated()) {
          control.read(in.control(), in.controlLength());
          packet(in, packets.length(i), handled, visitor);
        }
      }
      if (!packets.isFull()) {
        return;
      }
    }
  }

  /**
   * When the packet of this key left, 0 if the kernel does not tell. Looks into the error queue if
   * need be: a reply to what left after the queue was read may be read before the stamp.
   */
  final long transmitted(int key, V visitor) throws SystemCallException {
    if (stamps.transmitted(key) == 0) {
      receiveErrors(visitor);
    }
    return stamps.transmitted(key);
  }

  /** Does nothing if that is what is being done: who is told something may ask for a stamp. */
  private void receiveErrors(V visitor) throws SystemCallException {
    if (!readingErrors) {
      readingErrors = true;
      try {
        readErrors(visitor);
      } finally {
        readingErrors = false;
      }
    }
  }

  private void readErrors(V visitor) throws SystemCallException {
    int count;
    for (int taken = 0; taken < MAX_BATCH && !closed; taken += Math.max(1, count)) {
      count = messages.receive(fd, Linux.MSG_ERRQUEUE);
      if (count < 0) {
        if (isEnd(-count)) {
          return;
        }
        continue;
      }
      for (int i = 0; i < count && !closed; i++) {
        readError(messages.message(i), messages.length(i), visitor);
      }
      if (!messages.isFull()) {
        return;
      }
    }
  }

  private void readError(MessageBuffer errors, int length, V visitor) {
    control.read(errors.control(), errors.controlLength());
    if (control.isTransmitStamp()) {
      int key = stamps.stamp(control.sendCounter(), control.stamp());
      transmitted(key, control.stamp(), visitor);
    } else if (control.isIcmpError()) {
      refusal(errors, length, visitor);
    }
  }

  /**
   * Whether there is nothing more to receive. Errors of the network (an ICMP error for which there
   * was no room in the error queue) are taken off by receiving them; else epoll reports them for
   * ever.
   */
  private boolean isEnd(int errno) throws SystemCallException {
    if (Errno.EAGAIN.is(errno)) {
      return true;
    }
    if (Errno.EBADF.is(errno)
        || Errno.ENOTSOCK.is(errno)
        || Errno.EFAULT.is(errno)
        || Errno.EINVAL.is(errno)
        || Errno.ENOMEM.is(errno)) {
      throw new SystemCallException("recvmmsg", errno, about);
    }
    return false;
  }
}
