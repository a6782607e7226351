package dev.linkflux.wire.dns;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * What is asked of name servers: the records of a type of a name, with recursion (RFC 1035). Each
 * query of it differs from all others.
 */
public final class NameQuestion {
  /** Longest answer over UDP that no path breaks up (RFC 9715 section 3, R3 and R5), in bytes. */
  public static final int PAYLOAD = 1232;

  static final int HEADER_BYTES = 12;
  private static final int TYPE_AND_CLASS_BYTES = 4;

  private final Name name;
  private final int type;
  private final byte[] template;
  private final int letters;

  /**
   * @param name absolute
   * @param type number of the type of the records, such as 1 for A
   */
  public NameQuestion(Name name, int type) {
    this.name = name;
    this.type = type;
    // With an id from the start: a header without one would draw it from the kernel.
    Message message = new Message(0);
    message.getHeader().setFlag(Flags.RD);
    message.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
    message.addRecord(new OPTRecord(PAYLOAD, 0, 0), Section.ADDITIONAL);
    this.template = message.toWire();
    this.letters = name.length();
  }

  /**
   * Reads a question.
   *
   * @param name of a host, with or without the last dot
   * @param type of the records, such as {@code AAAA}
   * @throws IllegalArgumentException if either is none
   */
  public static NameQuestion of(String name, String type) {
    int number = Type.value(type);
    if (number < 0 || !Type.isRR(number)) {
      throw new IllegalArgumentException("no type of records: " + type);
    }
    try {
      return new NameQuestion(Name.fromString(name, Name.root), number);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("no name: " + name, e);
    }
  }

  public Name name() {
    return name;
  }

  public int type() {
    return type;
  }

  /** A new query. */
  public Query query(Dice dice) {
    byte[] random = dice.bytes(2 + (letters + 7) / 8);
    byte[] wire = template.clone();
    wire[0] = random[0];
    wire[1] = random[1];
    for (int i = 0; i < letters; i++) {
      byte letter = wire[HEADER_BYTES + i];
      boolean flip = (random[2 + i / 8] >> i % 8 & 1) != 0;
      if (flip && isLetter(letter)) {
        wire[HEADER_BYTES + i] ^= 0x20;
      }
    }
    return new Query(wire, HEADER_BYTES + letters + TYPE_AND_CLASS_BYTES);
  }

  /** A length octet in a name is at most 63, and so is none. */
  private static boolean isLetter(byte octet) {
    int small = octet | 0x20;
    return small >= 'a' && small <= 'z';
  }
}
