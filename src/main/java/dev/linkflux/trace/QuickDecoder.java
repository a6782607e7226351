package dev.linkflux.trace;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes the lines that a trace mostly consists of ({@code sent}, {@code replied} and bare
 * records) where they look as everybody writes them: keys in order, plain numbers, known names. Of
 * any other line it says so, and {@link LineDecoder} takes it. Law: where it decodes, it gives what
 * the other gives.
 */
final class QuickDecoder {
  private static final byte[] TYPE = key("type");
  private static final byte[] AT = key("at");
  private static final byte[] UPLINK = key("uplink");
  private static final byte[] TARGET = key("target");
  private static final byte[] SEQ = key("seq");
  private static final byte[] RTT = key("rtt");
  private static final byte[] T = key("t");
  private static final byte[] LINK = key("link");
  private static final byte[] RTT_MS = key("rtt_ms");
  private static final byte[] SENT = bytes("\"sent\"");
  private static final byte[] REPLIED = bytes("\"replied\"");
  private static final byte[] NULL = bytes("null");
  private static final int NO = -1;

  private final Names names;
  private final Shift shift;
  private byte[] line = {};
  private int next;
  private int end;

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
    line = bytes;
    next = from;
    end = to;
    if (!skip('{')) {
      return false;
    }
    if (has(T)) {
      return bare(into);
    }
    if (!has(TYPE)) {
      return false;
    }
    if (has(SENT)) {
      return probe(false, into);
    }
    return has(REPLIED) && probe(true, into);
  }

  private boolean probe(boolean replied, Decoded into) throws Broken {
    long at = follows(AT) ? number() : NO;
    int uplink = at >= 0 && follows(UPLINK) ? name(names.uplinkTable()) : NO;
    int target = uplink >= 0 && follows(TARGET) ? name(names.targetTable()) : NO;
    long sequence = target >= 0 && follows(SEQ) ? number() : NO;
    long rtt = !replied ? 0 : sequence >= 0 && follows(RTT) ? number() : NO;
    if (sequence < 0 || rtt < 0 || !ends()) {
      return false;
    }
    var moment = shift.moment(at);
    var id =
        new ProbeId(
            names.uplinkTable().at(uplink),
            names.targetTable().at(target),
            shift.sequence(sequence));
    into.input(
        moment.nanos(),
        replied ? new Observation.Returned(moment, id, rtt) : new Observation.Sent(moment, id));
    return true;
  }

  private boolean bare(Decoded into) throws Broken {
    long sent = decimal(9);
    int uplink = sent >= 0 && follows(LINK) ? name(names.uplinkTable()) : NO;
    int target = uplink >= 0 && follows(TARGET) ? name(names.targetTable()) : NO;
    if (target < 0 || !follows(RTT_MS)) {
      return false;
    }
    boolean lost = has(NULL);
    long rtt = lost ? Decoded.LOST : decimal(6);
    if ((!lost && rtt < 0) || !ends() || !BareLog.isInRange(sent, rtt)) {
      return false;
    }
    into.bare(sent, names.uplinkTable().at(uplink), names.targetTable().at(target), rtt);
    return true;
  }

  private boolean skip(char wanted) {
    if (next < end && line[next] == wanted) {
      next++;
      return true;
    }
    return false;
  }

  private boolean has(byte[] wanted) {
    int after = next + wanted.length;
    if (after > end || !Arrays.equals(line, next, after, wanted, 0, wanted.length)) {
      return false;
    }
    next = after;
    skip(' ');
    return true;
  }

  private boolean follows(byte[] key) {
    if (!skip(',')) {
      return false;
    }
    skip(' ');
    return has(key);
  }

  private boolean ends() {
    return skip('}') && next == end;
  }

  /** A count below {@link Shift#LIMIT}: at most 18 digits, without a leading zero. */
  private long number() {
    int from = next;
    long value = digits(18);
    return next == from || (line[from] == '0' && next - from > 1) ? NO : value;
  }

  /** A number with at most {@code scale} digits behind the point, times ten to the scale. */
  private long decimal(int scale) {
    int from = next;
    long value = digits(10);
    if (next == from || (line[from] == '0' && next - from > 1) || value > 4_000_000_000L) {
      return NO;
    }
    int missing = scale;
    if (skip('.')) {
      int point = next;
      long part = digits(scale);
      if (next == point) {
        return NO;
      }
      missing = scale - (next - point);
      value = value * POWERS[next - point] + part;
    }
    return value * POWERS[missing];
  }

  private long digits(int most) {
    long value = 0;
    int last = Math.min(end, next + most);
    while (next < last) {
      int digit = line[next] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
      next++;
    }
    return value;
  }

  private int name(NameTable<?> table) {
    if (!skip('"')) {
      return NO;
    }
    int from = next;
    int hash = 0;
    while (next < end) {
      byte b = line[next];
      if (b == '"') {
        return table.find(line, from, next++, hash);
      }
      if (b == '\\' || (b >= 0 && b < ' ')) {
        return NO;
      }
      hash = NameTable.hash(hash, b);
      next++;
    }
    return NO;
  }

  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  private static byte[] key(String name) {
    return bytes("\"" + name + "\":");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
