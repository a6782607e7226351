package dev.linkflux.replay.score;

/**
 * Finds the stretches in which too large a share of an uplink's probes is bad by one metric. A
 * stretch begins with a bad probe from which on the share is above a limit, wherever one stops
 * counting, and goes on to the last bad probe such that from any place before it on the share is
 * above a second limit: the edges are where the trouble's are, however slight it was, which a
 * window's would not be. That is the maximal segment of a cumulative sum, looked at from both sides
 * (Page 1954; Ruzzo and Tompa 1999). One owner; not thread safe.
 */
final class Stretch {
  /** What is over sooner is no spell, and what pauses for less goes on; nanoseconds. */
  static final long SHORTEST = 2_000_000_000;

  private final double beginning;
  private final double lasting;
  private final double evidence;
  private final long shortest;
  private final Found found;

  private Phase phase = Phase.WELL;
  private double sum;
  private long from;
  private long last;
  private long until;
  private long probes;
  private double figures;
  private long probesWithin;
  private double figuresWithin;

  private enum Phase {
    WELL,
    SUSPECT,
    BAD
  }

  /** Takes what was found. */
  interface Found {
    /**
     * One stretch.
     *
     * @param from sending of its first bad probe
     * @param until sending of the first good one behind it
     * @param probes within it
     * @param mean of their figures
     */
    void stretch(long from, long until, long probes, double mean);
  }

  /**
   * @param beginning the share from which on it begins, above 0
   * @param lasting the share from which on it goes on, not above {@code beginning}
   * @param evidence how many bad probes in a row it takes, or as much more than the share allows
   * @param shortest of those that are told, nanoseconds
   */
  Stretch(double beginning, double lasting, double evidence, long shortest, Found found) {
    this.beginning = beginning;
    this.lasting = lasting;
    this.evidence = evidence * (1 - beginning);
    this.shortest = shortest;
    this.found = found;
  }

  /**
   * Takes a probe, in the order of sending.
   *
   * @param fails how bad it is as for the beginning, from 0 to 1
   * @param stays how bad it is as for the going on, from 0 to 1
   * @param figure to be told as a mean
   */
  void take(long sent, double fails, double stays, double figure) {
    if (phase == Phase.WELL && fails <= beginning) {
      return;
    }
    if (phase == Phase.BAD && until == last) {
      until = sent;
    }
    if (phase == Phase.WELL) {
      phase = Phase.SUSPECT;
      from = sent;
      sum = 0;
      probes = 0;
      figures = 0;
    }
    probes++;
    figures += figure;
    if (phase == Phase.SUSPECT) {
      suspect(sent, fails);
    } else {
      goOn(sent, stays);
    }
  }

  private void suspect(long sent, double fails) {
    sum += fails - beginning;
    if (sum <= 0) {
      phase = Phase.WELL;
    } else if (sum >= evidence) {
      phase = Phase.BAD;
      extend(sent);
    }
  }

  private void goOn(long sent, double stays) {
    sum += stays - lasting;
    if (sum > 0) {
      extend(sent);
    } else if (sum <= lasting - 1 && sent - last >= SHORTEST) {
      close();
    }
  }

  private void extend(long sent) {
    sum = 0;
    last = sent;
    until = sent;
    probesWithin = probes;
    figuresWithin = figures;
  }

  /** Nothing is known behind this: what there is so far is all. */
  void close() {
    if (phase == Phase.BAD && until - from >= shortest) {
      found.stretch(from, until, probesWithin, figuresWithin / probesWithin);
    }
    phase = Phase.WELL;
  }

  /** Takes over what another one of the same kind has so far. */
  void become(Stretch other) {
    phase = other.phase;
    sum = other.sum;
    from = other.from;
    last = other.last;
    until = other.until;
    probes = other.probes;
    figures = other.figures;
    probesWithin = other.probesWithin;
    figuresWithin = other.figuresWithin;
  }
}
