package dev.linkflux.uplink;

import java.net.InetAddress;
import java.util.List;

/**
 * A host that is probed through every uplink.
 *
 * @param id name and position
 * @param question what it is asked
 */
public record Target(TargetId id, Question question) {
  /** Three public resolvers of different operators, each anycast from many places. */
  public static final List<Target> DEFAULTS =
      List.of(
          icmp(0, "cloudflare", "1.1.1.1"),
          icmp(1, "quad9", "9.9.9.9"),
          icmp(2, "google", "8.8.8.8"));

  /** One that is pinged, at an address literal. */
  public static Target icmp(int ordinal, String name, String address) {
    return new Target(
        new TargetId(name, ordinal), new Question.Icmp(InetAddress.ofLiteral(address)));
  }

  public String name() {
    return id.name();
  }

  public ProbeKind kind() {
    return question.kind();
  }
}
