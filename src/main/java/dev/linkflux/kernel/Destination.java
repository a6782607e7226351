package dev.linkflux.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;

/** An address that is often sent to, in the words of the kernel: written once. */
public final class Destination {
  private final InetAddress address;
  private final MemorySegment name;

  private Destination(InetAddress address) {
    this.address = address;
    MemorySegment room = Arena.ofAuto().allocate(SocketAddressCodec.MAX_BYTES, 8);
    this.name = room.asSlice(0, SocketAddressCodec.write(address, room));
  }

  public static Destination of(InetAddress address) {
    return new Destination(address);
  }

  public InetAddress address() {
    return address;
  }

  /** As {@link SocketAddressCodec} writes it, and as long as that is. */
  MemorySegment name() {
    return name;
  }
}
