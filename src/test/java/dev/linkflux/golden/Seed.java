package dev.linkflux.golden;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Scenario.Path;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.List;

/**
 * The trouble that this project began with (OpenMPTCProuter #3821): a mobile uplink is the main
 * one, a radio link the next, and a DSL line the spare.
 */
enum Seed {
  /**
   * The radio link rises over 900 ms, then the main one freezes with its carrier up; later the one
   * recovers, and then the other. Five minutes and a half.
   */
  FROZEN_MAIN("frozen-main", 0) {
    @Override
    void befall(Scenario scenario) {
      scenario.settings().uplinks().forEach(uplink -> scenario.hear(carrierUp(uplink)));
      scenario.set(TDLTE, TDLTE_WELL).set(WISP, WISP_WELL).set(ADSL, ADSL_WELL);
      scenario.run(60).set(WISP, SLOW);
      scenario.run(30).set(TDLTE, Path.FROZEN);
      scenario.run(90).set(WISP, WISP_WELL);
      scenario.run(60).set(TDLTE, TDLTE_WELL);
      scenario.run(90);
    }
  },

  /**
   * The radio link stays over 900 ms for an hour, in which every fiftieth probe is lost,
   * everywhere. As a log of somebody else: the settings are the defaults.
   */
  SLOW_OTHER("slow-other", 1) {
    @Override
    Configuration configuration() {
      return valid(
          Configurations.ofNames(List.of("tdlte", "wisp"), List.of("one", "two", "three")));
    }

    @Override
    void befall(Scenario scenario) {
      scenario.set(TDLTE, TDLTE_WELL.withLoss(0.02)).set(WISP, WISP_WELL.withLoss(0.02));
      scenario.run(60).set(WISP, SLOW.withLoss(0.02));
      scenario.run(3600).set(WISP, WISP_WELL.withLoss(0.02));
      scenario.run(120);
    }
  };

  static final int TDLTE = 0;
  static final int WISP = 1;
  static final int ADSL = 2;

  static final Path TDLTE_WELL = Path.GOOD.withRtt(45).withJitter(20);
  static final Path WISP_WELL = Path.GOOD.withRtt(30).withJitter(10);
  static final Path ADSL_WELL = Path.GOOD.withRtt(25).withJitter(4);
  static final Path SLOW = Path.GOOD.withRtt(910).withJitter(60);

  private static final String CONFIGURATION =
      """
      targets:
        - {name: one, address: 192.0.2.1}
        - {name: two, address: 192.0.2.2}
        - {name: three, address: 192.0.2.3}
      uplinks:
        - {name: tdlte, interface: wan0, tier: 1}
        - {name: wisp, interface: wan1, tier: 2}
        - {name: adsl, interface: wan2, tier: 3}
      """;

  /** A coarse grid makes a small file. */
  private static final long GRID = 10_000_000;

  private final String fileName;
  private final long dice;

  Seed(String fileName, long dice) {
    this.fileName = fileName;
    this.dice = dice;
  }

  abstract void befall(Scenario scenario);

  /** Without an ending. */
  String fileName() {
    return fileName;
  }

  Configuration configuration() {
    return valid(Configurations.parse(CONFIGURATION, fileName));
  }

  static Configuration valid(Reading reading) {
    return switch (reading) {
      case Reading.Valid valid -> valid.configuration();
      case Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  /** What comes in, while the machine probes as it thinks fit. */
  Scenario history() {
    Scenario scenario = new Scenario(configuration().settings(), dice).grid(GRID);
    befall(scenario);
    return scenario;
  }

  static LinkFacts carrierUp(Uplink uplink) {
    return new LinkFacts(
        Moment.ZERO,
        uplink.id(),
        uplink.id().ordinal() + 1,
        true,
        true,
        List.of(new Prefix(InetAddress.ofLiteral("198.51.100.2"), 24)),
        List.of(InetAddress.ofLiteral("198.51.100.1")),
        false);
  }
}
