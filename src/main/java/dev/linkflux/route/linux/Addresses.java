package dev.linkflux.route.linux;

import dev.linkflux.kernel.AddressEntry;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.uplink.Prefix;
import java.util.Comparator;
import java.util.List;

/** Which addresses of an interface an uplink has, and in which order it prefers them. */
final class Addresses {
  /** IPv4: another of its network came first. IPv6: a temporary one (RFC 8981). */
  private static final int IFA_F_SECONDARY = 0x01;

  /**
   * What lasts comes first, and unique local addresses (RFC 4193) last: as a source they lead
   * nowhere on the Internet.
   */
  private static final Comparator<AddressEntry> PREFERENCE =
      Comparator.comparing(AddressEntry::family)
          .thenComparing(AddressEntry::deprecated)
          .thenComparing(Addresses::isUniqueLocal)
          .thenComparing(address -> (address.flags() & IFA_F_SECONDARY) != 0);

  private Addresses() {}

  /**
   * The usable global addresses, the preferred one of each family first. A deprecated one still
   * serves its old connections, behind others; alone it is none.
   */
  static List<Prefix> of(List<AddressEntry> all) {
    List<AddressEntry> usable =
        all.stream()
            .filter(address -> address.scope() == AddressEntry.SCOPE_GLOBAL && address.usable())
            .sorted(PREFERENCE)
            .toList();
    return usable.stream()
        .filter(
            address ->
                usable.stream()
                    .anyMatch(one -> one.family() == address.family() && !one.deprecated()))
        .map(address -> new Prefix(address.address(), address.prefixLength()))
        .toList();
  }

  private static boolean isUniqueLocal(AddressEntry entry) {
    return entry.family() == IpFamily.V6 && (entry.address().getAddress()[0] & 0xfe) == 0xfc;
  }
}
