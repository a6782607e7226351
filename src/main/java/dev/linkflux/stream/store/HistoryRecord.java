package dev.linkflux.stream.store;

import dev.linkflux.decision.StateName;
import dev.linkflux.stream.store.HistoryPoint.Spread;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A point as bytes, big-endian: its time, eight figures, the jitter, the state, and a checksum over
 * all that (CRC-32C, RFC 3720 appendix B.4). One that was written only in part has a wrong sum.
 */
final class HistoryRecord {
  static final int SIZE = 52;

  private static final int SUMMED = SIZE - Integer.BYTES;

  private HistoryRecord() {}

  static void write(HistoryPoint point, ByteBuffer out) {
    int begin = out.position();
    Spread rtt = point.rtt();
    out.putLong(point.at()).putInt(point.sent()).putInt(point.lost());
    out.putInt(rtt.min()).putInt(rtt.p25()).putInt(rtt.p50());
    out.putInt(rtt.p75()).putInt(rtt.p95()).putInt(rtt.max());
    out.putInt(point.jitter()).putInt(code(point.state()));
    out.putInt(sum(out.slice(begin, SUMMED)));
  }

  /**
   * The point at the place of the buffer, which moves on behind it.
   *
   * @return null if there is none, or a damaged one
   */
  static @Nullable HistoryPoint read(ByteBuffer in) {
    ByteBuffer record = in.slice(in.position(), SIZE);
    in.position(in.position() + SIZE);
    if (record.getInt(SUMMED) != sum(record.slice(0, SUMMED))) {
      return null;
    }
    long at = record.getLong();
    int sent = record.getInt();
    int lost = record.getInt();
    Spread rtt =
        new Spread(
            record.getInt(),
            record.getInt(),
            record.getInt(),
            record.getInt(),
            record.getInt(),
            record.getInt());
    int jitter = record.getInt();
    return new HistoryPoint(at, sent, lost, rtt, jitter, state(record.getInt()));
  }

  /** The sum of nothing but zeros is not zero: what was never written is no record. */
  private static int sum(ByteBuffer bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  /** Written to disk: never to be changed. */
  static byte code(StateName state) {
    return switch (state) {
      case UNKNOWN -> 0;
      case UP -> 1;
      case DEGRADED -> 2;
      case DOWN -> 3;
      case RECOVERING -> 4;
      case DISABLED -> 5;
    };
  }

  static StateName state(int code) {
    return switch (code) {
      case 1 -> StateName.UP;
      case 2 -> StateName.DEGRADED;
      case 3 -> StateName.DOWN;
      case 4 -> StateName.RECOVERING;
      case 5 -> StateName.DISABLED;
      default -> StateName.UNKNOWN;
    };
  }
}
