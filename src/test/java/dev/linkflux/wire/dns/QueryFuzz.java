package dev.linkflux.wire.dns;

import static dev.linkflux.fuzz.Invariant.amid;
import static dev.linkflux.fuzz.Invariant.require;
import static dev.linkflux.fuzz.Invariant.turned;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A query that is the same every time, and bytes as an answer to it. */
public final class QueryFuzz {
  private static final int ID = 0x4c46;

  private final byte[] wire;
  private final int end;
  private final Query query;

  /** The query of a question. */
  public QueryFuzz(NameQuestion question) {
    Message message = new Message(ID);
    message.addRecord(
        Record.newRecord(question.name(), question.type(), DClass.IN), Section.QUESTION);
    this.wire = message.toWire();
    this.end = wire.length;
    this.query = new Query(wire, end);
  }

  /** The query as it goes out. */
  public byte[] wire() {
    return wire.clone();
  }

  /** The answer, if it is one: then it repeats id and question, and no bit of them is another. */
  public @Nullable Message read(byte[] bytes) {
    ByteBuffer in = amid(bytes);
    int from = in.position();
    Message message = query.answeredBy(in);
    require(in.position() == from && in.remaining() == bytes.length, "it is consumed");
    if (message == null) {
      return null;
    }
    require(bytes.length >= end, "accepted though cut");
    require(bytes[0] == wire[0] && bytes[1] == wire[1] && (bytes[2] & 0x80) != 0, "another id");
    require(Arrays.equals(bytes, 12, end, wire, 12, end), "another question");
    require(message.getHeader().getID() == ID, "another id is read");
    for (int at = 0; at < end; at++) {
      boolean repeated = at < 2 || at >= 12;
      require(
          !repeated
              || query.answeredBy(ByteBuffer.wrap(turned(bytes, at, at + bytes.length))) == null,
          "accepted with another byte " + at);
    }
    return message;
  }
}
