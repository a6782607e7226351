package dev.linkflux.kernel;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One change of routes or rules at a time; its refusal is thrown. */
final class OneChange {
  private OneChange() {}

  static void add(Rtnetlink rtnetlink, RouteEntry route) throws IOException {
    ask(rtnetlink, new RouteRequest.AddRoute(route));
  }

  static void replace(Rtnetlink rtnetlink, RouteEntry route) throws IOException {
    ask(rtnetlink, new RouteRequest.ReplaceRoute(route));
  }

  static void delete(Rtnetlink rtnetlink, RouteEntry route) throws IOException {
    ask(rtnetlink, new RouteRequest.DeleteRoute(route));
  }

  static void add(Rtnetlink rtnetlink, RuleEntry rule) throws IOException {
    ask(rtnetlink, new RouteRequest.AddRule(rule));
  }

  static void delete(Rtnetlink rtnetlink, RuleEntry rule) throws IOException {
    ask(rtnetlink, new RouteRequest.DeleteRule(rule));
  }

  private static void ask(Rtnetlink rtnetlink, RouteRequest request) throws IOException {
    Optional<NetlinkException> refusal = rtnetlink.carryOut(List.of(request)).getFirst();
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }
}
