package dev.linkflux.probe.udp;

import dev.linkflux.probe.Observation.Returned;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One test session as its Session-Sender words it (RFC 8762 section 4.2), in either mode. Owned by
 * the loop of its socket.
 *
 * <p>The unauthenticated packet has no field for a token. A reply is taken for one only if, besides
 * coming from the asked address and port to the port that asked (the socket is connected), it
 * repeats what only somebody who saw the request can know, compared bit by bit:
 *
 * <ul>
 *   <li>Session-Sender Sequence Number (section 4.3.1): the session does not begin at zero, as
 *       section 4.2.1 has it, but at 32 random bits. No reflector looks at it: a stateless one
 *       copies it, a stateful one counts by itself (section 4.3.1). To it this is as if the first
 *       requests had been lost.
 *   <li>Session-Sender Timestamp, whose last 16 bits are random: the fraction below what the clock
 *       tells is to be filled so (RFC 5905 section 6); it puts the stamp at most 15 microseconds
 *       off, which its error estimate says.
 *   <li>the session identifier, 16 random bits (RFC 8972 section 3), unless the reflector returns
 *       zero, which says that it knows none; the session goes on then.
 * </ul>
 *
 * <p>That makes 48 to 64 bits to guess, and the moment of sending, and the port. In authenticated
 * mode nothing counts, in addition, that does not have the right code (section 4.4).
 *
 * <p>That the session begins at a random number also tells the two kinds of reflector apart at
 * once: one that answers with the number of the request copied it, and is stateless. It does not
 * say how many requests it has had, so a loss on the way there looks to it like one on the way
 * back: {@link Returned#reflected} is untold then.
 */
final class StampWording implements Wording {
  /** Minutes of the fastest probing: as long as a late reply is of interest. */
  private static final int SLOTS = 1 << 12;

  private static final long NONE = Long.MIN_VALUE;
  private static final int NOWHERE = -1;
  private static final int RANDOM_BITS = 16;

  /** Not synchronised as far as we know, and off by 2^(16-32) seconds for the random bits. */
  private static final StampEstimate ESTIMATE = new StampEstimate(false, false, RANDOM_BITS, 1);

  private final StampCodec codec;
  private final byte[] padding;
  private final LongSupplier nanos;
  private final LongSupplier wall;
  private final SplittableRandom random;
  private final int start;
  private final int ssid;
  private final long[] sequences = new long[SLOTS];
  private final long[] timestamps = new long[SLOTS];
  private final long[] sent = new long[SLOTS];

  /**
   * Begins a session.
   *
   * @param key of the authenticated mode, null for the unauthenticated one
   * @param payload bytes of each packet, raised to what its mode needs
   * @param secret of which all follows that is random
   */
  StampWording(@Nullable StampKey key, int payload, long secret) {
    this(key, payload, secret, System::nanoTime, StampTime::wallNow);
  }

  /**
   * @param nanos monotonic nanoseconds
   * @param wall nanoseconds since 1970
   */
  StampWording(
      @Nullable StampKey key, int payload, long secret, LongSupplier nanos, LongSupplier wall) {
    this.codec = new StampCodec(key);
    this.padding = StampPadding.of(payload - codec.format().size());
    this.nanos = nanos;
    this.wall = wall;
    this.random = new SplittableRandom(secret);
    this.start = random.nextInt();
    this.ssid = 1 + random.nextInt(0xffff);
    Arrays.fill(sequences, NONE);
  }

  @Override
  public void write(long sequence, ByteBuffer out) {
    int wire = wire(sequence);
    int slot = slot(wire);
    long timestamp = salted(StampTime.ntp(wall.getAsLong()));
    sequences[slot] = sequence;
    timestamps[slot] = timestamp;
    sent[slot] = nanos.getAsLong();
    codec.write(new StampRequest(wire, timestamp, ESTIMATE, ssid), out);
    out.put(padding);
  }

  @Override
  public @Nullable Reading read(ByteBuffer in) {
    StampReply reply = codec.readReply(in);
    if (reply == null || !isOurs(reply.asked())) {
      return null;
    }
    int slot = slot(reply.asked().sequence());
    return new Reading(sequences[slot], reflected(reply), dwell(reply, sent[slot]));
  }

  @Override
  public long quoted(ByteBuffer in) {
    int slot = in.remaining() < Integer.BYTES ? NOWHERE : slotOf(in.slice().getInt(0));
    int timestamp = codec.format().timestamp();
    boolean ours =
        slot != NOWHERE
            && (in.remaining() < timestamp + Long.BYTES
                || in.slice().getLong(timestamp) == timestamps[slot]);
    return ours ? sequences[slot] : FOREIGN;
  }

  /** Where the request of that number is noted, or {@link #NOWHERE}. */
  private int slotOf(int wire) {
    int slot = slot(wire);
    return sequences[slot] != NONE && wire(sequences[slot]) == wire ? slot : NOWHERE;
  }

  private boolean isOurs(StampRequest asked) {
    int slot = slotOf(asked.sequence());
    return slot != NOWHERE
        && timestamps[slot] == asked.timestamp()
        && (asked.ssid() == ssid || asked.ssid() == 0);
  }

  private static long reflected(StampReply reply) {
    boolean stateless = reply.sequence() == reply.asked().sequence();
    return stateless ? Returned.UNTOLD : Integer.toUnsignedLong(reply.sequence()) + 1;
  }

  /** How long the reflector says that it kept it, if that can be; its clock may have been set. */
  private long dwell(StampReply reply, long sentAt) {
    OptionalLong kept =
        StampTime.between(reply.received(), reply.timestamp(), reply.estimate().ptp());
    long elapsed = nanos.getAsLong() - sentAt;
    return kept.isPresent() && kept.getAsLong() >= 0 && kept.getAsLong() <= elapsed
        ? kept.getAsLong()
        : 0;
  }

  private long salted(long timestamp) {
    return timestamp >>> RANDOM_BITS << RANDOM_BITS | random.nextInt(1 << RANDOM_BITS);
  }

  private int wire(long sequence) {
    return start + (int) sequence;
  }

  private static int slot(int wire) {
    return wire & (SLOTS - 1);
  }
}
