package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the control messages of one received message said: time stamp, hop limit, local address, and
 * for the error queue which error. One object reads every message in turn.
 */
final class ControlMessages {
  private static final int HEADER_BYTES = 16;
  private static final int TIMESPEC_BYTES = 16;
  private static final int EXTENDED_ERROR_BYTES = 16;
  private static final int V4_PACKET_INFO_BYTES = 12;
  private static final int V6_PACKET_INFO_BYTES = 20;
  private static final long NANOS = 1_000_000_000L;

  private long stamp;
  private int hopLimit;
  private int origin;
  private int errorType;
  private int errorCode;
  private int errorValue;
  private @Nullable InetAddress reporter;
  private @Nullable InetAddress local;

  /** Reads the first {@code length} bytes; what is cut short or unknown is passed over. */
  void read(MemorySegment control, long length) {
    clear();
    long end = Math.min(length, control.byteSize());
    long at = 0;
    while (end - at >= HEADER_BYTES) {
      long size = control.get(JAVA_LONG_UNALIGNED, at);
      if (size < HEADER_BYTES || size > end - at) {
        return;
      }
      long kind = control.get(JAVA_LONG_UNALIGNED, at + 8); // of two int: level, then type
      readOne((int) kind, (int) (kind >>> 32), control, at + HEADER_BYTES, size - HEADER_BYTES);
      at += (size + 7) & ~7L;
    }
  }

  /** Reads what a control message holds: {@code size} bytes from {@code at} on. */
  private void readOne(int level, int type, MemorySegment data, long at, long size) {
    if (level == Linux.SOL_SOCKET && type == Linux.SO_TIMESTAMPING && size >= TIMESPEC_BYTES) {
      stamp = data.get(JAVA_LONG_UNALIGNED, at) * NANOS + data.get(JAVA_LONG_UNALIGNED, at + 8);
    } else if (isHopLimit(level, type) && size >= Integer.BYTES) {
      hopLimit = data.get(JAVA_INT_UNALIGNED, at);
    } else if (level == Linux.IPPROTO_IP
        && type == Linux.IP_PKTINFO
        && size >= V4_PACKET_INFO_BYTES) {
      // struct in_pktinfo: interface 0, local address 4, destination in the header 8
      local = SocketAddressCodec.address(IpFamily.V4, data, at + 4, 0);
    } else if (level == Linux.IPPROTO_IPV6
        && type == Linux.IPV6_PKTINFO
        && size >= V6_PACKET_INFO_BYTES) {
      // struct in6_pktinfo: address 0, interface 16
      InetAddress address = SocketAddressCodec.address(IpFamily.V6, data, at, 0);
      int scope = data.get(JAVA_INT_UNALIGNED, at + 16);
      local =
          address.isLinkLocalAddress()
              ? SocketAddressCodec.address(IpFamily.V6, data, at, scope)
              : address;
    } else if (isError(level, type) && size >= EXTENDED_ERROR_BYTES) {
      // struct sock_extended_err: errno 0, origin 4, type 5, code 6, info 8, data 12; then offender
      int error = data.get(JAVA_INT_UNALIGNED, at + 4);
      origin = error & 0xff;
      errorType = (error >>> 8) & 0xff;
      errorCode = (error >>> 16) & 0xff;
      errorValue = data.get(JAVA_INT_UNALIGNED, at + 12);
      reporter =
          isIcmpError()
              ? SocketAddressCodec.read(
                  data, at + EXTENDED_ERROR_BYTES, size - EXTENDED_ERROR_BYTES)
              : null;
    }
  }

  private static boolean isHopLimit(int level, int type) {
    return (level == Linux.IPPROTO_IP && type == Linux.IP_TTL)
        || (level == Linux.IPPROTO_IPV6 && type == Linux.IPV6_HOPLIMIT);
  }

  private static boolean isError(int level, int type) {
    return (level == Linux.IPPROTO_IP && type == Linux.IP_RECVERR)
        || (level == Linux.IPPROTO_IPV6 && type == Linux.IPV6_RECVERR);
  }

  private void clear() {
    stamp = 0;
    hopLimit = -1;
    origin = 0;
    errorType = 0;
    errorCode = 0;
    errorValue = 0;
    reporter = null;
    local = null;
  }

  /** The software time stamp of the kernel, in nanoseconds of the wall clock; 0 without one. */
  long stamp() {
    return stamp;
  }

  /** The hop limit (time to live) that the packet arrived with; -1 if not told. */
  int hopLimit() {
    return hopLimit;
  }

  /** Whether this is the time stamp of a packet that was sent. */
  boolean isTransmitStamp() {
    return origin == Linux.SO_EE_ORIGIN_TIMESTAMPING;
  }

  /** Whether this is an ICMP error that somebody reported, this machine itself included. */
  boolean isIcmpError() {
    return origin == Linux.SO_EE_ORIGIN_ICMP || origin == Linux.SO_EE_ORIGIN_ICMP6;
  }

  int errorType() {
    return errorType;
  }

  int errorCode() {
    return errorCode;
  }

  /** For a transmit stamp: the socket's count of packets sent, 32 bit unsigned. */
  int sendCounter() {
    return errorValue;
  }

  /** The address of ours that the packet was sent to; null if not told. */
  @Nullable InetAddress local() {
    return local;
  }

  @Nullable InetAddress reporter() {
    return reporter;
  }
}
