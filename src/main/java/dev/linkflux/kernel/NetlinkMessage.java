package dev.linkflux.kernel;

/**
 * One netlink message as received.
 *
 * @param type what it is, like RTM_NEWLINK
 * @param flags NLM_F_...
 * @param sequence of the request that it answers; 0 for events
 * @param port of an answer, whom it is for; of an announcement, who asked for the change, 0 for the
 *     kernel itself
 * @param body what follows the header; reading it moves it on
 */
public record NetlinkMessage(int type, int flags, int sequence, int port, NetlinkReader body) {
  boolean hasFlag(int flag) {
    return (flags & flag) != 0;
  }
}
