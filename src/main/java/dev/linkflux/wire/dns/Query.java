package dev.linkflux.wire.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * A query as it goes over the wire, and what is an answer to just it.
 *
 * <p>Who cannot see it has to guess, within the time that it is under way (RFC 5452 section 9.1):
 * its id (16 bits), the case of each letter of the name (draft-vixie-dnsext-dns0x20: one bit each,
 * 8 for {@code quad9.net}), and the source port, which is for the sender to change: about 28,000 in
 * the default range of Linux, almost 15 bits. The answer must come from the asked address and port,
 * and must repeat the question bit for bit.
 */
public final class Query {
  private static final int RESPONSE = 0x80;
  private static final int OPCODE = 0x78;

  private final byte[] wire;
  private final int questionEnd;

  Query(byte[] wire, int questionEnd) {
    this.wire = wire;
    this.questionEnd = questionEnd;
  }

  /** 0 to 65535; also the first two bytes of query and answer. */
  public int id() {
    return Short.toUnsignedInt(ByteBuffer.wrap(wire).getShort());
  }

  /** The message; not to be changed. */
  public byte[] wire() {
    return wire;
  }

  /** The id of a message that may be an answer; -1 if it is too short to have one. */
  public static int idOf(ByteBuffer message) {
    return message.remaining() < Short.BYTES
        ? -1
        : Short.toUnsignedInt(message.getShort(message.position()));
  }

  /**
   * Reads an answer.
   *
   * @param bytes of a whole message, as it came; not consumed
   * @return null if it is none to this query, or cannot be read
   */
  public @Nullable Message answeredBy(ByteBuffer bytes) {
    if (!repeats(bytes)) {
      return null;
    }
    byte[] message = new byte[bytes.remaining()];
    bytes.duplicate().get(message);
    return read(message);
  }

  private boolean repeats(ByteBuffer bytes) {
    int at = bytes.position();
    return bytes.remaining() >= questionEnd
        && idOf(bytes) == id()
        && (bytes.get(at + 2) & (RESPONSE | OPCODE)) == RESPONSE
        && bytes.getShort(at + 4) == 1 // one question
        && ByteBuffer.wrap(wire, NameQuestion.HEADER_BYTES, questionEnd - NameQuestion.HEADER_BYTES)
            .equals(
                bytes.slice(
                    at + NameQuestion.HEADER_BYTES, questionEnd - NameQuestion.HEADER_BYTES));
  }

  private static @Nullable Message read(byte[] message) {
    try {
      Message read = new Message(message);
      requireWritable(read);
      return read;
    } catch (IOException | RuntimeException _) {
      return null; // whatever the parser makes of a stranger's bytes
    }
  }

  /** Some records are read and cannot be written, as WKS without services; a cache does so. */
  private static void requireWritable(Message message) {
    for (int section = Section.ANSWER; section <= Section.ADDITIONAL; section++) {
      for (Record record : message.getSection(section)) {
        byte[] _ = record.rdataToWireCanonical();
      }
    }
  }
}
