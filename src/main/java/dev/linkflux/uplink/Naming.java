package dev.linkflux.uplink;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How names are resolved.
 *
 * @param nameservers asked through every uplink that has none of its own; empty: those of the
 *     uplink's network where they are known, else those of the system
 * @param own those of single uplinks, by the uplink's name
 * @param minTtl an answer is kept so long at least, whatever its TTL; also an error
 * @param maxTtl an answer is kept so long at most
 * @param perMinute rounds of asking for one name through one uplink within any minute, at most;
 *     from 1. A round is at most one question for A and one for AAAA to each name server that it
 *     takes, repeated once where there is no answer. No name server hears more than twice as many
 *     questions for one name through one uplink within any minute
 * @param stale how long the last good addresses serve while the name servers give none (RFC 8767)
 */
public record Naming(
    List<Nameserver> nameservers,
    Map<String, List<Nameserver>> own,
    Duration minTtl,
    Duration maxTtl,
    int perMinute,
    Duration stale) {
  /** Its limit lets a TTL of 5 s be followed, renewed a little before its end. */
  public static final Naming DEFAULT =
      new Naming(
          List.of(), Map.of(), Duration.ofSeconds(5), Duration.ofDays(1), 15, Duration.ofDays(30));

  public Naming {
    nameservers = List.copyOf(nameservers);
    own = Map.copyOf(own);
  }
}
