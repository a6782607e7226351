package dev.linkflux.kernel;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the kernel answers to one request: messages, and then its ACK, or the end of the dump. */
final class NetlinkAnswer implements NetlinkConnection.Answer {
  private final String request;
  private final String about;
  private final int sequence;
  private final NetlinkSocket.Visitor visitor;
  private boolean whole;
  private boolean interrupted;
  private @Nullable NetlinkException refusal;

  /**
   * @param request its name, for the error message
   * @param about what it does, for the error message
   * @param visitor is given what comes before the end
   */
  NetlinkAnswer(String request, String about, int sequence, NetlinkSocket.Visitor visitor) {
    this.request = request;
    this.about = about;
    this.sequence = sequence;
    this.visitor = visitor;
  }

  /** Takes what of these messages belongs to the answer; what follows its end does not. */
  @Override
  public void take(List<NetlinkMessage> messages) throws IOException {
    for (NetlinkMessage message : messages) {
      if (whole || message.sequence() != sequence) {
        continue;
      }
      interrupted |= message.hasFlag(Netlink.NLM_F_DUMP_INTR);
      if (message.type() == Netlink.NLMSG_ERROR || message.type() == Netlink.NLMSG_DONE) {
        end(message);
      } else {
        visitor.message(message);
      }
    }
  }

  private void end(NetlinkMessage message) throws MalformedNetlinkException {
    try {
      NetlinkAck.check(message, request, about);
    } catch (NetlinkException e) {
      refusal = e;
    }
    whole = true;
  }

  /** Whether its end has come. */
  @Override
  public boolean isWhole() {
    return whole;
  }

  /**
   * Whether the table stood still while it was being sent.
   *
   * @throws NetlinkException if the kernel refused the request
   */
  boolean isConsistent() throws NetlinkException {
    if (refusal != null) {
      throw refusal;
    }
    return !interrupted;
  }
}
