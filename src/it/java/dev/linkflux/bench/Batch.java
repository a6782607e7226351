package dev.linkflux.bench;

import dev.linkflux.route.Hop;
import dev.linkflux.route.Route;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Rule;
import dev.linkflux.uplink.Prefix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The changes of a plan of IPv4 as {@code ip -batch} takes them. */
final class Batch {
  private Batch() {}

  static String adding(RoutePlan plan) {
    return lines(plan, "add");
  }

  static String removing(RoutePlan plan) {
    return lines(plan, "del");
  }

  private static String lines(RoutePlan plan, String verb) {
    return Stream.concat(
            plan.routes().stream().map(it -> "route " + verb + " " + route(it)),
            plan.rules().stream().map(it -> "rule " + verb + " " + rule(it)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String route(Route route) {
    Hop hop = route.hops().getFirst();
    InetAddress gateway = hop.gateway();
    InetAddress source = route.source();
    return (route.isDefault() ? "default" : route.destination().toString())
        + (gateway == null ? "" : " via " + gateway.getHostAddress())
        + (" dev " + hop.device() + " table " + route.table() + " metric " + route.metric())
        + " proto 76"
        + (gateway == null ? " scope link" : "")
        + (source == null ? "" : " src " + source.getHostAddress());
  }

  private static String rule(Rule rule) {
    Prefix source = rule.source();
    return "pref "
        + rule.priority()
        + (source == null ? "" : " from " + source)
        + (rule.mark() == 0 ? "" : " fwmark 0x%x/0x%x".formatted(rule.mark(), rule.mask()))
        + (rule.outgoing() == null ? "" : " oif " + rule.outgoing())
        + (" lookup " + rule.table() + " protocol 76");
  }

  /** Hands lines to one {@code ip -batch}, and waits for its end. */
  static void run(String lines) {
    try {
      Process process = new ProcessBuilder("ip", "-batch", "-").redirectErrorStream(true).start();
      try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
        input.write(lines);
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said + lines);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
