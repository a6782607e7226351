package dev.linkflux.config;

/** {@code election}: by which strategy the uplinks that carry are chosen. */
final class ElectionSection {
  /** The only strategy of this version. */
  static final String FAILOVER = "failover";

  private ElectionSection() {}

  static void check(Section section) {
    String strategy =
        section.read("strategy", FAILOVER, Choice.of(FAILOVER, "balance", "lowest-rtt"));
    if (!strategy.equals(FAILOVER)) {
      section.warning(
          "strategy",
          "not built yet: this version elects by %s; %s has no effect"
              .formatted(FAILOVER, strategy));
    }
    section.done();
  }
}
