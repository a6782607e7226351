package dev.linkflux.wire.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** Answers to the bytes of a query. */
public final class Answers {
  private static final long TTL_SECONDS = 300;

  private Answers() {}

  /** What answers have before they say anything. */
  public static Message begin(byte[] query) {
    try {
      Message message = new Message(query);
      message.getHeader().setFlag(Flags.QR);
      message.getHeader().setFlag(Flags.RA);
      message.removeAllRecords(Section.ADDITIONAL);
      return message;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An answer with records.
   *
   * @param zoneLines each {@code owner type data}, or {@code owner ttl type data}
   */
  public static byte[] records(byte[] query, String... zoneLines) {
    Message message = begin(query);
    for (String line : zoneLines) {
      message.addRecord(record(line), Section.ANSWER);
    }
    return message.toWire();
  }

  public static byte[] rcode(byte[] query, int rcode) {
    Message message = begin(query);
    message.getHeader().setRcode(rcode);
    return message.toWire();
  }

  /** There is no such name, and that may be known for some seconds (RFC 2308). */
  public static byte[] noName(byte[] query, long seconds) {
    Message message = begin(query);
    message.getHeader().setRcode(Rcode.NXDOMAIN);
    Name zone = Name.fromConstantString("example.");
    message.addRecord(
        new SOARecord(zone, DClass.IN, seconds, zone, zone, 1, 1, 1, 1, seconds),
        Section.AUTHORITY);
    return message.toWire();
  }

  /** There is such a name without such records, and that may be known for some seconds. */
  public static byte[] nothing(byte[] query, long seconds) {
    byte[] answer = noName(query, seconds);
    answer[3] &= (byte) ~0x0f; // NOERROR
    return answer;
  }

  /** It is too long for UDP. */
  public static byte[] truncated(byte[] query) {
    Message message = begin(query);
    message.getHeader().setFlag(Flags.TC);
    return message.toWire();
  }

  private static Record record(String line) {
    String[] words = line.split(" ", 3);
    boolean timed = words[1].chars().allMatch(Character::isDigit);
    try {
      String[] rest = timed ? words[2].split(" ", 2) : new String[] {words[1], words[2]};
      return Record.fromString(
          Name.fromString(words[0], Name.root),
          org.xbill.DNS.Type.value(rest[0]),
          DClass.IN,
          timed ? Long.parseLong(words[1]) : TTL_SECONDS,
          rest[1],
          Name.root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
