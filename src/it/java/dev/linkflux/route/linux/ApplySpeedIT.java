package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.NeedsLab;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a failover takes in the sink, with the image of the kernel and without. */
@Isolated("it measures how long the kernel takes")
@NeedsLab
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ApplySpeedIT {
  /** A measurement takes more: {@code -Dlinkflux.apply.rounds=1000}. */
  private static final int ROUNDS = Integer.getInteger("linkflux.apply.rounds", 60);

  @ParameterizedTest(name = "{0} uplinks")
  @ValueSource(ints = {3, 16})
  void aFailoverIsQuick(int count, @TempDir Path state) throws IOException {
    try (SinkLab it = new SinkLab(state)) {
      for (int number = 3; number <= count; number++) {
        it.lab.addWan(number);
      }
      List<Uplink> uplinks =
          RouteLab.uplinks(Collections.nCopies(count, "").toArray(new String[0]));
      List<LinkFacts> facts = facts(it, uplinks);
      RoutePlan home = Plans.carriedBy(0, uplinks, facts);
      RoutePlan away = Plans.carriedBy(count - 1, uplinks, facts);
      it.applied(home);
      long[] _ = measure(it, home, away); // until the code is warm
      String read = Figures.of(measure(it, home, away));
      it.hear();
      long[] imaged = measure(it, home, away);
      System.out.println(
          "apply of a failover, %d uplinks (%d routes, %d rules): read first %s; with an image %s"
              .formatted(
                  count, home.routes().size(), home.rules().size(), read, Figures.of(imaged)));
      Arrays.sort(imaged);
      assertThat(imaged[ROUNDS / 2]).isLessThan(Duration.ofMillis(100).toNanos());
      assertThat(it.drifted).isEmpty();
    }
  }

  private static long[] measure(SinkLab it, RoutePlan home, RoutePlan away) {
    long[] taken = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      assertThat(it.applied(i % 2 == 0 ? away : home).changes()).isPositive();
      taken[i] = System.nanoTime() - begin;
    }
    return taken;
  }

  private static List<LinkFacts> facts(SinkLab it, List<Uplink> uplinks) throws IOException {
    List<LinkFacts> facts = new ArrayList<>();
    for (Uplink uplink : uplinks) {
      int number = uplink.id().ordinal() + 1;
      facts.add(
          new LinkFacts(
              Moment.ZERO,
              uplink.id(),
              it.lab.index(uplink.device()),
              true,
              true,
              List.of(
                  new Prefix(SinkLab.address(false, number), 24),
                  new Prefix(SinkLab.address(true, number), 64)),
              List.of(SinkLab.gateway(false, number), SinkLab.gateway(true, number)),
              false));
    }
    return facts;
  }
}
