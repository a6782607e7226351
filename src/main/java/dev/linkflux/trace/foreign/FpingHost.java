package dev.linkflux.trace.foreign;

/**
 * What is known of one host of fping's: when its last probe was sent, and how far they are apart.
 */
final class FpingHost {
  /** How many there may be. */
  static final int MOST = 16_384;

  private static final long UNKNOWN = Long.MIN_VALUE;

  private final String name;
  private long number = UNKNOWN;
  private long sent = UNKNOWN;
  private long spacing = UNKNOWN;
  private boolean answered;
  private long counted;

  FpingHost(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void count() {
    counted++;
  }

  void count(long probes) {
    counted += probes;
  }

  /** How many probes the log has told of. */
  long counted() {
    return counted;
  }

  /** When it was sent: as its answer says. */
  long answered(long next, long at) {
    if (answered && next == number + 1 && at > sent) {
      spacing = at - sent;
    }
    answered = true;
    return note(next, at);
  }

  /** When it was sent: so much before it was told that nothing came. */
  long timedOut(long next, long told, FpingTimeout timeout) {
    if (answered && spacing != UNKNOWN && next > number) {
      timeout.learn(sent + (next - number) * spacing, told);
    }
    answered = false;
    return note(next, told - timeout.nanos());
  }

  private long note(long next, long at) {
    long notBefore = sent != UNKNOWN && next > number ? Math.max(at, sent) : at;
    if (number == UNKNOWN || next > number) {
      number = next;
      sent = notBefore;
    }
    return notBefore;
  }

  /** When a further one was sent, of which nothing is told. */
  long next(Origin origin) throws Unclear {
    if (sent == UNKNOWN) {
      sent = origin.begin("sums of fping");
    }
    return note(number + 1, sent + (spacing == UNKNOWN ? origin.spacing() : spacing));
  }
}
