package dev.linkflux.bench.scoreboard;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** One that follows a rule, and leaves the main uplink whenever that says it is not usable. */
record Peer(String name, Function<SplittableRandom, Rule> rule) implements Contestant {
  /** The rules begin somewhere within this. */
  private static final long PHASE = 10 * Rule.SECOND;

  /** All of them. */
  static final List<Peer> ALL =
      List.of(
          new Peer("mwan3, shipped", _ -> Mwan3.shipped()),
          new Peer("mwan3, fast", _ -> Mwan3.fast()),
          new Peer("dpinger, pfSense", random -> new Dpinger(random.nextLong(Rule.SECOND / 2))),
          new Peer("VyOS", _ -> new Vyos()),
          new Peer("omr-tracker", _ -> new OmrTracker(false)),
          new Peer("omr-tracker, quality", _ -> new OmrTracker(true)),
          new Peer("LSM", _ -> new Foolsm()),
          new Peer("BFD 3 × 300 ms", Bfd::new));

  @Override
  public void run(Way main, Way spare, long seed, long until, Course course) {
    SplittableRandom random = new SplittableRandom(seed);
    Line line = new Line(main, course);
    long now = random.nextLong(PHASE);
    Rule running = rule.apply(random);
    while (now < until && !course.isOver()) {
      now = running.round(line, now);
    }
  }
}
