package dev.linkflux.lab;

import java.util.Arrays;

/**
 * Makes of an answer what a blind attacker could send: right addresses, right ports, right
 * checksums, but not the bytes that only the asker and the asked can know.
 */
final class Forgery {
  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP6 = 58;
  private static final int HEADER6 = 40;

  private Forgery() {}

  /** A forged copy; what is no ICMP, UDP or TCP is copied as it is. */
  static byte[] of(byte[] packet) {
    byte[] forged = packet.clone();
    boolean v6 = packet[0] >>> 4 == 6;
    int start = v6 ? HEADER6 : 4 * (packet[0] & 0xf);
    int protocol = packet[v6 ? 6 : 9];
    switch (protocol) {
      // Type, code, checksum, identifier and sequence are known or guessed; the rest is not.
      case ICMP, ICMP6 -> invert(forged, start + 8, forged.length);
      case UDP -> invert(forged, start + 8, forged.length);
      // The acknowledgement (RFC 9293 section 3.1).
      case TCP -> invert(forged, start + 8, start + 12);
      default -> {
        return forged;
      }
    }
    int field = start + checksumOffset(protocol);
    forged[field] = 0;
    forged[field + 1] = 0;
    int checksum = checksum(forged, start, protocol, v6);
    forged[field] = (byte) (checksum >>> 8);
    forged[field + 1] = (byte) checksum;
    return forged;
  }

  /** A segment of TCP with more than its header. */
  static boolean carriesData(byte[] packet) {
    boolean v6 = packet[0] >>> 4 == 6;
    int start = v6 ? HEADER6 : 4 * (packet[0] & 0xf);
    return packet[v6 ? 6 : 9] == TCP
        && packet.length > start + 4 * ((packet[start + 12] & 0xf0) >>> 4);
  }

  private static int checksumOffset(int protocol) {
    return switch (protocol) {
      case TCP -> 16;
      case UDP -> 6;
      default -> 2;
    };
  }

  private static void invert(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      bytes[at] = (byte) ~bytes[at];
    }
  }

  /** RFC 1071, with the pseudo header of RFC 9293 section 3.1 and RFC 8200 section 8.1. */
  private static int checksum(byte[] packet, int start, int protocol, boolean v6) {
    long sum = sum(packet, start, packet.length);
    if (protocol != ICMP) {
      sum += v6 ? sum(packet, 8, HEADER6) : sum(packet, 12, 20);
      sum += protocol + packet.length - start;
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    int checksum = (int) (~sum & 0xffff);
    return checksum == 0 && protocol == UDP ? 0xffff : checksum;
  }

  private static long sum(byte[] packet, int from, int to) {
    byte[] even = Arrays.copyOfRange(packet, from, to + (to - from) % 2);
    if ((to - from) % 2 == 1) {
      even[even.length - 1] = 0;
    }
    long sum = 0;
    for (int at = 0; at < even.length; at += 2) {
      sum += ((even[at] & 0xff) << 8) | (even[at + 1] & 0xff);
    }
    return sum;
  }
}
