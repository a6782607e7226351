package dev.linkflux.resolve;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** How long an answer may be kept, as it says itself. */
final class Lifetime {
  /** Times to live have 31 bits; with the top bit set one counts as 0 (RFC 2181 section 8). */
  private static final long LONGEST_SECONDS = Integer.MAX_VALUE;

  private Lifetime() {}

  /** As long as the shortest of the records that answer; without any, as long as can be. */
  static Duration ofAnswer(Message answer) {
    return shortest(answer.getSection(Section.ANSWER).stream().mapToLong(Record::getTTL))
        .orElse(Duration.ofSeconds(LONGEST_SECONDS));
  }

  /**
   * The lesser of the TTL of the zone's SOA record and its last field (RFC 2308 section 5); zero
   * without one: then it is not to be kept.
   */
  static Duration ofNothing(Message answer) {
    return shortest(
            answer.getSection(Section.AUTHORITY).stream()
                .flatMap(it -> it instanceof SOARecord soa ? Stream.of(soa) : Stream.empty())
                .mapToLong(soa -> Math.min(soa.getTTL(), soa.getMinimum())))
        .orElse(Duration.ZERO);
  }

  private static Optional<Duration> shortest(LongStream seconds) {
    return seconds
        .map(it -> it > LONGEST_SECONDS ? 0 : it)
        .boxed()
        .min(Long::compare)
        .map(Duration::ofSeconds);
  }
}
