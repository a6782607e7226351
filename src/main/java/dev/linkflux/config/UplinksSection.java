package dev.linkflux.config;

import dev.linkflux.probe.Budget;
import dev.linkflux.probe.Cost;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code uplinks}: the ways out, in the order of the file. */
final class UplinksSection {
  private static final String EXAMPLE = "- {name: fibre, interface: wan1}";

  /** Tables, marks and rules are counted from one number each; nobody has more. */
  private static final int MOST = 64;

  private final Set<String> names = new HashSet<>();
  private final Set<String> devices = new HashSet<>();
  private final List<Section> sections = new ArrayList<>();
  private final List<Uplink> uplinks = new ArrayList<>();
  private final Map<String, List<Nameserver>> nameservers = new HashMap<>();
  private final ZoneId zone;

  private UplinksSection(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * @param zone in which work on them is planned where none is given
   */
  static UplinksSection read(Section root, ZoneId zone) {
    UplinksSection reader = new UplinksSection(zone);
    List<Section> sections = root.sections("uplinks", EXAMPLE);
    // Who says it of one means the others to take part: what they do together needs two.
    Mptcp unsaid =
        sections.stream().anyMatch(section -> section.has("mptcp")) ? Mptcp.SUBFLOW : Mptcp.OFF;
    sections.forEach(section -> reader.add(section, unsaid));
    if (root.isSound("uplinks")) {
      if (sections.isEmpty()) {
        root.error("uplinks", "at least one is needed, as in " + EXAMPLE);
      } else if (sections.size() > MOST) {
        root.error("uplinks", "there are " + sections.size() + "; at most " + MOST);
      } else if (reader.uplinks.stream().allMatch(Uplink::disabled)) {
        root.warning("uplinks", "all are disabled");
      }
    }
    return reader;
  }

  List<Uplink> uplinks() {
    return List.copyOf(uplinks);
  }

  /** Name servers of those that have some of their own, by name of the uplink. */
  Map<String, List<Nameserver>> nameservers() {
    return nameservers;
  }

  /** Warns of budgets that cannot pay even for the slowest probing. */
  void checkBudgets(List<Target> targets, Probing probing) {
    long round =
        targets.stream().mapToLong(target -> Cost.of(target.question(), probing.payload())).sum();
    long least = Budget.least(round, probing.slowest());
    for (int i = 0; i < uplinks.size(); i++) {
      if (uplinks.get(i).isMetered() && uplinks.get(i).budget() < least) {
        sections
            .get(i)
            .warning(
                "metered",
                "%s cannot pay for one probe of each target every %s, some %d bytes a time: it will be overdrawn; make it %s"
                        .formatted(
                            BudgetText.print(uplinks.get(i).budget()),
                            DurationText.print(probing.slowest()),
                            round,
                            BudgetText.print(BudgetText.roundedUp(least)))
                    + " or more, or have fewer targets");
      }
    }
  }

  private void add(Section section, Mptcp unsaid) {
    String device = section.need("interface", EXAMPLE, NameText.device());
    String name = section.find("name", NameText.shown());
    String called = name != null ? name : device != null ? device : "";
    unique(section, "name", called, names, "is called");
    unique(section, "interface", device == null ? "" : device, devices, "has the interface");
    List<InetAddress> gateways = section.oneOrMore("gateway", AddressText::host);
    checkFamilies(section, gateways);
    List<Nameserver> own = DnsSection.servers(section, "nameservers");
    if (!own.isEmpty()) {
      nameservers.put(called, own);
    }
    long budget = section.read("metered", Uplink.UNMETERED, BudgetText::parse);
    long quota = section.read("quota", Uplink.UNMETERED, BudgetText::parse);
    checkQuota(section, budget, quota);
    uplinks.add(
        new Uplink(
            new UplinkId(called, uplinks.size()),
            device == null ? "" : device,
            section.read("tier", Uplink.DEFAULT_TIER, NumberText.whole(1, 255)),
            gateways,
            section.read("weight", Uplink.DEFAULT_WEIGHT, NumberText.whole(1, 256)),
            section.read("disabled", false, Choice::flag),
            budget,
            section.read("mark", 0, NumberText.word32()),
            quota,
            MaintenanceReader.read(section, zone),
            section.read("mptcp", unsaid, MptcpSection::kind)));
    sections.add(section);
    section.done();
  }

  private static void unique(
      Section section, String key, String value, Set<String> seen, String is) {
    if (!value.isEmpty() && !seen.add(value)) {
      section.error(key, "a second uplink %s %s".formatted(is, Quoted.of(value)));
    }
  }

  private static void checkFamilies(Section section, List<InetAddress> gateways) {
    long families =
        gateways.stream().map(gateway -> gateway.getAddress().length).distinct().count();
    if (families < gateways.size()) {
      section.error("gateway", "at most one gateway of IPv4 and one of IPv6");
    }
  }

  /** The quota is for everybody's traffic, the budget for that of the probes. */
  private static void checkQuota(Section section, long budget, long quota) {
    if (quota != Uplink.UNMETERED && budget > quota) {
      section.warning(
          "quota",
          "%s for everybody's traffic is less than its probes alone may cost (metered: %s)"
              .formatted(BudgetText.print(quota), BudgetText.print(budget)));
    }
  }
}
