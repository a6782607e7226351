package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.NetlinkEvent.Overrun;
import dev.linkflux.route.Routing;
import dev.linkflux.route.linux.News.Heard;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of the table whatever happens to the interfaces and whenever it is read. */
class LinkTableLawTest {
  private static final int ROUNDS = 2000;
  private static final int STEPS = 40;
  private static final UplinkId FIBRE = new UplinkId("fibre", 0);
  private static final Uplink UPLINK = new Uplink(FIBRE, "wan1", 1, List.of(), 1, false);

  /** One table, the interfaces that it watches, and what of them has come to it until now. */
  private static final class Course {
    private final Random random;
    private final LinkTable table = new LinkTable(List.of(UPLINK), Routing.DEFAULT);
    private final Interfaces world;
    private final List<Interfaces.Snapshot> history = new ArrayList<>();
    private LinkFacts told =
        new LinkFacts(Moment.ZERO, FIBRE, 0, false, false, List.of(), List.of(), false);

    /** Announcements that have come, and how much of the history they tell. */
    private long number;

    private int heardUpTo;

    Course(Random random) {
      this.random = random;
      this.world = new Interfaces(random);
      history.add(world.snapshot());
      give(new Heard(number, new Overrun("nothing is known yet")));
      read(0, 0);
    }

    void give(News news) {
      for (Unstamped change : table.accept(news)) {
        if (change.at(Moment.ZERO) instanceof LinkFacts facts) {
          told = facts;
        }
      }
    }

    void happen() {
      world.change();
      history.add(world.snapshot());
    }

    /** The next of what happened is announced, or all of the rest is lost. */
    void hear(boolean lost) {
      if (lost) {
        heardUpTo = history.size() - 1;
        give(new Heard(++number, new Overrun("lost")));
      } else if (heardUpTo < history.size() - 1) {
        heardUpTo++;
        give(new Heard(++number, history.get(heardUpTo).announcement()));
      }
    }

    /** A reading shows a moment between that of the last announcement before it and now. */
    void read(long upTo, int from) {
      int moment = from + random.nextInt(history.size() - from);
      give(history.get(moment).reading(upTo));
    }
  }

  @Test
  void afterTheLastReadingAllIsAsItIsWhateverWasLost() {
    for (int round = 0; round < ROUNDS; round++) {
      Course course = new Course(new Random(round));
      for (int step = 0; step < STEPS; step++) {
        switch (course.random.nextInt(4)) {
          case 0, 1 -> course.happen();
          case 2 -> course.hear(course.random.nextInt(4) == 0);
          default -> course.read(course.number, course.heardUpTo);
        }
      }
      course.hear(true);
      course.read(course.number, course.heardUpTo);
      Interfaces.Snapshot now = course.history.getLast();
      assertThat(course.told.index()).as("seed %d", round).isEqualTo(now.index("wan1"));
      assertThat(now.isSeenIn(course.told)).as("seed %d: %s", round, course.told).isTrue();
      assertThat(course.told.addresses())
          .as("seed %d", round)
          .containsExactlyInAnyOrderElementsOf(now.prefixes("wan1"));
      assertThat(course.told.gateways()).as("seed %d", round).containsAll(now.gateways("wan1"));
    }
  }

  /** Readings come late: they show what was before things that are announced meanwhile. */
  @Test
  void noReadingBringsBackWhatAnAnnouncementHasEnded() {
    for (int round = 0; round < ROUNDS; round++) {
      Course course = new Course(new Random(round));
      long begunAfter = course.number;
      int begunAt = course.heardUpTo;
      for (int step = 0; step < STEPS; step++) {
        switch (course.random.nextInt(5)) {
          case 0, 1 -> course.happen();
          case 2 -> course.hear(false);
          case 3 -> {
            begunAfter = course.number;
            begunAt = course.heardUpTo;
          }
          default -> course.read(begunAfter, begunAt);
        }
        List<Interfaces.Snapshot> since =
            course.history.subList(course.heardUpTo, course.history.size());
        LinkFacts told = course.told;
        assertThat(since)
            .as("seed %d, step %d: %s", round, step, told)
            .anyMatch(moment -> moment.isSeenIn(told));
      }
    }
  }
}
