package dev.linkflux.server;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a server through one uplink: the last check that is evidence, how many in a
 * row were like it, and what was told. One owner; not thread safe.
 */
final class Path {
  private @Nullable Checked latest;
  private @Nullable Breach breach;
  private int fails;
  private int breaches;
  private int alike;

  /** What was told last; null before the first. */
  @Nullable ServerVerdict told;

  /** The rung at which the name servers failed, as was told last. */
  @Nullable Rung toldDns;

  /**
   * Takes a check that is evidence.
   *
   * @param broken what it found to be broken, or null
   */
  void take(Checked check, @Nullable Breach broken) {
    Checked before = latest;
    boolean same =
        before != null && before.serves() == check.serves() && rung(breach) == rung(broken);
    alike = same ? alike + 1 : 1;
    fails = check.serves() ? 0 : fails + 1;
    breaches = broken == null ? 0 : breaches + 1;
    latest = check;
    breach = broken;
  }

  /** What was found so far says nothing any more. */
  void forget() {
    latest = null;
    breach = null;
    fails = 0;
    breaches = 0;
    alike = 0;
  }

  /** The last check that is evidence; null if there is none. */
  @Nullable Checked latest() {
    return latest;
  }

  boolean serves() {
    Checked check = latest;
    return check != null && check.serves();
  }

  boolean fails() {
    Checked check = latest;
    return check != null && !check.serves();
  }

  /** What the last check found to be broken; null if nothing, or there was none. */
  @Nullable Breach breach() {
    return breach;
  }

  /** How many in a row have failed. */
  int failed() {
    return fails;
  }

  /** In how many in a row something was broken. */
  int broken() {
    return breaches;
  }

  /** How many in a row ended at this very rung, serving as this one does. */
  int alike() {
    return alike;
  }

  private static @Nullable Rung rung(@Nullable Breach of) {
    return of == null ? null : of.rung();
  }
}
