package dev.linkflux.kernel;

import dev.linkflux.kernel.RouteRequest.AddRoute;
import dev.linkflux.kernel.RouteRequest.AddRule;
import dev.linkflux.kernel.RouteRequest.DeleteRoute;
import dev.linkflux.kernel.RouteRequest.DeleteRule;
import dev.linkflux.kernel.RouteRequest.ReplaceRoute;

/** Changes of routes and rules as rtnetlink says them. */
final class RouteRequestCodec {
  private static final int ADD = Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL;
  private static final int REPLACE = Netlink.NLM_F_CREATE | Netlink.NLM_F_REPLACE;

  private RouteRequestCodec() {}

  static NetlinkWriter write(RouteRequest request) {
    return switch (request) {
      case AddRoute(var route) -> write(Netlink.RTM_NEWROUTE, ADD, route);
      case ReplaceRoute(var route) -> write(Netlink.RTM_NEWROUTE, REPLACE, route);
      case DeleteRoute(var route) -> write(Netlink.RTM_DELROUTE, 0, route);
      case AddRule(var rule) -> write(Netlink.RTM_NEWRULE, ADD, rule);
      case DeleteRule(var rule) -> write(Netlink.RTM_DELRULE, 0, rule);
    };
  }

  private static NetlinkWriter write(int type, int flags, RouteEntry route) {
    return RouteCodec.write(new NetlinkWriter(type, flags), route);
  }

  private static NetlinkWriter write(int type, int flags, RuleEntry rule) {
    return RuleCodec.write(new NetlinkWriter(type, flags), rule);
  }

  /** What it is about, for a person. */
  static String about(RouteRequest request) {
    return switch (request) {
      case AddRoute(var route) -> about(route);
      case ReplaceRoute(var route) -> about(route);
      case DeleteRoute(var route) -> about(route);
      case AddRule(var rule) -> about(rule);
      case DeleteRule(var rule) -> about(rule);
    };
  }

  private static String about(RouteEntry route) {
    return route.destination() + " in table " + route.table();
  }

  private static String about(RuleEntry rule) {
    return "rule " + rule.priority();
  }
}
