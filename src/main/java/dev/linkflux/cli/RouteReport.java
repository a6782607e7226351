package dev.linkflux.cli;

import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteChange;
import dev.linkflux.route.RouteChange.AddEndpoint;
import dev.linkflux.route.RouteChange.AddRoute;
import dev.linkflux.route.RouteChange.AddRule;
import dev.linkflux.route.RouteChange.ChangeEndpoint;
import dev.linkflux.route.RouteChange.RaiseLimits;
import dev.linkflux.route.RouteChange.RemoveEndpoint;
import dev.linkflux.route.RouteChange.RemoveRoute;
import dev.linkflux.route.RouteChange.RemoveRule;
import dev.linkflux.route.RouteChange.ReplaceRoute;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Routing;
import dev.linkflux.route.Rule;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** A plan against the kernel, object by object, in the groups that an operator thinks in. */
final class RouteReport {
  private static final String RULES = "rules";
  private static final String MPTCP = "MPTCP";

  /** How an object of the plan, or of ours in the kernel, stands. */
  enum Standing {
    STANDS,
    MISSING,
    /** Something of ours is in its place, and will be replaced. */
    DIFFERENT,
    SUPERFLUOUS
  }

  /**
   * One object.
   *
   * @param group where it belongs, such as {@code main table}
   * @param what it is, as {@code ip} would say it
   */
  record Line(String group, String what, Standing standing) {}

  private final List<Uplink> uplinks;
  private final Routing routing;
  private final List<Line> lines = new ArrayList<>();

  private RouteReport(List<Uplink> uplinks, Routing routing) {
    this.uplinks = uplinks;
    this.routing = routing;
  }

  /**
   * The lines, group by group.
   *
   * @param changes that lead from the kernel to the plan
   */
  static List<Line> of(
      List<Uplink> uplinks, Routing routing, RoutePlan plan, List<RouteChange> changes) {
    RouteReport report = new RouteReport(uplinks, routing);
    Set<Object> asIs = report.changed(changes);
    for (Route route : plan.routes()) {
      report.planned(report.group(route), route, route, asIs);
    }
    for (Rule rule : plan.rules()) {
      report.planned(RULES, rule, rule, asIs);
    }
    for (Endpoint endpoint : plan.endpoints()) {
      report.planned(MPTCP, "endpoint " + endpoint, endpoint, asIs);
    }
    if (!plan.limits().equals(Limits.NONE)) {
      report.planned(MPTCP, "limits of at least " + plan.limits(), plan.limits(), asIs);
    }
    TreeMap<Integer, List<Line>> sorted = new TreeMap<>();
    for (Line line : report.lines) {
      sorted.computeIfAbsent(report.order(line.group()), _ -> new ArrayList<>()).add(line);
    }
    return sorted.values().stream().flatMap(List::stream).toList();
  }

  /** Enters what a change says of an object; returns the objects that were entered. */
  private Set<Object> changed(List<RouteChange> changes) {
    Set<Object> objects = new HashSet<>();
    for (RouteChange change : changes) {
      switch (change) {
        case AddRoute(var it) -> objects.add(enter(group(it), it, Standing.MISSING));
        case ReplaceRoute(var it) -> objects.add(enter(group(it), it, Standing.DIFFERENT));
        case RemoveRoute(var it) -> objects.add(enter(group(it), it, Standing.SUPERFLUOUS));
        case AddRule(var it) -> objects.add(enter(RULES, it, Standing.MISSING));
        case RemoveRule(var it) -> objects.add(enter(RULES, it, Standing.SUPERFLUOUS));
        case AddEndpoint(var it) -> objects.add(endpoint(it, Standing.MISSING));
        case ChangeEndpoint(var it) -> objects.add(endpoint(it, Standing.DIFFERENT));
        case RemoveEndpoint(var it) -> objects.add(endpoint(it, Standing.SUPERFLUOUS));
        case RaiseLimits(var it) -> {
          lines.add(new Line(MPTCP, "limits of at least " + it, Standing.DIFFERENT));
          objects.add(Limits.class);
        }
      }
    }
    return objects;
  }

  private Object enter(String group, Object object, Standing standing) {
    lines.add(new Line(group, object.toString(), standing));
    return object;
  }

  private Object endpoint(Endpoint endpoint, Standing standing) {
    lines.add(new Line(MPTCP, "endpoint " + endpoint, standing));
    return endpoint;
  }

  private void planned(String group, Object words, Object object, Set<Object> changed) {
    Object key = object instanceof Limits ? Limits.class : object;
    if (!changed.contains(key)) {
      lines.add(new Line(group, words.toString(), Standing.STANDS));
    }
  }

  private String group(Route route) {
    if (route.table() == Route.MAIN) {
      return "main table";
    }
    int ordinal = route.table() - routing.tables();
    return ordinal >= 0 && ordinal < uplinks.size()
        ? uplinks.get(ordinal).name() + ", table " + route.table()
        : "table " + route.table();
  }

  private int order(String group) {
    if (group.equals("main table")) {
      return -1;
    }
    for (int i = 0; i < uplinks.size(); i++) {
      if (group.equals(uplinks.get(i).name() + ", table " + (routing.tables() + i))) {
        return i;
      }
    }
    return uplinks.size() + (group.equals(RULES) ? 1 : group.equals(MPTCP) ? 2 : 0);
  }
}
