package dev.linkflux.kernel;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a UDP socket said. */
final class UdpHeard implements UdpVisitor {
  record Datagram(ByteBuffer payload, UdpArrival arrival) {}

  record Refusal(ByteBuffer quoted, int type, int code, InetAddress reporter) {}

  final List<Datagram> datagrams = new ArrayList<>();
  final List<Refusal> refusals = new ArrayList<>();
  final Map<Integer, Long> stamps = new HashMap<>();

  @Override
  public void received(ByteBuffer payload, UdpArrival arrival) {
    datagrams.add(new Datagram(copy(payload), arrival));
  }

  @Override
  public void unreachable(ByteBuffer quoted, int type, int code, InetAddress reporter) {
    refusals.add(new Refusal(copy(quoted), type, code, reporter));
  }

  @Override
  public void transmitted(int key, long stamp) {
    stamps.put(key, stamp);
  }

  private static ByteBuffer copy(ByteBuffer buffer) {
    return ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
  }
}
