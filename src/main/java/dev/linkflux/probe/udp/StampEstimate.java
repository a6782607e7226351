package dev.linkflux.probe.udp;

/**
 * How far a time stamp may be off, and of which format it is (RFC 8762 section 4.2.1, RFC 4656
 * section 4.1.2, RFC 8186 section 2.3): bit 15 says synchronised, bit 14 PTPv2, then six bits of
 * scale and eight of multiplier.
 *
 * @param synchronised true if the clock follows an external source of UTC
 * @param ptp true if its time stamps are in the truncated format of PTPv2, false if in that of NTP
 * @param scale 0 to 63
 * @param multiplier 0 to 255; the error is {@code multiplier * 2^(scale - 32)} seconds. RFC 4656
 *     forbids 0; who sends it nevertheless has only not said how far
 */
record StampEstimate(boolean synchronised, boolean ptp, int scale, int multiplier) {
  private static final int SYNCHRONISED = 1 << 15;
  private static final int PTP = 1 << 14;
  private static final int MAX_SCALE = 0x3f;
  private static final int MAX_MULTIPLIER = 0xff;

  StampEstimate {
    if (scale < 0 || scale > MAX_SCALE || multiplier < 0 || multiplier > MAX_MULTIPLIER) {
      throw new IllegalArgumentException("scale " + scale + ", multiplier " + multiplier);
    }
  }

  static StampEstimate of(short wire) {
    return new StampEstimate(
        (wire & SYNCHRONISED) != 0,
        (wire & PTP) != 0,
        wire >> 8 & MAX_SCALE,
        wire & MAX_MULTIPLIER);
  }

  short wire() {
    return (short) ((synchronised ? SYNCHRONISED : 0) | (ptp ? PTP : 0) | scale << 8 | multiplier);
  }
}
