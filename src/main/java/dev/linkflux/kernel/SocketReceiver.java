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

  /** A packet that was received. */
  final MessageBuffer in;

  /** A message of the error queue. */
  final MessageBuffer errors;

  /** What the control messages of the last one of either said. */
  final ControlMessages control = new ControlMessages();

  private boolean closed;

  /**
   * The descriptor and the stamps belong to the socket.
   *
   * @param about what the socket is, for error messages
   * @param arena whose memory it uses
   */
  SocketReceiver(int fd, String about, Arena arena, SendStamps stamps) {
    this.fd = fd;
    this.about = about;
    this.stamps = stamps;
    this.in = new MessageBuffer(arena, RECEIVE_BYTES, CONTROL_BYTES);
    this.errors = new MessageBuffer(arena, RECEIVE_BYTES, CONTROL_BYTES);
  }

  /** A packet of that many bytes is in {@link #in}, its control messages are read. */
  abstract void packet(int length, V visitor) throws SystemCallException;

  /**
   * An ICMP error is in {@link #errors}, with as many bytes of what could not be delivered; its
   * control messages are read.
   */
  abstract void refusal(int length, V visitor);

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
    for (int i = 0; i < MAX_BATCH && !closed; i++) {
      long length = in.receive(fd, 0);
      if (length >= 0) {
        if (!in.truncated()) {
          control.read(in.control(), in.controlLength());
          packet((int) length, visitor);
        }
      } else if (isEnd((int) -length)) {
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

  private void receiveErrors(V visitor) throws SystemCallException {
    for (int i = 0; i < MAX_BATCH && !closed; i++) {
      long length = errors.receive(fd, Linux.MSG_ERRQUEUE);
      if (length >= 0) {
        control.read(errors.control(), errors.controlLength());
        if (control.isTransmitStamp()) {
          int key = stamps.stamp(control.sendCounter(), control.stamp());
          transmitted(key, control.stamp(), visitor);
        } else if (control.isIcmpError()) {
          refusal((int) length, visitor);
        }
      } else if (isEnd((int) -length)) {
        return;
      }
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
      throw new SystemCallException("recvmsg", errno, about);
    }
    return false;
  }
}
