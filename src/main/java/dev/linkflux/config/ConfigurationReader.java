package dev.linkflux.config;

import dev.linkflux.config.Configuration.Recording;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Rules;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.route.Routing;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the sections of a document one after another, and finds all that is wrong with them. */
final class ConfigurationReader {
  private ConfigurationReader() {}

  static Reading read(String text, String file) {
    Findings findings = new Findings(file);
    try {
      Node document = NodeReader.read(text);
      if (!(document instanceof Node.Mapping)) {
        throw new Refused(
            document.at(), "keys with values expected, such as uplinks:; not " + document.kind());
      }
      Section root = Section.of(document, "", findings);
      Configuration configuration = configuration(root);
      Problems problems = findings.problems();
      return problems.hasErrors()
          ? new Reading.Invalid(problems)
          : new Reading.Valid(configuration, problems);
    } catch (Refused refused) {
      findings.error(refused.at(), "", refused.reason());
      return new Reading.Invalid(findings.problems());
    }
  }

  private static Configuration configuration(Section root) {
    Together sections = Together.of(root);
    final InetSocketAddress listen = listen(root);
    final List<Target> targets = TargetsSection.read(root);
    UplinksSection ways = UplinksSection.read(root);
    final List<Uplink> uplinks = ways.uplinks();
    final Probing probing = ProbingSection.read(sections.probing());
    final Windowing windowing = QualitySection.read(sections.quality());
    final List<Demand> demands = DemandsSection.read(sections.demands());
    final Rules rules = DecisionSection.read(sections.decision());
    ElectionSection.check(root.section("election"));
    Section routes = root.section("routes");
    final Routing routing = RoutesSection.read(routes, uplinks.size());
    final boolean keepRoutes = RoutesSection.keep(routes);
    ServersSection.check(root);
    final @Nullable Recording trace = TraceSection.read(root);
    root.done();
    Settings settings = new Settings(uplinks, targets, demands, probing, windowing, rules, routing);
    sections.check(settings);
    ways.checkBudgets(targets, probing);
    return Effective.configuration(settings, listen, trace, keepRoutes);
  }

  private static InetSocketAddress listen(Section root) {
    InetSocketAddress listen =
        root.read("listen", Configuration.DEFAULT_LISTEN, EndpointText.ports(0, 65_535));
    if (!listen.getAddress().isLoopbackAddress()) {
      root.error(
          "listen",
          "%s can be reached from outside, and there is no authentication yet; use a loopback"
                  .formatted(EndpointText.print(listen))
              + " address such as 127.0.0.1:8470, and a tunnel from elsewhere");
    }
    return listen;
  }
}
