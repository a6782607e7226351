package dev.linkflux.server.check;

import java.net.InetAddress;

/** How a ping ended. */
sealed interface Echo {
  /**
   * The host has answered.
   *
   * @param nanos round-trip time
   */
  record Answered(long nanos) implements Echo {}

  /** The network says that it cannot be delivered (RFC 792, RFC 4443). */
  record Reported(int type, int code, InetAddress reporter) implements Echo {}

  /**
   * This machine could not send it.
   *
   * @param reason name of the error number
   */
  record Local(String reason) implements Echo {}

  /** Nobody answered in time. */
  record Silent() implements Echo {}
}
