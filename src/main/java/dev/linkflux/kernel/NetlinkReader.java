package dev.linkflux.kernel;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads netlink bytes in host byte order, from first to last, and never beyond the end: what is cut
 * short or contradicts itself is a {@link MalformedNetlinkException}.
 */
public final class NetlinkReader {
  private final ByteBuffer bytes;

  /** Reads what remains of {@code bytes}, which must not change meanwhile. */
  public NetlinkReader(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.nativeOrder());
  }

  /** All messages of one datagram. */
  public static List<NetlinkMessage> messages(ByteBuffer datagram)
      throws MalformedNetlinkException {
    NetlinkReader reader = new NetlinkReader(datagram);
    List<NetlinkMessage> messages = new ArrayList<>();
    while (reader.remaining() > 0) {
      int length = reader.s32();
      if (length < Netlink.HEADER_BYTES || length - Integer.BYTES > reader.remaining()) {
        throw new MalformedNetlinkException(
            "message of " + length + " bytes where " + reader.remaining() + " are left");
      }
      int type = reader.u16();
      int flags = reader.u16();
      int sequence = reader.s32();
      int port = reader.s32();
      NetlinkReader body = reader.part(length - Netlink.HEADER_BYTES);
      messages.add(new NetlinkMessage(type, flags, sequence, port, body));
      reader.pad(length);
    }
    return messages;
  }

  /** Takes one attribute; the value is a reader of its own. */
  @FunctionalInterface
  public interface AttributeVisitor {
    /** {@code type} is without the flags for nesting and byte order. */
    void attribute(int type, NetlinkReader value) throws MalformedNetlinkException;
  }

  /** Reads all that remains as attributes; nested ones by calling this on the value. */
  public void attributes(AttributeVisitor visitor) throws MalformedNetlinkException {
    // The kernel itself passes over one to three bytes that are left.
    while (remaining() >= Netlink.ATTRIBUTE_HEADER_BYTES) {
      int length = u16();
      int type = u16() & Netlink.NLA_TYPE_MASK;
      if (length < Netlink.ATTRIBUTE_HEADER_BYTES) {
        throw new MalformedNetlinkException("attribute " + type + " of " + length + " bytes");
      }
      visitor.attribute(type, part(length - Netlink.ATTRIBUTE_HEADER_BYTES));
      pad(length);
    }
  }

  public int remaining() {
    return bytes.remaining();
  }

  /** The byte that stands {@code offset} bytes further on; nothing is passed over. */
  int peek(int offset) throws MalformedNetlinkException {
    need(offset + 1);
    return Byte.toUnsignedInt(bytes.get(bytes.position() + offset));
  }

  public int u8() throws MalformedNetlinkException {
    need(1);
    return Byte.toUnsignedInt(bytes.get());
  }

  public int u16() throws MalformedNetlinkException {
    need(2);
    return Short.toUnsignedInt(bytes.getShort());
  }

  public int s32() throws MalformedNetlinkException {
    need(4);
    return bytes.getInt();
  }

  /** 16 bits in network byte order. */
  int network16() throws MalformedNetlinkException {
    return u8() << 8 | u8();
  }

  /** 32 bits in network byte order. */
  int network32() throws MalformedNetlinkException {
    return network16() << 16 | network16();
  }

  public long u32() throws MalformedNetlinkException {
    return Integer.toUnsignedLong(s32());
  }

  /** 64 bits; what has the highest of them set reads as negative. */
  long s64() throws MalformedNetlinkException {
    need(8);
    return bytes.getLong();
  }

  public void skip(int count) throws MalformedNetlinkException {
    need(count);
    bytes.position(bytes.position() + count);
  }

  /** The next {@code count} bytes. */
  public byte[] take(int count) throws MalformedNetlinkException {
    need(count);
    byte[] taken = new byte[count];
    bytes.get(taken);
    return taken;
  }

  /** A reader of the next {@code count} bytes, which are passed over here. */
  public NetlinkReader part(int count) throws MalformedNetlinkException {
    need(count);
    NetlinkReader part = new NetlinkReader(bytes.slice(bytes.position(), count));
    bytes.position(bytes.position() + count);
    return part;
  }

  /** All that remains as text, up to its end mark if there is one. */
  public String text() throws MalformedNetlinkException {
    byte[] all = take(remaining());
    int end = 0;
    while (end < all.length && all[end] != 0) {
      end++;
    }
    return new String(all, 0, end, StandardCharsets.UTF_8);
  }

  /** All that remains as an address of this family. */
  InetAddress address(IpFamily family) throws MalformedNetlinkException {
    if (remaining() != family.addressBytes()) {
      throw new MalformedNetlinkException(remaining() + " bytes as an address of " + family);
    }
    return family.address(take(family.addressBytes()), 0);
  }

  /** Passes over what follows a part of {@code length} bytes up to the next multiple of four. */
  void pad(int length) throws MalformedNetlinkException {
    skip(Math.min(Netlink.align(length) - length, remaining()));
  }

  private void need(int count) throws MalformedNetlinkException {
    if (count < 0 || count > bytes.remaining()) {
      throw new MalformedNetlinkException(
          count + " bytes wanted where " + bytes.remaining() + " are left");
    }
  }
}
