package dev.linkflux.config;

import dev.linkflux.config.Configuration.Recording;
import dev.linkflux.config.Configuration.Shadowing;
import dev.linkflux.control.Access;
import dev.linkflux.control.Hook;
import dev.linkflux.control.Notifications;
import dev.linkflux.control.Preset;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Rules;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.route.Routing;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the sections of a document one after another, and finds all that is wrong with them. */
final class ConfigurationReader {
  private final String file;
  private final Purpose purpose;
  private final Findings findings;

  private ConfigurationReader(String file, Purpose purpose) {
    this.file = file;
    this.purpose = purpose;
    this.findings = new Findings(file);
  }

  static Reading read(String text, String file, Purpose purpose) {
    return new ConfigurationReader(file, purpose).read(text);
  }

  private Reading read(String text) {
    try {
      Node document = NodeReader.read(text);
      if (!(document instanceof Node.Mapping)) {
        throw new Refused(
            document.at(), "keys with values expected, such as uplinks:; not " + document.kind());
      }
      Configuration configuration = configuration(Section.of(document, "", findings));
      Problems problems = findings.problems();
      return problems.hasErrors()
          ? new Reading.Invalid(problems)
          : new Reading.Valid(configuration, problems);
    } catch (Refused refused) {
      findings.error(refused.at(), "", refused.reason());
      return new Reading.Invalid(findings.problems());
    }
  }

  private Configuration configuration(Section root) {
    Together sections = Together.of(root);
    final InetSocketAddress listen =
        root.read("listen", Configuration.DEFAULT_LISTEN, EndpointText.ports(0, 65_535));
    final Preset preset = root.read("preset", Preset.DEFAULT, PresetText::parse);
    final ZoneId zone = root.read("timezone", ZoneId.systemDefault(), ZoneText::parse);
    ServersSection farEnds = ServersSection.read(root, purpose);
    final List<Server> servers = farEnds.servers();
    final List<Target> targets = TargetsSection.read(root, servers);
    UplinksSection ways = UplinksSection.read(root, zone);
    final List<Uplink> uplinks = ways.uplinks();
    final Probing probing = ProbingSection.read(sections.probing(), preset.probing());
    final Windowing windowing = QualitySection.read(sections.quality(), preset.windowing());
    final List<Demand> demands = DemandsSection.read(sections.demands(), preset.demands());
    final Rules rules = rules(root, sections, preset, zone);
    Section routes = root.section("routes");
    final Routing routing =
        MptcpSection.read(root, RoutesSection.read(routes, uplinks.size()), uplinks);
    final boolean keepRoutes = RoutesSection.keep(routes);
    Section dns = root.section("dns");
    final Naming naming = DnsSection.read(dns, ways.nameservers());
    final List<Hook> hooks = HooksSection.read(root, purpose);
    final Notifications notifications = NotificationsSection.read(root, zone, purpose);
    final Access access = AccessSection.read(root, listen, purpose);
    final Path state = root.read("state", Configuration.DEFAULT_STATE, DirectoryText::parse);
    final @Nullable Recording trace = TraceSection.read(root);
    Settings settings =
        new Settings(uplinks, targets, demands, probing, windowing, rules, routing, servers);
    final @Nullable Shadowing shadow = ShadowSection.read(root, file, purpose, settings, findings);
    root.done();
    sections.check(settings);
    ways.checkBudgets(targets, probing);
    if (purpose == Purpose.SERVICE && !findings.problems().hasErrors()) {
      Advice.give(root, sections, settings);
      ServerAdvice.give(farEnds, dns, naming);
    }
    return Effective.configuration(
        settings,
        naming,
        hooks,
        notifications,
        access,
        preset,
        listen,
        trace,
        keepRoutes,
        state,
        shadow);
  }

  private static Rules rules(Section root, Together sections, Preset preset, ZoneId zone) {
    Rules rules = DecisionSection.read(sections.decision(), preset.rules(), zone);
    return rules.with(ElectionSection.read(root.section("election"), rules.strategy()));
  }
}
