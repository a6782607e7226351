package dev.linkflux.bench.scoreboard;

import dev.linkflux.control.Preset;
import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/** The pure chain with the settings of a preset: two uplinks, three targets. */
record Linkflux(Preset preset) implements Contestant {
  /** All presets, the default first. */
  static final List<Linkflux> ALL = Preset.ALL.stream().map(Linkflux::new).toList();

  private static final List<Target> TARGETS =
      List.of(
          Target.icmp(0, "one", "192.0.2.1"),
          Target.icmp(1, "two", "192.0.2.2"),
          Target.icmp(2, "three", "192.0.2.3"));

  @Override
  public String name() {
    return "linkflux " + preset.name();
  }

  @Override
  public void run(Way main, Way spare, long seed, long until, Course course) {
    Settings settings = preset.settings(List.of(uplink("main", 0), uplink("spare", 1)), TARGETS);
    new Simulation(settings, List.of(main, spare), seed, course).run(until);
  }

  /** The first ones are preferred. */
  static Uplink uplink(String name, int ordinal) {
    return new Uplink(
        new UplinkId(name, ordinal), "wan" + ordinal, ordinal + 1, List.of(), 1, false);
  }
}
