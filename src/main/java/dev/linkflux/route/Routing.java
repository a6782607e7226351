package dev.linkflux.route;

/**
 * The numbers that are ours in the kernel.
 *
 * @param protocol route protocol number that everything of ours carries
 * @param tables number of the first uplink's table; the others follow
 * @param marks firewall mark of the first uplink; the others follow
 * @param metric of the main default route; those in waiting follow
 * @param priority of our first rule
 */
public record Routing(int protocol, int tables, int marks, int metric, int priority) {
  public static final Routing DEFAULT = new Routing(76, 1001, 0x1000, 10, 20_000);
}
