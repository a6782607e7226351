package dev.linkflux.doctor;

import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.RuleEntry;
import dev.linkflux.route.Routing;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Routes, rules, tables and numbers of others that are in the way of ours. */
final class OtherRoutes {
  private static final String ABOUT = "routes";
  private static final Pattern NUMBERED = Pattern.compile("(?m)^\\s*([0-9]+)\\s+(\\S+)");

  private final Patient patient;
  private final Routing routing;
  private final List<Finding> findings = new ArrayList<>();

  private OtherRoutes(Patient patient) {
    this.patient = patient;
    this.routing = patient.settings().routing();
  }

  static List<Finding> findings(Patient patient) {
    OtherRoutes others = new OtherRoutes(patient);
    others.defaults();
    others.rules();
    others.tables();
    others.names();
    return others.findings.isEmpty()
        ? List.of(Finding.ok(ABOUT, "nothing of others is in the way of ours"))
        : others.findings;
  }

  private void defaults() {
    Set<String> devices =
        patient.uplinks().stream().map(Uplink::device).collect(Collectors.toSet());
    int last = routing.metric() + patient.uplinks().size();
    String cure =
        "let its manager give it a metric above %d, or set routes.metric lower".formatted(last);
    for (RouteEntry route : patient.network().defaults(RouteEntry.TABLE_MAIN)) {
      // The kernel counts an IPv6 route without a metric as one of 1024, and tells it so.
      if (route.protocol() == routing.protocol() || route.metric() > last) {
        continue;
      }
      String words = patient.network().words(route);
      if (route.metric() >= routing.metric()) {
        findings.add(Finding.warning(ABOUT, words + " has a metric that ours are to have", cure));
      } else if (leadsThrough(route, devices)) {
        findings.add(
            Finding.note(
                ABOUT,
                "%s goes before ours (metric %d); rules of ours lead traffic around it"
                    .formatted(words, routing.metric()),
                "to do without these: " + cure));
      } else {
        findings.add(
            Finding.warning(
                ABOUT,
                "%s goes before ours (metric %d) and is through no uplink: traffic goes there whatever is decided"
                    .formatted(words, routing.metric()),
                "right for a tunnel that all traffic shall take; else: " + cure));
      }
    }
  }

  private boolean leadsThrough(RouteEntry route, Set<String> uplinks) {
    List<String> devices = patient.network().devices(route);
    return !devices.isEmpty() && uplinks.containsAll(devices);
  }

  private void rules() {
    for (RuleEntry rule : patient.network().rules()) {
      boolean ours = rule.protocol() == routing.protocol();
      if (ours || rule.priority() == 0 || rule.priority() >= 32_766) {
        continue;
      }
      boolean before = rule.priority() < routing.priority();
      String words = (rule.family() == IpFamily.V6 ? "IPv6 " : "") + Network.words(rule);
      if (before && isForAll(rule) && rule.suppressPrefixLength() < 0) {
        findings.add(
            Finding.warning(
                ABOUT,
                words + " is asked before ours, and for everything",
                "ip %srule del priority %d, or set routes.priority below it"
                    .formatted(rule.family() == IpFamily.V6 ? "-6 " : "", rule.priority())));
      } else if ((rule.markMask() & Routing.MASK) != 0 && isOurMark(rule)) {
        findings.add(
            Finding.warning(
                ABOUT,
                words + " is for a mark that is one of ours",
                "set routes.marks to numbers that nobody else uses"));
      } else if (before) {
        findings.add(
            Finding.note(ABOUT, words + " is asked before ours", "nothing, if it is meant to be"));
      }
    }
  }

  private boolean isOurMark(RuleEntry rule) {
    for (int u = 0; u < patient.uplinks().size(); u++) {
      if (((routing.marks() + u) & rule.markMask()) == (rule.mark() & rule.markMask())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForAll(RuleEntry rule) {
    return rule.from().length() == 0
        && rule.to().length() == 0
        && rule.markMask() == 0
        && rule.inputInterface() == null
        && rule.outputInterface() == null
        && !rule.inverted();
  }

  private void tables() {
    Set<Long> told = new HashSet<>();
    for (RouteEntry route : patient.network().routes()) {
      if (isOurTable(route.table())
          && route.protocol() != routing.protocol()
          && told.add(route.table())) {
        findings.add(
            Finding.error(
                ABOUT,
                "table %d, which is to be ours, has routes of others: %s"
                    .formatted(route.table(), patient.network().words(route)),
                "set routes.tables to %d numbers that nobody uses"
                    .formatted(patient.uplinks().size())));
      }
    }
  }

  private boolean isOurTable(long table) {
    return table >= routing.tables() && table < routing.tables() + patient.uplinks().size();
  }

  /** A number that somebody has given a name is probably somebody's. */
  private void names() {
    named("/etc/iproute2/rt_tables").stream()
        .filter(table -> isOurTable(table.number()))
        .filter(table -> !table.name().startsWith("linkflux"))
        .forEach(
            table ->
                findings.add(
                    Finding.note(
                        ABOUT,
                        "table %d, which is to be ours, is called %s in /etc/iproute2"
                            .formatted(table.number(), table.name()),
                        "set routes.tables to other numbers if that is in use")));
    named("/etc/iproute2/rt_protos").stream()
        .filter(protocol -> protocol.number() == routing.protocol())
        .filter(protocol -> !protocol.name().equals("linkflux"))
        .forEach(
            protocol ->
                findings.add(
                    Finding.warning(
                        ABOUT,
                        "the protocol number %d, by which we know what is ours, is called %s in /etc/iproute2"
                            .formatted(protocol.number(), protocol.name()),
                        "set routes.protocol to a number that is not there")));
  }

  private record Named(long number, String name) {}

  /** Of a file and of those in the directory beside it. */
  private List<Named> named(String file) {
    List<Named> all = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    patient.machine().text(file).ifPresent(texts::add);
    patient.machine().files(file + ".d", ".conf").stream()
        .map(one -> file + ".d/" + one.getFileName())
        .forEach(one -> patient.machine().text(one).ifPresent(texts::add));
    for (String text : texts) {
      Matcher line = NUMBERED.matcher(text);
      while (line.find()) {
        if (line.group(1).length() < 11) {
          all.add(new Named(Long.parseLong(line.group(1)), line.group(2)));
        }
      }
    }
    return all;
  }
}
