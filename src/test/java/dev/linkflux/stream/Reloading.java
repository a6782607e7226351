package dev.linkflux.stream;

import dev.linkflux.control.Rearranged;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.List;

/** Settings that name others, in another order, and their coming into force. */
final class Reloading {
  private Reloading() {}

  static UplinkId uplink(Settings settings, String name) {
    return settings.uplinks().stream()
        .map(Uplink::id)
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static TargetId target(Settings settings, String name) {
    return settings.targets().stream()
        .map(Target::id)
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Of uplinks whose devices follow from their names, and of targets that all are of a kind. */
  static Settings settings(List<String> uplinks, List<String> targets) {
    Settings usual = ServerSamples.settings();
    List<Uplink> ways = new ArrayList<>();
    for (String name : uplinks) {
      ways.add(new Uplink(new UplinkId(name, ways.size()), device(name), 1, List.of(), 1, false));
    }
    List<Target> asked = new ArrayList<>();
    for (String name : targets) {
      asked.add(
          new Target(new TargetId(name, asked.size()), usual.targets().getFirst().question()));
    }
    return new Settings(
        ways,
        asked,
        List.of(new Demand(Metric.LOSS, uplinks.size() / 10.0, 0.03)),
        usual.probing(),
        usual.windowing(),
        usual.rules(),
        usual.routing(),
        usual.servers());
  }

  private static String device(String name) {
    return switch (name) {
      case "fibre" -> "wan1";
      case "lte" -> "wan2";
      default -> "of-" + name;
    };
  }

  /** The same with these servers only, in that order. */
  static Settings serving(Settings settings, String... names) {
    List<Server> servers = new ArrayList<>();
    for (String name : names) {
      servers.add(
          settings.servers().stream()
              .filter(it -> it.name().equals(name))
              .findFirst()
              .orElseThrow());
    }
    return Rearranged.serving(settings, servers);
  }

  static Reconfigured reload(long millis, Settings settings, String... changes) {
    return new Reconfigured(
        Samples.millis(millis),
        settings,
        null,
        "{\"probing\":{\"interval\":\"1s\"}}",
        List.of(changes));
  }
}
