package dev.linkflux.server;

import dev.linkflux.time.Moment;

/** What the latest checks of a server amount to, over all uplinks that count. */
sealed interface Finding {
  /**
   * It serves, and all is well through some uplink.
   *
   * @param latest when the latest check ended that says so
   */
  record Serves(Moment latest) implements Finding {}

  /**
   * It serves, but something is broken through each uplink through which it does.
   *
   * @param breach the one that is furthest up the ladder
   * @param settled so said enough checks in a row
   * @param lasting and of this very rung
   */
  record Hampered(Breach breach, boolean settled, boolean lasting, Moment latest)
      implements Finding {}

  /**
   * It serves through none of them.
   *
   * @param breach the one that is furthest up the ladder: through that uplink one got closest
   * @param settled enough checks in a row have failed, through each of them
   * @param lasting and enough of them at this very rung
   */
  record Fails(Breach breach, boolean settled, boolean lasting) implements Finding {}

  /** No uplink counts through which it was checked. */
  record Open() implements Finding {}
}
