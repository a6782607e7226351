package dev.linkflux.uplink;

import java.net.InetAddress;
import java.util.List;

/**
 * A host that is probed through every uplink.
 *
 * @param id name and position
 * @param question what it is asked
 * @param required an uplink through which just this one is silent is down, though others answer
 */
public record Target(TargetId id, Question question, boolean required) {
  /** Three public resolvers of different operators, each anycast from many places. */
  public static final List<Target> DEFAULTS =
      List.of(
          icmp(0, "cloudflare", "1.1.1.1"),
          icmp(1, "quad9", "9.9.9.9"),
          icmp(2, "google", "8.8.8.8"));

  /** One that is evidence like the others. */
  public Target(TargetId id, Question question) {
    this(id, question, false);
  }

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
