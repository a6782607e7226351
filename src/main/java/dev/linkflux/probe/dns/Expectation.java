package dev.linkflux.probe.dns;

import dev.linkflux.uplink.Question;
import dev.linkflux.wire.dns.NameQuestion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * What an answer must be to count. Without expected records that the name server does its work: it
 * has the name or knows that there is none. With some, that one of them is among its records of the
 * asked type, at the end of the aliases that the answer itself holds.
 */
final class Expectation {
  private static final int LONGEST_REASON = 120;

  private final NameQuestion question;
  private final List<String> texts;
  private final List<byte[]> values;

  private Expectation(NameQuestion question, List<String> texts, List<byte[]> values) {
    this.question = question;
    this.texts = texts;
    this.values = values;
  }

  /**
   * The expectation of a target.
   *
   * @throws IllegalArgumentException if an expected record cannot be read as one of the asked type
   */
  static Expectation of(NameQuestion question, Question.Dns asked) {
    List<byte[]> values =
        asked.expected().stream().map(text -> read(text, question.type())).toList();
    return new Expectation(question, asked.expected(), values);
  }

  /** What came instead of the answer, in words; null if it will do. */
  @Nullable String objection(Message answer) {
    int rcode = answer.getRcode();
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
      return printable(Rcode.string(rcode)) + " from the name server";
    }
    if (values.isEmpty()) {
      return null;
    }
    if (rcode == Rcode.NXDOMAIN) {
      return instead("no such name");
    }
    List<Record> records = records(answer);
    if (records.isEmpty()) {
      return instead("no " + Type.string(question.type()) + " record");
    }
    boolean met = records.stream().anyMatch(this::isExpected);
    return met
        ? null
        : instead(
            "answer "
                + records.stream().map(Record::rdataToString).collect(Collectors.joining(" or ")));
  }

  private String instead(String came) {
    String expected = ", expected " + printable(String.join(" or ", texts));
    String cut = cut(printable(came), LONGEST_REASON / 2);
    return cut(cut + expected, LONGEST_REASON);
  }

  private boolean isExpected(Record record) {
    byte[] value = value(record);
    return values.stream().anyMatch(expected -> Arrays.equals(expected, value));
  }

  /** The records that the name stands for, aliases followed for as many as there can be. */
  private List<Record> records(Message answer) {
    List<Record> section = answer.getSection(Section.ANSWER);
    Name owner = question.name();
    for (int alias = 0; alias <= section.size(); alias++) {
      List<Record> found = new ArrayList<>();
      Name next = null;
      for (Record record : section) {
        if (record.getDClass() != DClass.IN || !record.getName().equals(owner)) {
          continue;
        }
        if (record.getType() == question.type()) {
          found.add(record);
        } else if (record instanceof CNAMERecord cname) {
          next = cname.getTarget();
        }
      }
      if (!found.isEmpty() || next == null) {
        return found;
      }
      owner = next;
    }
    return List.of(); // a circle
  }

  /** What two records have alike that say the same, whatever their case or spelling. */
  private static byte[] value(Record record) {
    if (record instanceof TXTRecord text) {
      return joined(text); // it is broken at 255 bytes for the wire only
    }
    return record.rdataToWireCanonical();
  }

  private static byte[] joined(TXTRecord record) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Object part : record.getStringsAsByteArrays()) {
      all.writeBytes((byte[]) part);
    }
    return all.toByteArray();
  }

  /** Reads presentation format; of TXT also the mere text, without quotation marks. */
  private static byte[] read(String text, int type) {
    if (type == Type.TXT && !text.startsWith("\"")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return value(Record.fromString(Name.root, type, DClass.IN, 0, text, Name.root));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not a record of type " + Type.string(type) + ": " + text, e);
    }
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 3) + "...";
  }

  /** Strangers wrote it: printable ASCII only (RFC 20), for logs and terminals. */
  private static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.chars().map(it -> it < ' ' || it > '~' ? '?' : it).forEach(it -> safe.append((char) it));
    return safe.toString();
  }
}
