package dev.linkflux.config.imported;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The policy of mwan3 that decides for what no other rule is about: its members' metrics become
 * tiers, from 1.
 */
final class Mwan3Policy {
  /**
   * An interface in it.
   *
   * @param tier from 1
   * @param weight as it stands there, 1 by default
   */
  record Member(
      String uplink,
      int tier,
      int weight,
      Optional<Found> metric,
      Optional<Found> share,
      List<Found> by) {
    Found[] ofTheMetric() {
      List<Found> from = new ArrayList<>(by);
      metric.ifPresent(from::add);
      return from.toArray(Found[]::new);
    }

    Found[] ofTheWeight() {
      return share.stream().toArray(Found[]::new);
    }
  }

  private final String name;
  private final List<Member> members;

  private Mwan3Policy(String name, List<Member> members) {
    this.name = name;
    this.members = members;
  }

  static Mwan3Policy of(List<UciSection> all) {
    List<UciSection> ours = all.stream().filter(it -> it.pack().equals("mwan3")).toList();
    Optional<UciSection> rule =
        ours.stream()
            .filter(it -> it.type().equals("rule") && isForEverything(it))
            .reduce((_, later) -> later);
    Optional<UciSection> policy =
        rule.flatMap(it -> it.option("use_policy"))
            .flatMap(use -> named(ours, "policy", use.value()))
            .or(() -> ours.stream().filter(it -> it.type().equals("policy")).findFirst());
    if (policy.isEmpty()) {
      return new Mwan3Policy("", List.of());
    }
    List<UciSection> used =
        policy.get().list("use_member").stream()
            .flatMap(use -> named(ours, "member", use.value()).stream())
            .toList();
    SortedSet<Integer> metrics = new TreeSet<>();
    used.forEach(it -> metrics.add(metric(it)));
    List<Found> by = new ArrayList<>(policy.get().list("use_member"));
    rule.flatMap(it -> it.option("use_policy")).ifPresent(by::add);
    List<Member> members =
        used.stream()
            .map(
                it ->
                    new Member(
                        it.text("interface", ""),
                        metrics.headSet(metric(it)).size() + 1,
                        it.option("weight").stream()
                            .flatMapToInt(weight -> Numbers.whole(weight, 1, 1000).stream())
                            .findFirst()
                            .orElse(1),
                        it.option("metric"),
                        it.option("weight"),
                        sources(it, by)))
            .toList();
    return new Mwan3Policy(policy.get().name(), members);
  }

  private static List<Found> sources(UciSection member, List<Found> by) {
    List<Found> sources = new ArrayList<>();
    by.stream().filter(it -> it.value().equals(member.name())).forEach(sources::add);
    member.option("interface").ifPresent(sources::add);
    return sources;
  }

  private static boolean isForEverything(UciSection rule) {
    String destination = rule.text("dest_ip", "0.0.0.0/0");
    return (destination.equals("0.0.0.0/0") || destination.equals("::/0"))
        && rule.option("src_ip").isEmpty()
        && rule.option("src_port").isEmpty()
        && rule.option("dest_port").isEmpty()
        && rule.option("ipset").isEmpty()
        && rule.text("proto", "all").equals("all")
        && rule.text("family", "ipv4").matches("ipv4|any");
  }

  private static int metric(UciSection member) {
    return member.option("metric").stream()
        .flatMapToInt(metric -> Numbers.whole(metric, 1, 1000).stream())
        .findFirst()
        .orElse(1);
  }

  private static Optional<UciSection> named(List<UciSection> all, String type, String name) {
    return all.stream().filter(it -> it.type().equals(type) && it.name().equals(name)).findFirst();
  }

  String name() {
    return name;
  }

  Optional<Member> member(String uplink) {
    return members.stream().filter(it -> it.uplink().equals(uplink)).findFirst();
  }

  /** The highest tier; 0 if there is no member. */
  int last() {
    return members.stream().mapToInt(Member::tier).max().orElse(0);
  }

  /** True if several have one tier. */
  boolean balances() {
    return members.stream().map(Member::tier).distinct().count() < members.size();
  }
}
