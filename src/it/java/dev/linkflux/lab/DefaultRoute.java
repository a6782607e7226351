package dev.linkflux.lab;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A default route of the main table.
 *
 * @param metric its priority; the lowest one carries
 * @param devices of its live next hops, sorted; empty for one that leads nowhere (blackhole)
 */
public record DefaultRoute(long metric, List<String> devices) {
  private static final int ROUTE_HEADER = 12;
  private static final int TABLE_MAIN = 254;
  private static final int RTA_OIF = 4;
  private static final int RTA_PRIORITY = 6;
  private static final int RTA_MULTIPATH = 9;
  private static final int RTNH_F_DEAD = 1;

  /**
   * Reads an RTM_NEWROUTE or RTM_DELROUTE message, in a thread that is inside its namespace; empty
   * if the message tells about another route.
   */
  static Optional<DefaultRoute> read(ByteBuffer message) {
    int family = message.get(Rtnetlink.HEADER);
    int prefix = message.get(Rtnetlink.HEADER + 1);
    int table = message.get(Rtnetlink.HEADER + 4) & 0xff;
    if (family != Native.AF_INET || prefix != 0 || table != TABLE_MAIN) {
      return Optional.empty();
    }
    boolean dead = (message.getInt(Rtnetlink.HEADER + 8) & RTNH_F_DEAD) != 0;
    long metric = 0;
    TreeSet<String> devices = new TreeSet<>();
    int at = Rtnetlink.HEADER + ROUTE_HEADER;
    while (at + 4 <= message.limit()) {
      int length = Short.toUnsignedInt(message.getShort(at));
      switch (message.getShort(at + 2)) {
        case RTA_OIF -> {
          if (!dead) {
            devices.add(device(message.getInt(at + 4)));
          }
        }
        case RTA_PRIORITY -> metric = Integer.toUnsignedLong(message.getInt(at + 4));
        case RTA_MULTIPATH -> nextHops(message, at + 4, at + length, devices);
        default -> {}
      }
      at += Math.max(4, (length + 3) & ~3);
    }
    return Optional.of(new DefaultRoute(metric, List.copyOf(devices)));
  }

  private static void nextHops(ByteBuffer message, int from, int to, TreeSet<String> devices) {
    for (int at = from; at + 8 <= to; at += Math.max(8, (message.getShort(at) + 3) & ~3)) {
      if ((message.get(at + 2) & RTNH_F_DEAD) == 0) {
        devices.add(device(message.getInt(at + 4)));
      }
    }
  }

  /** A device may be gone before its last message is read. */
  private static String device(int index) {
    try {
      return Device.name(index);
    } catch (Native.Failure _) {
      return "gone" + index;
    }
  }
}
