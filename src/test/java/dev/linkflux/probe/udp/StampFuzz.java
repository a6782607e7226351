package dev.linkflux.probe.udp;

import static dev.linkflux.fuzz.Invariant.amid;
import static dev.linkflux.fuzz.Invariant.require;
import static dev.linkflux.fuzz.Invariant.turned;

import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.udp.Wording.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes as replies to a session that has sent three requests, in both modes. What comes is
 * read as it is and, so that the fuzzer gets past the code of the authenticated mode, once more
 * with the right code in it.
 */
public final class StampFuzz {
  static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  static final long WALL = 1_732_240_000_123_456_789L;
  private static final int COVERED = 96;
  private static final int CODE_BYTES = 16;
  private static final long SECRET = 862;
  private static final long ELAPSED_NANOS = 1_000_000_000L;
  private static final int ASKED = 3;
  private static final Mac MAC = mac();

  private static final Session OPEN = new Session(null);
  private static final Session SEALED = new Session(new StampKey(KEY));

  private StampFuzz() {}

  /** As what comes back, and as what is quoted of what went out. */
  public static void read(byte[] packet) {
    OPEN.check(packet);
    boolean accepted = SEALED.check(packet);
    require(!accepted || isSealed(packet), "accepted without the right code");
    if (packet.length < COVERED + CODE_BYTES) {
      return;
    }
    byte[] sealed = sealed(packet);
    if (SEALED.check(sealed)) {
      for (int at = 0; at < COVERED + CODE_BYTES; at++) {
        require(
            !SEALED.check(turned(sealed, at, at + packet[0])), "accepted with another byte " + at);
      }
    }
  }

  /** With the right code; it is long enough. */
  static byte[] sealed(byte[] packet) {
    byte[] sealed = packet.clone();
    System.arraycopy(code(packet), 0, sealed, COVERED, CODE_BYTES);
    return sealed;
  }

  static boolean isSealed(byte[] packet) {
    return packet.length >= COVERED + CODE_BYTES
        && Arrays.equals(code(packet), 0, CODE_BYTES, packet, COVERED, COVERED + CODE_BYTES);
  }

  private static byte[] code(byte[] packet) {
    MAC.update(packet, 0, COVERED);
    return MAC.doFinal();
  }

  private static Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends the same whenever it is made. */
  private static final class Session {
    private final StampFormat format;
    private final StampWording wording;
    private final byte[][] asked = new byte[ASKED][];

    Session(@Nullable StampKey key) {
      long[] now = {ELAPSED_NANOS};
      this.format = key == null ? StampFormat.UNAUTHENTICATED : StampFormat.AUTHENTICATED;
      this.wording = new StampWording(key, 0, SECRET, () -> now[0], () -> WALL);
      for (int i = 0; i < ASKED; i++) {
        ByteBuffer out = ByteBuffer.allocate(format.size());
        wording.write(i + 1, out);
        asked[i] = out.array();
      }
      now[0] += ELAPSED_NANOS;
    }

    /** True if it is taken for a reply. */
    boolean check(byte[] packet) {
      if (packet.length > 0) {
        checkQuoted(packet);
      }
      Reading reading = wording.read(ByteBuffer.wrap(packet));
      require(Objects.equals(reading, wording.read(amid(packet))), "it depends on where it lies");
      if (reading == null) {
        return false;
      }
      byte[] request = asked(reading.sequence());
      require(packet.length >= format.size(), "accepted though cut");
      requireSame(packet, format.senderSequence(), request, 0, Integer.BYTES);
      requireSame(packet, format.senderTimestamp(), request, format.timestamp(), Long.BYTES);
      long dwell = reading.dwellNanos();
      require(dwell >= 0 && dwell <= ELAPSED_NANOS, "a dwell of " + dwell);
      long reflected = reading.reflected();
      require(
          reflected == Returned.UNTOLD || (reflected >= 1 && reflected <= 1L << 32),
          "reflected " + reflected);
      return true;
    }

    private void checkQuoted(byte[] packet) {
      long sequence = wording.quoted(ByteBuffer.wrap(packet));
      require(sequence == wording.quoted(amid(packet)), "it depends on where it lies");
      if (sequence != Wording.FOREIGN) {
        byte[] request = asked(sequence);
        requireSame(packet, 0, request, 0, Integer.BYTES);
        if (packet.length >= format.timestamp() + Long.BYTES) {
          requireSame(packet, format.timestamp(), request, format.timestamp(), Long.BYTES);
        }
      }
    }

    private byte[] asked(long sequence) {
      require(sequence >= 1 && sequence <= ASKED, "sequence " + sequence);
      return asked[(int) sequence - 1];
    }

    private static void requireSame(byte[] packet, int at, byte[] request, int from, int length) {
      require(
          Arrays.equals(packet, at, at + length, request, from, from + length),
          "accepted with other bytes at " + at);
    }
  }
}
