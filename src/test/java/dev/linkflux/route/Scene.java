package dev.linkflux.route;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Election.Considered;
import dev.linkflux.decision.Election.Excluded;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Uplinks u0, u1, … on wan0, wan1, …, what is said of them in a few words, and what is planned. */
final class Scene {
  static final long SECOND = 1_000_000_000;

  private final List<Uplink> uplinks;
  private final PlanStage stage;
  private final List<Event> outputs = new ArrayList<>();
  private long now = 1;

  Scene(int uplinks) {
    this(uplinks(uplinks), Routing.DEFAULT, List.of());
  }

  Scene(List<Uplink> uplinks, Routing routing, List<Server> servers) {
    this.uplinks = uplinks;
    this.stage = new PlanStage(uplinks, routing, servers);
  }

  /** Without a part in Multipath TCP. */
  static List<Uplink> uplinks(int count) {
    Mptcp[] kinds = new Mptcp[count];
    Arrays.fill(kinds, Mptcp.OFF);
    return uplinks(kinds);
  }

  static List<Uplink> uplinks(Mptcp... kinds) {
    return IntStream.range(0, kinds.length)
        .mapToObj(
            u ->
                new Uplink(
                    new UplinkId("u" + u, u),
                    "wan" + u,
                    1,
                    List.of(),
                    1 + u,
                    false,
                    0,
                    0,
                    0,
                    List.of(),
                    kinds[u]))
        .toList();
  }

  static Routing routing(Flows flows) {
    return routing(flows, false);
  }

  static Routing routing(Flows flows, boolean fullmesh) {
    Routing usual = Routing.DEFAULT;
    return new Routing(
        usual.protocol(),
        usual.tables(),
        usual.marks(),
        usual.metric(),
        usual.priority(),
        flows,
        fullmesh,
        new Limits(4, 2));
  }

  static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  static Prefix prefix(String text) {
    String[] parts = text.split("/", -1);
    return new Prefix(address(parts[0]), Integer.parseInt(parts[1]));
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
  }

  /**
   * @param text addresses with a length, gateways without, and {@code direct}: needs no gateway;
   *     {@code dark}: without carrier; {@code down}: by the operator; {@code gone}: no interface
   */
  static LinkFacts facts(long at, Uplink uplink, String text) {
    List<String> words = words(text).toList();
    boolean present = !words.contains("gone");
    return new LinkFacts(
        new Moment(at),
        uplink.id(),
        present ? uplink.id().ordinal() + 2 : 0,
        present && !words.contains("down"),
        present && !words.contains("dark"),
        words.stream().filter(word -> word.contains("/")).map(Scene::prefix).toList(),
        words.stream()
            .filter(word -> word.matches("[0-9a-f:.]*[:.].*") && !word.contains("/"))
            .map(Scene::address)
            .toList(),
        words.contains("direct"));
  }

  /**
   * @param text {@code carrying > standby > excluded}, ordinals each; {@code 0*3} has weight 3
   */
  static Election election(long at, List<Uplink> uplinks, String text) {
    List<List<UplinkId>> sets = new ArrayList<>();
    List<Considered> considered = new ArrayList<>();
    for (String set : (text + ">>").split(">", -1)) {
      List<UplinkId> ids = new ArrayList<>();
      words(set)
          .forEach(
              word -> {
                String[] parts = (word + "*0").split("\\*", -1);
                ids.add(uplinks.get(Integer.parseInt(parts[0])).id());
                considered.add(
                    new Considered(ids.getLast(), Integer.parseInt(parts[1]), List.of(), ""));
              });
      sets.add(ids);
    }
    return new Election(
        new Moment(at),
        sets.get(0),
        sets.get(1),
        sets.get(2).stream().map(id -> new Excluded(id, Cause.BLACKOUT)).toList(),
        Cause.STARTED,
        considered,
        "");
  }

  Scene hear(Event event) {
    now = event.at().nanos();
    stage.accept(event, outputs::add);
    return this;
  }

  Scene at(long nanos) {
    now = nanos;
    return this;
  }

  Scene facts(int uplink, String text) {
    return hear(facts(now, uplinks.get(uplink), text));
  }

  /** Those of the first uplink first, and so on. */
  Scene facts(List<String> texts) {
    for (int u = 0; u < texts.size(); u++) {
      facts(u, texts.get(u));
    }
    return this;
  }

  /** Each uplink has an address 10.u.0.2 and a gateway 10.u.0.1. */
  Scene allWell() {
    return facts(uplinks.stream().map(uplink -> well(uplink.id().ordinal())).toList());
  }

  static String well(int uplink) {
    return "10.%d.0.2/24 10.%d.0.1".formatted(uplink, uplink);
  }

  Scene elect(String text) {
    return hear(election(now, uplinks, text));
  }

  Scene drift() {
    return hear(new Drifted(new Moment(now), "somebody"));
  }

  Scene wake(long nanos) {
    return hear(new Woken(new Moment(nanos)));
  }

  Scene applied() {
    return applied(last().generation());
  }

  Scene applied(long generation) {
    return hear(new RouteAnswer.Applied(new Moment(now), generation, 1));
  }

  Scene refused() {
    return hear(new RouteAnswer.Refused(new Moment(now), last().generation(), "EBUSY"));
  }

  List<RoutePlan> plans() {
    return outputs.stream().filter(RoutePlan.class::isInstance).map(RoutePlan.class::cast).toList();
  }

  RoutePlan last() {
    return plans().getLast();
  }

  List<Event> outputs() {
    return outputs;
  }

  /** Routes of the main table of the last plan, in words. */
  List<String> main() {
    return table(Route.MAIN);
  }

  List<String> table(int table) {
    return last().routes().stream()
        .filter(route -> route.table() == table)
        .map(route -> words(route))
        .toList();
  }

  /** Without what all of a table have in common, and with the source. */
  private static String words(Route route) {
    InetAddress source = route.source();
    return route.toString().replaceAll(" table \\w+", "")
        + (source == null ? "" : " src " + source.getHostAddress());
  }

  /** Expiries of the last plan, in words. */
  List<String> expiries() {
    return last().expiries().stream().map(Scene::words).toList();
  }

  static String words(Expiry expiry) {
    String what =
        expiry.sparingMarked() ? (expiry.mask() == 0 ? "even marked" : "unmarked") : "all";
    return expiry.uplink()
        + " "
        + expiry.addresses().stream().map(InetAddress::getHostAddress).toList()
        + " "
        + what;
  }
}
