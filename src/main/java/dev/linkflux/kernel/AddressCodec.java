package dev.linkflux.kernel;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Addresses as rtnetlink says them: struct ifaddrmsg and IFA_... attributes. */
final class AddressCodec {
  private AddressCodec() {}

  static NetlinkWriter write(NetlinkWriter writer, AddressEntry entry) {
    InetAddress peer = entry.peer();
    return writer
        .u8(entry.family().number())
        .u8(entry.prefixLength())
        .u8((int) entry.flags())
        .u8(entry.scope())
        .s32(entry.index())
        .attribute(Netlink.IFA_ADDRESS, peer == null ? entry.address() : peer)
        .attribute(Netlink.IFA_LOCAL, entry.address())
        .attribute32(Netlink.IFA_FLAGS, (int) entry.flags());
  }

  /** Null if the address is neither IPv4 nor IPv6. */
  static @Nullable AddressEntry read(NetlinkReader reader) throws MalformedNetlinkException {
    IpFamily family = IpFamily.ofNumber(reader.u8());
    int prefixLength = reader.u8();
    int shortFlags = reader.u8();
    int scope = reader.u8();
    int index = reader.s32();
    if (family == null) {
      return null;
    }
    var entry =
        new Object() {
          @Nullable InetAddress address;
          @Nullable InetAddress local;
          long flags = shortFlags;
        };
    reader.attributes(
        (type, value) -> {
          switch (type) {
            case Netlink.IFA_ADDRESS -> entry.address = value.address(family);
            case Netlink.IFA_LOCAL -> entry.local = value.address(family);
            case Netlink.IFA_FLAGS -> entry.flags = value.u32();
            default -> {}
          }
        });
    // With both, LOCAL is ours and ADDRESS is the peer's (or ours again); IPv6 mostly has no LOCAL.
    InetAddress own = entry.local == null ? entry.address : entry.local;
    if (own == null || prefixLength > family.addressBits()) {
      throw new MalformedNetlinkException("an address without address, or a prefix too long");
    }
    InetAddress peer = own.equals(entry.address) ? null : entry.address;
    return new AddressEntry(index, own, prefixLength, peer, scope, entry.flags);
  }
}
