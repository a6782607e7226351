package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.config.Configuration.Recording;
import dev.linkflux.config.Configuration.Shadowing;
import dev.linkflux.control.Access;
import dev.linkflux.control.Hook;
import dev.linkflux.control.Notifications;
import dev.linkflux.control.Preset;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Probing;
import dev.linkflux.route.Routing;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Maintenance;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as JSON, in the form of the file, with every default filled in. Keys that have no
 * effect in this version are left out: what it shows is what holds.
 */
final class Effective {
  private Effective() {}

  static Configuration configuration(
      Settings settings,
      Naming naming,
      List<Hook> hooks,
      Notifications notifications,
      Access access,
      Preset preset,
      InetSocketAddress listen,
      @Nullable Recording trace,
      boolean keepRoutes,
      Path state,
      @Nullable Shadowing shadow) {
    ObjectNode root = object();
    root.put("listen", EndpointText.print(listen));
    root.set("access", AccessSection.write(access, object()));
    root.put("preset", preset.name());
    root.put("timezone", settings.rules().zone().getId());
    settings.targets().forEach(target -> array(root, "targets").add(of(target)));
    settings.uplinks().forEach(uplink -> array(root, "uplinks").add(of(uplink, naming)));
    root.set("probing", of(settings.probing()));
    root.setAll(rules(settings));
    root.set("routes", of(settings.routing()).put("onExit", RoutesSection.word(keepRoutes)));
    root.set("mptcp", mptcp(settings.routing()));
    settings
        .servers()
        .forEach(server -> array(root, "servers").add(ServerKeys.write(server, object())));
    root.set("dns", DnsSection.write(naming, object()));
    hooks.forEach(hook -> array(root, "hooks").add(HooksSection.write(hook, object())));
    notifications
        .channels()
        .forEach(
            channel ->
                array(root, "notifications").add(NotificationsKeys.write(channel, object())));
    root.put("state", state.toString());
    if (trace != null) {
      root.set("trace", TraceSection.write(trace, object()));
    }
    if (shadow != null) {
      root.put("shadow", shadow.file());
    }
    return new Configuration(
        settings,
        naming,
        hooks,
        notifications,
        access,
        listen,
        trace,
        keepRoutes,
        state,
        shadow,
        root);
  }

  /** By what is decided: quality, demands, decision and election. */
  static ObjectNode rules(Settings settings) {
    ObjectNode node = object();
    node.set("quality", object().put("window", text(settings.windowing().window())));
    node.set("demands", of(settings.demands()));
    node.set("decision", RulesKeys.of(settings.rules()));
    node.set("election", RulesKeys.of(settings.rules().strategy()));
    return node;
  }

  static ObjectNode of(Target target) {
    ObjectNode node = object().put("name", target.name());
    QuestionKeys.write(target.question(), node).put("kind", TargetsSection.word(target.kind()));
    return target.required() ? node.put("required", true) : node;
  }

  static ObjectNode of(Uplink uplink) {
    ObjectNode node =
        object()
            .put("name", uplink.name())
            .put("interface", uplink.device())
            .put("tier", uplink.tier());
    ArrayNode gateways = node.putArray("gateway");
    uplink.gateways().forEach(gateway -> gateways.add(gateway.getHostAddress()));
    node.put("weight", uplink.weight())
        .put("disabled", uplink.disabled())
        .put("mptcp", MptcpSection.word(uplink.mptcp()));
    if (uplink.isMetered()) {
      node.put("metered", BudgetText.print(uplink.budget()));
    }
    if (uplink.mark() != 0) {
      node.put("mark", "0x" + Integer.toHexString(uplink.mark()));
    }
    if (uplink.quota() != Uplink.UNMETERED) {
      node.put("quota", BudgetText.print(uplink.quota()));
    }
    uplink.maintenance().forEach(window -> array(node, "maintenance").add(of(window)));
    return node;
  }

  private static ObjectNode of(Uplink uplink, Naming naming) {
    ObjectNode node = of(uplink);
    List<Nameserver> own = naming.own().get(uplink.name());
    if (own != null) {
      DnsSection.write(own, node.putArray("nameservers"));
    }
    return node;
  }

  private static ObjectNode of(Probing probing) {
    return object()
        .put("interval", text(probing.interval()))
        .put("fast", text(probing.fast()))
        .put("timeout", text(probing.timeout()))
        .put("payload", probing.payload());
  }

  private static ObjectNode of(List<Demand> demands) {
    ObjectNode node = object();
    for (Metric metric : Metric.values()) {
      node.put(DemandsSection.keyOf(metric), DemandsSection.OFF);
    }
    for (Demand demand : demands) {
      Metric metric = demand.metric();
      node.set(
          DemandsSection.keyOf(metric),
          object()
              .put("fail", DemandsSection.print(metric, demand.fail()))
              .put("recover", DemandsSection.print(metric, demand.recover())));
    }
    return node;
  }

  private static ObjectNode of(Maintenance window) {
    return object()
        .put("when", window.cron())
        .put("zone", window.zone().getId())
        .put("lasting", text(window.lasting()))
        .put("ahead", text(window.ahead()));
  }

  private static ObjectNode of(Routing routing) {
    return object()
        .put("protocol", routing.protocol())
        .put("tables", routing.tables())
        .put("marks", "0x" + Integer.toHexString(routing.marks()))
        .put("metric", routing.metric())
        .put("priority", routing.priority())
        .put("flows", RoutesSection.word(routing.flows()));
  }

  private static ObjectNode mptcp(Routing routing) {
    return object()
        .put("fullmesh", routing.fullmesh())
        .put("subflows", routing.limits().subflows())
        .put("accepted", routing.limits().accepted());
  }

  private static ArrayNode array(ObjectNode node, String key) {
    return node.withArrayProperty(key);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String text(Duration duration) {
    return DurationText.print(duration);
  }
}
