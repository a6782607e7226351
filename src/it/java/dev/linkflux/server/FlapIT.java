package dev.linkflux.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.Uplink;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A main server that comes and goes is switched to and from seldom, and however often servers are
 * checked, name servers are asked as often as their answers expire. {@code -Dlinkflux.minutes=10}
 * does it for longer.
 */
@NeedsLab
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class FlapIT {
  private static final Duration LENGTH =
      Integer.getInteger("linkflux.minutes", 0) > 0
          ? Duration.ofMinutes(Integer.getInteger("linkflux.minutes", 0))
          : Duration.ofSeconds(20);

  private static final Duration PHASE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int TTL_SECONDS = 5;

  /** The default of dns.limit. */
  private static final int LIMIT_PER_MINUTE = 15;

  /** For as long as dampening lasts, one way to the backup and perhaps back and there again. */
  private static final long MOST_SWITCHES = 4;

  @TempDir private Path directory;

  @Test
  void aFlappingServerIsLeftAloneAndNamesAreAskedForAsTheirTimeSays() {
    try (Far far = Far.open(directory)) {
      Pair pair = new Pair(far);
      NameServer names = pair.counting(TTL_SECONDS);
      try (Program program = far.start(Pair.configuration("auto"))) {
        var _ = program.await(Pair.MAIN, it -> it.path("state").asText().equals("Up"), PATIENCE);
        long begin = System.nanoTime();
        int cycles = 0;
        while (System.nanoTime() - begin < LENGTH.toNanos()) {
          long _ = pair.die();
          Await.pass(PHASE);
          long _ = pair.rise();
          Await.pass(PHASE);
          cycles++;
        }
        long switches = program.told("election").stream().filter(it -> it.seen() >= begin).count();
        System.out.printf("%d times down and up: %d switches%n", cycles, switches);
        assertThat(switches).isBetween(1L, MOST_SWITCHES * Math.max(1, LENGTH.toMinutes()));
        assertAskedSeldom(names, begin);
      }
    }
  }

  /** Of each name, type and uplink: by TTL one in five seconds, by the limit 15 a minute. */
  private static void assertAskedSeldom(NameServer names, long begin) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    double byTtl = seconds / TTL_SECONDS + 1;
    double byLimit = LIMIT_PER_MINUTE * Math.ceil(seconds / 60);
    List<NameServer.Query> queries = names.queriesSince(begin);
    for (String name : List.of(Pair.MAIN, Pair.BACKUP)) {
      for (String type : List.of("A", "AAAA")) {
        for (InetAddress uplink : List.of(Uplink.router4(1), Uplink.router6(2))) {
          long asked =
              queries.stream()
                  .filter(it -> it.name().equals(name + ".example") && it.type().equals(type))
                  .filter(it -> it.from().equals(uplink))
                  .count();
          System.out.printf("%s %s through %s: %d%n", name, type, uplink, asked);
          assertThat(asked)
              .as("%s %s through %s in %.0f s", name, type, uplink, seconds)
              .isBetween(1L, (long) Math.min(byTtl, byLimit));
        }
      }
    }
    assertThat(queries).allMatch(it -> it.name().endsWith(".example"));
  }
}
