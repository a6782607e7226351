package dev.linkflux.server;

import dev.linkflux.wire.dns.Answers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Names below {@code example} with the reaction of each; may be changed at any time. */
public final class Zone {
  /** Where a false answer leads, where nobody is. */
  static final String FALSE4 = "198.51.100.66";

  static final String FALSE6 = "2001:db8:ff::66";

  /** How long it may be known that there is nothing (RFC 2308). */
  static final int NEGATIVE_SECONDS = 5;

  private static final int FALSE_SECONDS = 3_600;
  private static final int LINKS = 8;
  private static final int HEADER = 12;

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private volatile boolean dead;

  private record Entry(Reaction reaction, int seconds, List<String> addresses, String alias) {}

  /**
   * What goes out for a query.
   *
   * @param elsewhere from another address than the one that was asked
   */
  record Reply(ByteBuffer bytes, boolean elsewhere) {}

  /** A name with its addresses and how long they hold. */
  public Zone name(String name, int seconds, String... addresses) {
    return trouble(name, Reaction.ANSWERS, seconds, addresses);
  }

  /** Another name for one. */
  Zone alias(String name, String of) {
    entries.put(name, new Entry(Reaction.ANSWERS, FALSE_SECONDS, List.of(), of));
    return this;
  }

  /** A name that is of trouble. */
  public Zone trouble(String name, Reaction reaction, int seconds, String... addresses) {
    entries.put(name, new Entry(reaction, seconds, List.of(addresses), ""));
    return this;
  }

  /** Nobody gets any answer any more, or they do again. */
  public void dead(boolean now) {
    dead = now;
  }

  /** What is answered over UDP, in this order. */
  List<Reply> overUdp(byte[] query) {
    Entry entry = entry(query);
    if (dead || entry.reaction == Reaction.SILENT) {
      return List.of();
    }
    if (entry.reaction == Reaction.TRUNCATED) {
      return List.of(reply(Answers.truncated(query), false));
    }
    List<Reply> replies = new ArrayList<>();
    if (entry.reaction.lies()) {
      replies.add(lie(query, entry.reaction));
    }
    if (!entry.reaction.lies() || !entry.addresses.isEmpty()) {
      replies.add(reply(truth(query, entry), false));
    }
    return replies;
  }

  /** What is answered over TCP. */
  Optional<byte[]> overTcp(byte[] query) {
    Entry entry = entry(query);
    return dead || entry.reaction == Reaction.SILENT
        ? Optional.empty()
        : Optional.of(truth(query, entry));
  }

  /** The name that is asked for, in small letters and without the last dot. */
  static String asked(Message message) {
    return message.getQuestion().getName().toString(true).toLowerCase(Locale.ROOT);
  }

  private Entry entry(byte[] query) {
    String name = asked(Answers.begin(query));
    return entries.getOrDefault(name, new Entry(Reaction.NO_NAME, 0, List.of(), ""));
  }

  private byte[] truth(byte[] query, Entry entry) {
    return switch (entry.reaction) {
      case NO_NAME -> Answers.noName(query, NEGATIVE_SECONDS);
      case SERVER_FAILURE -> Answers.rcode(query, Rcode.SERVFAIL);
      case REFUSED -> Answers.rcode(query, Rcode.REFUSED);
      case SILENT, ANSWERS, WRONG_ID, WRONG_CASE, FORGED, TRUNCATED -> records(query, entry);
    };
  }

  private byte[] records(byte[] query, Entry first) {
    Message answer = Answers.begin(query);
    int type = answer.getQuestion().getType();
    Name owner = answer.getQuestion().getName();
    Entry entry = first;
    for (int link = 0; !entry.alias.isEmpty() && link < LINKS; link++) {
      add(answer, owner, Type.CNAME, entry.seconds, entry.alias + ".");
      owner = Name.fromConstantString(entry.alias + ".");
      entry = entries.getOrDefault(entry.alias, entry);
    }
    for (String address : entry.addresses) {
      if (type == (address.contains(":") ? Type.AAAA : Type.A)) {
        add(answer, owner, type, entry.seconds, address);
      }
    }
    if (answer.getSection(Section.ANSWER).isEmpty()) {
      Name zone = Name.fromConstantString("example.");
      answer.addRecord(
          new SOARecord(
              zone, DClass.IN, NEGATIVE_SECONDS, zone, zone, 1, 1, 1, 1, NEGATIVE_SECONDS),
          Section.AUTHORITY);
    }
    return answer.toWire();
  }

  private static Reply reply(byte[] bytes, boolean elsewhere) {
    return new Reply(ByteBuffer.wrap(bytes), elsewhere);
  }

  private static Reply lie(byte[] query, Reaction reaction) {
    Message answer = Answers.begin(query);
    int type = answer.getQuestion().getType();
    if (type == Type.A || type == Type.AAAA) {
      Name owner = answer.getQuestion().getName();
      add(answer, owner, type, FALSE_SECONDS, type == Type.A ? FALSE4 : FALSE6);
    }
    byte[] bytes = answer.toWire();
    switch (reaction) {
      case WRONG_ID -> bytes[0] ^= 0x55;
      case WRONG_CASE -> turnLetters(bytes);
      default -> {
        return reply(bytes, true);
      }
    }
    return reply(bytes, false);
  }

  /** Capital letters of the name that was asked become small ones and the other way round. */
  private static void turnLetters(byte[] message) {
    for (int at = HEADER; message[at] != 0; at++) {
      if (Character.isLetter(message[at])) {
        message[at] ^= 0x20;
      }
    }
  }

  private static void add(Message answer, Name owner, int type, int seconds, String text) {
    try {
      answer.addRecord(
          Record.fromString(owner, type, DClass.IN, seconds, text, Name.root), Section.ANSWER);
    } catch (java.io.IOException wrong) {
      throw new IllegalArgumentException(text, wrong);
    }
  }
}
