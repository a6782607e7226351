package dev.linkflux.trace;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Cursor.Word;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;

/**
 * Decodes the lines that a trace mostly consists of ({@code sent}, {@code replied} and bare
 * records) where they look as everybody writes them: keys in order, plain numbers, known names. Of
 * any other line it says so, and {@link LineDecoder} takes it. Law: where it decodes, it gives what
 * the other gives.
 */
final class QuickDecoder {
  private static final Word TYPE = Word.of("\"type\"");
  private static final Word AT = Word.of("\"at\"");
  private static final Word UPLINK = Word.of("\"uplink\"");
  private static final Word TARGET = Word.of("\"target\"");
  private static final Word SEQ = Word.of("\"seq\"");
  private static final Word RTT = Word.of("\"rtt\"");
  private static final Word T = Word.of("\"t\"");
  private static final Word LINK = Word.of("\"link\"");
  private static final Word RTT_MS = Word.of("\"rtt_ms\"");
  private static final Word SENT = Word.of("\"sent\"");
  private static final Word REPLIED = Word.of("\"replied"); // and a quote
  private static final Word NULL = Word.of("null");

  private final Names names;
  private final Shift shift;
  private final Cursor line = new Cursor();

  QuickDecoder(Names names, Shift shift) {
    this.names = names;
    this.shift = shift;
  }

  /**
   * Decodes one line.
   *
   * @return false if it is none of those; then nothing was handed on
   */
  boolean decode(byte[] bytes, int from, int to, Decoded into) throws Broken {
    line.begin(bytes, from, to);
    if (!line.skip('{')) {
      return false;
    }
    if (key(T)) {
      return bare(into);
    }
    if (!key(TYPE)) {
      return false;
    }
    if (line.skip(SENT)) {
      return probe(false, into);
    }
    return line.skip(REPLIED) && line.skip('"') && probe(true, into);
  }

  private boolean probe(boolean replied, Decoded into) throws Broken {
    long at = follows(AT) ? line.number() : Cursor.NO;
    UplinkId uplink = at >= 0 && follows(UPLINK) ? line.named(names.uplinkTable()) : null;
    TargetId target = uplink != null && follows(TARGET) ? line.named(names.targetTable()) : null;
    if (uplink == null || target == null) {
      return false;
    }
    long sequence = follows(SEQ) ? line.number() : Cursor.NO;
    long rtt = !replied ? 0 : sequence >= 0 && follows(RTT) ? line.number() : Cursor.NO;
    if (sequence < 0 || rtt < 0 || !ends()) {
      return false;
    }
    Moment moment = shift.moment(at);
    ProbeId id = new ProbeId(uplink, target, shift.sequence(sequence));
    into.input(
        moment.nanos(),
        replied ? new Observation.Returned(moment, id, rtt) : new Observation.Sent(moment, id));
    return true;
  }

  private boolean bare(Decoded into) throws Broken {
    long sent = line.decimal(9);
    UplinkId uplink = sent >= 0 && follows(LINK) ? line.named(names.uplinkTable()) : null;
    TargetId target = uplink != null && follows(TARGET) ? line.named(names.targetTable()) : null;
    if (uplink == null || target == null || !follows(RTT_MS)) {
      return false;
    }
    boolean lost = line.skip(NULL);
    long rtt = lost ? Decoded.LOST : line.decimal(6);
    if ((!lost && rtt < 0) || !ends() || !BareLog.isInRange(sent, rtt)) {
      return false;
    }
    into.bare(sent, uplink, target, rtt);
    return true;
  }

  private boolean follows(Word key) {
    if (!line.skip(',')) {
      return false;
    }
    line.skip(' ');
    return key(key);
  }

  private boolean key(Word key) {
    if (!line.skip(key) || !line.skip(':')) {
      return false;
    }
    line.skip(' ');
    return true;
  }

  private boolean ends() {
    return line.skip('}') && line.isAtEnd();
  }
}
