package dev.linkflux.kernel;

import java.net.InetAddress;

/** What arrives on an ICMP socket and concerns one of its echo requests. */
sealed interface IcmpMessage {
  /**
   * An echo reply.
   *
   * @param hopLimit as the IP header said, -1 if it was not there
   * @param payloadOffset where the payload begins in the received bytes
   */
  record Reply(int sequence, int hopLimit, int payloadOffset, int payloadLength)
      implements IcmpMessage {}

  /**
   * Somebody reports that the request could not be delivered.
   *
   * @param destination where the request went, as the report quotes it
   */
  record Refusal(int sequence, InetAddress destination, int type, int code)
      implements IcmpMessage {}
}
