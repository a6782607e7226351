package dev.linkflux.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.control.Settings;
import dev.linkflux.engine.Resolution;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.ServerStage;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one check of each server through each uplink has found, for a person or in JSON. */
final class ServersReport {
  static final int SOMETHING_IS_BROKEN = 3;

  private record Name(Server server, Uplink uplink, String name, Resolution resolution) {}

  private record Way(Checked checked, ServerVerdict verdict) {}

  private final List<Name> names = new ArrayList<>();
  private final List<Way> ways = new ArrayList<>();
  private final ServerStage stage;

  /**
   * @param settings of all servers; what is found of them is said as the service says it
   */
  ServersReport(Settings settings) {
    this.stage =
        new ServerStage(settings.servers(), settings.uplinks(), settings.rules().dampening());
  }

  /** What the name servers say through an uplink. */
  void found(Server server, Uplink uplink, String name, Resolution resolution) {
    names.add(new Name(server, uplink, name, resolution));
  }

  /** How a check has ended. Once for each server and uplink. */
  void checked(Checked checked) {
    stage.accept(
        checked,
        event -> {
          if (event instanceof ServerVerdict verdict
              && verdict.server().equals(checked.server())
              && verdict.uplink().equals(checked.uplink())) {
            ways.add(new Way(checked, verdict));
          }
        });
  }

  /** 0 if nothing is broken; 1 if nothing serves; 3 otherwise. */
  int status(List<Server> servers) {
    boolean serves =
        servers.stream()
            .anyMatch(
                server ->
                    isUnchecked(server)
                        || ways(server).stream().anyMatch(way -> way.verdict().serves()));
    if (!serves) {
      return Refusal.FAILED;
    }
    boolean broken =
        ways.stream().anyMatch(way -> way.verdict().breach() != null)
            || names.stream().anyMatch(it -> it.resolution().breach() != null);
    return broken ? SOMETHING_IS_BROKEN : 0;
  }

  String text(List<Server> servers) {
    StringBuilder text = new StringBuilder();
    for (Server server : servers) {
      text.append("%s (%s)%n".formatted(server.name(), asked(server)));
      for (Name it : names(server)) {
        text.append(
            "  %s through %s: %s%n"
                .formatted(
                    it.name(),
                    it.uplink().name(),
                    it.resolution().addresses().isEmpty() && it.resolution().breach() != null
                        ? it.resolution().breach()
                        : said(it.resolution())));
      }
      for (Way way : ways(server)) {
        ServerVerdict verdict = way.verdict();
        Breach breach = verdict.breach();
        Look look = Look.of(breach == null ? "Up" : verdict.serves() ? "Degraded" : "Down");
        text.append(
            "  %s %s: %s%s%s%n"
                .formatted(
                    look.mark(),
                    verdict.uplink().name(),
                    breach == null ? "" : breach.rung() + ": ",
                    verdict.sentence(),
                    way.checked().address() == null
                        ? ""
                        : ", at " + text(way.checked().address())));
        if (!verdict.hint().isEmpty()) {
          text.append("      %s%n".formatted(verdict.hint()));
        }
      }
    }
    return text.toString();
  }

  String json(List<Server> servers) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode all = root.putArray("servers");
    for (Server server : servers) {
      ObjectNode node = all.addObject();
      node.put("name", server.name());
      node.put("role", server.role().name().toLowerCase(Locale.ROOT));
      node.put(
          "serves",
          isUnchecked(server) || ways(server).stream().anyMatch(it -> it.verdict().serves()));
      ArrayNode found = node.putArray("names");
      for (Name it : names(server)) {
        ObjectNode one = found.addObject().put("name", it.name()).put("uplink", it.uplink().name());
        ArrayNode addresses = one.putArray("addresses");
        it.resolution().addresses().forEach(address -> addresses.add(text(address)));
        breach(one.put("stale", it.resolution().stale()), it.resolution().breach());
      }
      ArrayNode through = node.putArray("through");
      for (Way way : ways(server)) {
        ObjectNode one = through.addObject().put("uplink", way.verdict().uplink().name());
        breach(one.put("serves", way.verdict().serves()), way.verdict().breach());
        InetAddress address = way.checked().address();
        one.put("sentence", way.verdict().sentence())
            .put("hint", way.verdict().hint())
            .put("address", address == null ? null : text(address))
            .put("ms", way.checked().nanos() / 1e6);
      }
    }
    return root + System.lineSeparator();
  }

  private static void breach(ObjectNode node, @Nullable Breach breach) {
    node.put("rung", breach == null ? null : breach.rung().wire())
        .put("detail", breach == null ? "" : breach.detail());
  }

  private static String said(Resolution resolution) {
    String addresses =
        resolution.addresses().stream().map(ServersReport::text).collect(Collectors.joining(", "));
    Breach breach = resolution.breach();
    return breach == null ? addresses : addresses + ", which others know: " + breach;
  }

  private static String asked(Server server) {
    Check check = server.check();
    String what = check.kind().name().toLowerCase(Locale.ROOT).replace('_', '+');
    return server.role().name().toLowerCase(Locale.ROOT)
        + (isUnchecked(server) ? ", not checked: it is taken to work" : ", " + what)
        + (check.kind().asksApi() ? ", port " + check.port() : "");
  }

  private static boolean isUnchecked(Server server) {
    return server.check().kind() == Check.Kind.NONE;
  }

  private List<Name> names(Server server) {
    return names.stream().filter(it -> it.server().id().equals(server.id())).toList();
  }

  private List<Way> ways(Server server) {
    return ways.stream().filter(it -> it.checked().server().equals(server.id())).toList();
  }

  private static String text(InetAddress address) {
    return address.getHostAddress();
  }
}
