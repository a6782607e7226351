package dev.linkflux.kernel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Requests that go out as one datagram, and what the kernel answered to each of them. */
final class NetlinkBatch implements NetlinkConnection.Answer {
  /**
   * In one datagram. Each ACK takes some hundred bytes of the receive buffer, up to a KiB with what
   * the kernel adds for itself, so that all of them fit into a quarter of what {@link
   * NetlinkOptions} ask for.
   */
  static final int MAX_REQUESTS = 64;

  /** In one datagram, in bytes, unless a single request is longer; a send buffer holds 208 KiB. */
  static final int MAX_BYTES = 1 << 15;

  private final int protocol;
  private final List<NetlinkWriter> requests;
  private final List<String> about;
  private final int firstSequence;
  private final List<Optional<NetlinkException>> answers;
  private final BitSet answered = new BitSet();

  /**
   * @param requests at least one
   * @param about what each does, for the error message
   * @param firstSequence that of the first request; those of the others follow it
   */
  NetlinkBatch(int protocol, List<NetlinkWriter> requests, List<String> about, int firstSequence) {
    this.protocol = protocol;
    this.requests = requests;
    this.about = about;
    this.firstSequence = firstSequence;
    this.answers = new ArrayList<>(Collections.nCopies(requests.size(), Optional.empty()));
  }

  /** How many of these requests, from the first on, go into one datagram: at least one. */
  static int fitting(List<NetlinkWriter> requests) {
    int count = 0;
    int bytes = 0;
    for (NetlinkWriter request : requests) {
      bytes += Netlink.align(request.length());
      if (count > 0 && (count == MAX_REQUESTS || bytes > MAX_BYTES)) {
        break;
      }
      count++;
    }
    return count;
  }

  /** All requests, each with a sequence number of its own and the wish for an ACK. */
  ByteBuffer datagram() {
    int bytes = requests.stream().mapToInt(it -> Netlink.align(it.length())).sum();
    ByteBuffer all = ByteBuffer.allocate(bytes);
    for (int i = 0; i < requests.size(); i++) {
      NetlinkWriter request = requests.get(i);
      int start = all.position();
      all.put(request.finish(Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK, firstSequence + i));
      all.position(start + Netlink.align(request.length()));
    }
    return all.flip();
  }

  /** Takes what of these messages answers a request; the first answer to each stands. */
  @Override
  public void take(List<NetlinkMessage> messages) throws MalformedNetlinkException {
    for (NetlinkMessage message : messages) {
      // By difference, for the numbers begin anew after the last one.
      int place = message.sequence() - firstSequence;
      if (message.type() == Netlink.NLMSG_ERROR
          && place >= 0
          && place < requests.size()
          && !answered.get(place)) {
        answers.set(place, answer(message, place));
        answered.set(place);
      }
    }
  }

  private Optional<NetlinkException> answer(NetlinkMessage message, int place)
      throws MalformedNetlinkException {
    try {
      String name = Netlink.requestName(protocol, requests.get(place));
      NetlinkAck.check(message, name, about.get(place));
      return Optional.empty();
    } catch (NetlinkException refusal) {
      return Optional.of(refusal);
    }
  }

  /** Whether every request has its answer. */
  @Override
  public boolean isWhole() {
    return answered.cardinality() == requests.size();
  }

  /** For each request what the kernel said against it; empty if it was carried out. */
  List<Optional<NetlinkException>> answers() {
    return List.copyOf(answers);
  }

  @Override
  public String toString() {
    return "netlink batch with " + answered.cardinality() + " of " + requests.size() + " answered";
  }
}
