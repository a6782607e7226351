package dev.linkflux.kernel;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds one netlink message in host byte order: header, fixed part, attributes. */
public final class NetlinkWriter {
  private static final int FIRST_BYTES = 256;
  private static final int MAX_ATTRIBUTE = 0xffff;

  private ByteBuffer bytes = buffer(FIRST_BYTES);

  /** Begins a message of this type, with NLM_F_... flags. Its sequence is set when it is sent. */
  public NetlinkWriter(int type, int flags) {
    s32(0).u16(type).u16(flags).s32(0).s32(0);
  }

  public NetlinkWriter u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  public NetlinkWriter u16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  public NetlinkWriter s32(int value) {
    room(4).putInt(value);
    return this;
  }

  public NetlinkWriter bytes(byte[] value) {
    room(value.length).put(value);
    return this;
  }

  public NetlinkWriter attribute(int type, byte[] value) {
    int start = begin(type);
    return bytes(value).end(start);
  }

  public NetlinkWriter attribute8(int type, int value) {
    int start = begin(type);
    return u8(value).end(start);
  }

  public NetlinkWriter attribute16(int type, int value) {
    int start = begin(type);
    return u16(value).end(start);
  }

  /** 16 bits in network byte order. */
  NetlinkWriter attributeNetwork16(int type, int value) {
    int start = begin(type);
    return u8(value >> 8).u8(value).end(start);
  }

  /** 32 bits in network byte order. */
  NetlinkWriter attributeNetwork32(int type, int value) {
    int start = begin(type);
    return u8(value >> 24).u8(value >> 16).u8(value >> 8).u8(value).end(start);
  }

  public NetlinkWriter attribute32(int type, int value) {
    int start = begin(type);
    return s32(value).end(start);
  }

  public NetlinkWriter attribute(int type, InetAddress address) {
    return attribute(type, address.getAddress());
  }

  /** A text with its end mark. */
  public NetlinkWriter attribute(int type, String text) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    return attribute(type, Arrays.copyOf(value, value.length + 1));
  }

  /** Begins an attribute whose value follows; give the answer to {@link #end}. */
  public int begin(int type) {
    int start = bytes.position();
    u16(0).u16(type);
    return start;
  }

  /** Ends an attribute, or another part whose length stands in its first two bytes. */
  public NetlinkWriter end(int start) {
    int length = bytes.position() - start;
    if (length > MAX_ATTRIBUTE) {
      throw new IllegalArgumentException("an attribute of " + length + " bytes");
    }
    bytes.putShort(start, (short) length);
    while (bytes.position() != Netlink.align(bytes.position())) {
      u8(0);
    }
    return this;
  }

  /** The type of the message. */
  int type() {
    return Short.toUnsignedInt(bytes.getShort(4));
  }

  /** The first byte after the header: the command of generic netlink. */
  int firstByte() {
    return bytes.position() > Netlink.HEADER_BYTES
        ? Byte.toUnsignedInt(bytes.get(Netlink.HEADER_BYTES))
        : 0;
  }

  /** How long the message is by now, in bytes. */
  int length() {
    return bytes.position();
  }

  /** The whole message with this sequence number, ready to be sent; not a copy. */
  ByteBuffer finish(int flags, int sequence) {
    bytes.putInt(0, bytes.position());
    bytes.putShort(6, (short) (bytes.getShort(6) | flags));
    bytes.putInt(8, sequence);
    return bytes.duplicate().flip();
  }

  private ByteBuffer room(int count) {
    if (bytes.remaining() < count) {
      ByteBuffer written = bytes.flip();
      bytes = buffer(Math.max(2 * written.capacity(), written.limit() + count)).put(written);
    }
    return bytes;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }
}
