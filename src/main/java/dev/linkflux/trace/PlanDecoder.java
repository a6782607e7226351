package dev.linkflux.trace;

import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Expiry;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Route;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.route.Rule;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Mptcp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decodes the plans of when a trace was recorded. */
record PlanDecoder(Names names) {
  RoutePlan plan(Moment at, Fields line) throws Broken {
    try {
      return new RoutePlan(
          at,
          line.count("generation"),
          cause(line),
          routes(line),
          rules(line),
          endpoints(line),
          line.has("limits") ? limits(line.object("limits")) : Limits.NONE,
          expiries(line));
    } catch (IllegalArgumentException e) {
      throw new Broken("not a plan: " + e.getMessage());
    }
  }

  /** Traces of before it was told are without it. */
  private static Cause cause(Fields line) throws Broken {
    if (!line.has("cause")) {
      return Cause.ELECTION;
    }
    String wire = line.text("cause");
    for (Cause cause : Cause.values()) {
      if (cause.wire().equals(wire)) {
        return cause;
      }
    }
    throw new Broken("unknown cause: " + wire);
  }

  private static List<Route> routes(Fields line) throws Broken {
    List<Route> routes = new ArrayList<>();
    for (Fields route : line.objects("routes")) {
      routes.add(
          new Route(
              route.number("table"),
              Fields.prefix(route.text("destination")),
              hops(route),
              route.number("metric"),
              route.addressOrNull("source")));
    }
    return routes;
  }

  private static List<Hop> hops(Fields route) throws Broken {
    if (!route.has("hops")) {
      return List.of(hop(route, 1));
    }
    List<Hop> hops = new ArrayList<>();
    for (Fields hop : route.objects("hops")) {
      hops.add(hop(hop, hop.number("weight")));
    }
    return hops;
  }

  private static Hop hop(Fields fields, int weight) throws Broken {
    return new Hop(
        fields.addressOrNull("gateway"), fields.text("device"), fields.number("index"), weight);
  }

  private static List<Rule> rules(Fields line) throws Broken {
    List<Rule> rules = new ArrayList<>();
    for (Fields rule : line.objects("rules")) {
      String source = rule.textOrNull("source");
      rules.add(
          new Rule(
              rule.number("priority"),
              rule.flag("ipv6"),
              source == null ? null : Fields.prefix(source),
              rule.number("mark"),
              rule.number("mask"),
              rule.textOrNull("outgoing"),
              rule.number("table"),
              rule.has("suppressed") ? rule.number("suppressed") : Rule.NOTHING));
    }
    return rules;
  }

  private static List<Endpoint> endpoints(Fields line) throws Broken {
    List<Endpoint> endpoints = new ArrayList<>();
    for (Fields one : line.objectsIfAny("endpoints")) {
      endpoints.add(
          new Endpoint(
              Fields.address(one.text("address")),
              one.text("device"),
              one.number("index"),
              kind(one),
              one.flag("fullmesh")));
    }
    return endpoints;
  }

  private static Mptcp kind(Fields endpoint) throws Broken {
    String wire = endpoint.text("kind");
    for (Mptcp kind : Mptcp.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(wire)) {
        return kind;
      }
    }
    throw new Broken("unknown kind of endpoint: " + wire);
  }

  private static Limits limits(Fields limits) throws Broken {
    return new Limits(limits.number("subflows"), limits.number("accepted"));
  }

  private List<Expiry> expiries(Fields line) throws Broken {
    List<Expiry> expiries = new ArrayList<>();
    for (Fields one : line.objectsIfAny("expiries")) {
      List<InetAddress> addresses = new ArrayList<>();
      for (String address : one.texts("addresses")) {
        addresses.add(Fields.address(address));
      }
      expiries.add(
          new Expiry(
              names.uplink(one.text("uplink")),
              addresses,
              one.number("mark"),
              one.number("mask"),
              one.flag("sparingMarked")));
    }
    return expiries;
  }
}
