package dev.linkflux.lab;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A TUN device: what the kernel routes into it is read here, what is written here it receives. */
public final class Tun implements AutoCloseable {
  private static final int TUNSETIFF = 0x400454ca;
  private static final int IFF_TUN = 1;
  private static final int IFF_NO_PI = 0x1000;

  private final int descriptor;
  private final MemorySegment pollfd;

  private Tun(int descriptor) {
    this.descriptor = descriptor;
    this.pollfd = Native.pollfd(descriptor);
  }

  /** Makes the device inside the namespace; it goes when this is closed. */
  public static Tun open(Namespace namespace, String device) {
    return namespace.call(
        () -> {
          int descriptor = Native.open("/dev/net/tun", Native.O_RDWR | Native.O_NONBLOCK);
          ByteBuffer ifreq = Native.buffer(Device.IFREQ_SIZE);
          ifreq.put(0, device.getBytes(StandardCharsets.US_ASCII));
          ifreq.putShort(Device.NAME_SIZE, (short) (IFF_TUN | IFF_NO_PI));
          Native.call("ioctl", descriptor, (long) TUNSETIFF, MemorySegment.ofBuffer(ifreq));
          return new Tun(descriptor);
        });
  }

  boolean awaitPacket(int milliseconds) {
    return Native.readable(pollfd, milliseconds);
  }

  /** Length of the next packet, or -1 when there is none now. */
  int read(MemorySegment into) {
    return Native.read(descriptor, into);
  }

  void write(MemorySegment packet, int length) {
    Native.write(descriptor, packet, length);
  }

  @Override
  public void close() {
    Native.close(descriptor);
  }
}
