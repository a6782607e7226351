package dev.linkflux.kernel;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * An address of an interface, as the kernel has it.
 *
 * @param index of the interface
 * @param address our own address
 * @param prefixLength of the network that is on the link
 * @param peer the address of the other end of a point-to-point link, if it has one
 * @param scope RT_SCOPE_...: 0 global, 253 link, 254 host
 * @param flags IFA_F_... bits as they came; ask the methods
 */
public record AddressEntry(
    int index,
    InetAddress address,
    int prefixLength,
    @Nullable InetAddress peer,
    int scope,
    long flags) {
  /** Scope of addresses that are valid everywhere. */
  public static final int SCOPE_GLOBAL = 0;

  /** Scope of addresses that are valid on their link only. */
  public static final int SCOPE_LINK = 253;

  private static final int IFA_F_DADFAILED = 0x08;
  private static final int IFA_F_DEPRECATED = 0x20;
  private static final int IFA_F_TENTATIVE = 0x40;

  public IpFamily family() {
    return IpFamily.of(address);
  }

  /** Whether it can be used to send from: its uniqueness is not in doubt (RFC 4862). */
  public boolean usable() {
    return (flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED)) == 0;
  }

  /** Whether new connections should prefer another address (RFC 4862). */
  public boolean deprecated() {
    return (flags & IFA_F_DEPRECATED) != 0;
  }
}
