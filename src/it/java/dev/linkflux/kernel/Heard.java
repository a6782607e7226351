package dev.linkflux.kernel;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what an ICMP socket said. */
final class Heard implements IcmpVisitor {
  record Reply(int sequence, InetAddress from, List<Byte> payload, EchoTimes times) {}

  record Refusal(int sequence, InetAddress destination, int type, int code, InetAddress reporter) {}

  final List<Reply> replies = new ArrayList<>();
  final List<Refusal> refusals = new ArrayList<>();
  final Map<Integer, Long> stamps = new HashMap<>();

  @Override
  public void replied(int sequence, InetAddress from, ByteBuffer payload, EchoTimes times) {
    replies.add(new Reply(sequence, from, bytes(payload), times));
  }

  @Override
  public void unreachable(
      int sequence, InetAddress destination, int type, int code, InetAddress reporter) {
    refusals.add(new Refusal(sequence, destination, type, code, reporter));
  }

  @Override
  public void transmitted(int sequence, long stamp) {
    stamps.put(sequence, stamp);
  }

  static List<Byte> bytes(ByteBuffer buffer) {
    List<Byte> bytes = new ArrayList<>();
    for (int i = buffer.position(); i < buffer.limit(); i++) {
      bytes.add(buffer.get(i));
    }
    return bytes;
  }
}
