package dev.linkflux.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * What the kernel knows of a network device in the namespace of the calling thread, by ioctl: the
 * JDK does not see devices without an address.
 */
final class Device {
  static final int IFREQ_SIZE = 40;
  static final int NAME_SIZE = 16;

  private static final long SIOCGIFNAME = 0x8910;
  private static final long SIOCGIFFLAGS = 0x8913;
  private static final long SIOCGIFINDEX = 0x8933;
  private static final int IFF_RUNNING = 0x40;

  private Device() {}

  /** Index of a device. */
  static int index(String name) {
    return ask(SIOCGIFINDEX, ifreq -> ifreq.put(0, name.getBytes(US_ASCII))).getInt(NAME_SIZE);
  }

  /** Name of a device. */
  static String name(int index) {
    ByteBuffer answer = ask(SIOCGIFNAME, ifreq -> ifreq.putInt(NAME_SIZE, index));
    return MemorySegment.ofBuffer(answer).getString(0, US_ASCII);
  }

  /** Whether a device is up and has its carrier. */
  static boolean isRunning(String name) {
    ByteBuffer answer = ask(SIOCGIFFLAGS, ifreq -> ifreq.put(0, name.getBytes(US_ASCII)));
    return (answer.getShort(NAME_SIZE) & IFF_RUNNING) != 0;
  }

  private static ByteBuffer ask(long request, Consumer<ByteBuffer> question) {
    ByteBuffer ifreq = Native.buffer(IFREQ_SIZE);
    question.accept(ifreq);
    int socket = Native.call("socket", Native.AF_INET, Native.SOCK_DGRAM | Native.SOCK_CLOEXEC, 0);
    try {
      Native.call("ioctl", socket, request, MemorySegment.ofBuffer(ifreq));
      return ifreq;
    } finally {
      Native.close(socket);
    }
  }
}
