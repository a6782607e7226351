package dev.linkflux.kernel;

/**
 * A network interface, as the kernel has it.
 *
 * @param index its number, 1 or more
 * @param flags IFF_... bits as they came; ask the methods
 * @param operState RFC 2863 operational state, IF_OPER_...: 0 unknown, 2 down, 3 lower layer down,
 *     5 dormant, 6 up
 * @param mtu largest packet, in bytes
 */
public record LinkEntry(int index, String name, int flags, int operState, long mtu) {
  private static final int IFF_UP = 1;
  private static final int IFF_LOOPBACK = 1 << 3;
  private static final int IFF_POINTOPOINT = 1 << 4;
  private static final int IFF_NOARP = 1 << 7;
  private static final int IFF_LOWER_UP = 1 << 16;

  /** Whether it was set up by its administrator. */
  public boolean up() {
    return (flags & IFF_UP) != 0;
  }

  /** Whether it has carrier. */
  public boolean lowerUp() {
    return (flags & IFF_LOWER_UP) != 0;
  }

  /** Whether there is one neighbour only, so that routes need no gateway (PPP, some modems). */
  public boolean pointToPoint() {
    return (flags & IFF_POINTOPOINT) != 0;
  }

  /** Whether neighbours are not asked for on it: as with one neighbour only (raw IP modems). */
  public boolean noArp() {
    return (flags & IFF_NOARP) != 0;
  }

  public boolean loopback() {
    return (flags & IFF_LOOPBACK) != 0;
  }
}
