package dev.linkflux.server;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server.Role;
import org.jspecify.annotations.Nullable;

/**
 * A server that is to be in use, and why.
 *
 * @param server the one
 */
record Choice(Watch server, Why why) {
  /** Why it is. */
  enum Why {
    /** It is the first that may work. */
    STARTED,
    /** There is no reason to leave it. */
    STAYS,
    /** The one in use is down. */
    REFUGE,
    /** A main one works again. */
    RETURN,
    /** The operator has said so. */
    OPERATOR,
    /** The one in use is not configured any more. */
    SUCCESSION
  }

  /**
   * Tells it.
   *
   * @param before the one in use so far, or null
   * @param remembered true if it is as it was before a restart
   * @param appointed the one that the operator wants, or null
   */
  ServerElection told(
      Moment at, @Nullable Watch before, boolean remembered, @Nullable Watch appointed) {
    String cause =
        switch (why) {
          case STARTED -> Causes.STARTED;
          case STAYS -> remembered ? Causes.STARTED : Causes.OPERATOR;
          case REFUGE -> before == null ? Causes.STARTED : before.state().cause();
          case RETURN -> before == null ? Causes.STARTED : Causes.RECOVERED;
          case OPERATOR -> Causes.OPERATOR;
          case SUCCESSION -> Causes.RECONFIGURED;
        };
    return new ServerElection(
        at, server.server.id(), cause, sentence(before, remembered, appointed));
  }

  private String sentence(@Nullable Watch before, boolean remembered, @Nullable Watch appointed) {
    String name = server.server.name();
    String other = before == null ? "" : before.server.name();
    return switch (why) {
      case STARTED -> name + " is in use: it is the first" + role();
      case STAYS ->
          remembered
              ? name + " is in use, as before the restart"
              : appointed == null
                  ? name + " stays in use, as the checks say"
                  : name
                      + " stays in use: the operator wants "
                      + appointed.server.name()
                      + ", but that is "
                      + Words.state(appointed);
      case REFUGE ->
          before == null
              ? name + " is in use"
              : name
                  + " takes over from "
                  + other
                  + ": "
                  + other
                  + " is "
                  + Words.state(before)
                  + forWant();
      case RETURN ->
          before == null
              ? name + " is in use: it is Up"
              : name + " is in use again instead of " + other + ": it works, and is a main server";
      case SUCCESSION ->
          name + " is in use now: the one that was is not configured any more" + forWant();
      case OPERATOR ->
          before == server
              ? name + " stays in use: the operator wants it"
              : before == null
                  ? name + " is in use: the operator wants it"
                  : appointed == null
                      ? name + " is in use instead of " + other + ", as the checks say"
                      : name + " is in use instead of " + other + ": the operator wants it";
    };
  }

  private String role() {
    return server.server.role() == Role.MAIN ? " main server" : " that there is";
  }

  /** Said of one that is no good refuge. */
  private String forWant() {
    return server.isUsable() ? "" : ", though it is " + Words.state(server) + ": none is up";
  }
}
