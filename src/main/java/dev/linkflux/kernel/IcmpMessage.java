package dev.linkflux.kernel;

import java.net.InetAddress;

/** What arrives on an ICMP socket and concerns one of its echo requests. */
sealed interface IcmpMessage {
  /**
   * An echo reply.
   *
   * @param payloadOffset where the payload begins in the received bytes
   */
  record Reply(int sequence, int payloadOffset, int payloadLength) implements IcmpMessage {}

  /**
   * Somebody reports that the request could not be delivered.
   *
   * @param destination where the request went, as the report quotes it
   */
  record Refusal(int sequence, InetAddress destination, int type, int code)
      implements IcmpMessage {}
}
