package dev.linkflux.resolve;

import org.xbill.DNS.Message;

/** What came of asking the name servers of an uplink one question. */
sealed interface Reply {
  /**
   * One of them knows the records, or that there are none.
   *
   * @param message NOERROR or NXDOMAIN
   * @param by the address of the one that knows
   */
  record Told(Message message, String by) implements Reply {}

  /** None of them helped. */
  record Unhelped(Found.Failed why) implements Reply {}

  /** None of them may be asked again within this minute. */
  record Withheld() implements Reply {}
}
