package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Hook;
import dev.linkflux.decision.Transition;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than hooks, or the threads before them, can take. */
class FloodTest {
  private static final String SAY = "echo $LINKFLUX_SENTENCE";

  @TempDir private Path directory;

  @Test
  void aHookThatIsBehindMissesWhatHasWaitedLongestAndSaysSoOnce() throws IOException {
    Path go = directory.resolve("go");
    Hook.Program slow =
        new Hook.Program(
            List.of("/bin/sh", "-c", SAY + "; until [ -e " + go + " ]; do sleep 0.02; done"),
            EnumSet.of(Hook.On.TRANSITION),
            Duration.ofSeconds(20));
    Hook.Program watcher =
        new Hook.Program(
            List.of("/bin/sh", "-c", "echo all are fed"),
            EnumSet.of(Hook.On.ELECTION),
            Duration.ofSeconds(20));
    try (Hooked it = new Hooked(slow, watcher)) {
      it.happens(Samples.transition(0, "first"));
      it.log.await("first");
      for (int at = 1; at <= 100; at++) {
        it.happens(Samples.transition(at, "number " + at));
      }
      it.log.await("is behind");
      it.happens(Samples.transition(101, "last"));
      it.happens(Samples.election(102, List.of(Samples.FIBRE), List.of()));
      it.log.await("all are fed");
      Files.createFile(go);
      List<String> lines = it.end().stream().filter(line -> !line.contains("all are fed")).toList();

      assertThat(lines)
          .hasSize(1 + 1 + 64 + 1)
          .containsOnlyOnce("hook /bin/sh is behind by 64: what has waited longest is dropped")
          .endsWith("hook /bin/sh: last", "hook /bin/sh has caught up; it was not told 37");
      assertThat(lines.get(2)).isEqualTo("hook /bin/sh: number 38");
    }
  }

  @Test
  void aHookThatHangsHoldsUpNeitherTheOthersNorTheFeederAndFillsNoMemory() {
    List<WeakReference<Transition>> told = new ArrayList<>();
    Hook.Program hanging = Hooked.shell(Duration.ofSeconds(60), "echo hangs; sleep 1237");
    Hook.Program other =
        new Hook.Program(
            List.of("printenv", "LINKFLUX_SENTENCE"),
            EnumSet.of(Hook.On.TRANSITION),
            Duration.ofSeconds(20));
    try (Hooked it = new Hooked(hanging, other)) {
      it.happens(Samples.transition(0, "before"));
      it.log.await("hangs");
      for (int at = 1; at <= 10_000; at++) {
        Transition one = Samples.transition(at);
        told.add(new WeakReference<>(one));
        it.happens(one);
      }
      // All are fed, and the first run hangs still.
      assertThat(it.log.lines()).filteredOn(line -> line.contains("hangs")).hasSize(1);
      it.happens(Samples.transition(10_001, "after"));
      it.log.await("after");
      awaitFew(told);

      it.hooks.close(Duration.ZERO).block();
      it.awaitEnd();
      assertThat(it.log.lines())
          .filteredOn(line -> line.startsWith("hook /bin/sh") && line.contains(" ends"))
          .containsExactlyInAnyOrder(
              "hook /bin/sh: was ended, since the service ends",
              "hook /bin/sh: it ends with 64 not told");
    }
  }

  /** Not more than both hooks have room for, and the turns under way. */
  private static void awaitFew(List<WeakReference<Transition>> told) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    long held = Long.MAX_VALUE;
    while (held > 2 * 64 + 32) {
      assertThat(System.nanoTime()).as("held: %d", held).isLessThan(deadline);
      System.gc();
      held = told.stream().filter(one -> one.get() != null).count();
    }
  }

  @Test
  void whatTheFeederCannotQueueIsCounted() {
    try (Hooked it = new Hooked(Hooked.shell(SAY))) {
      CountDownLatch latch = new CountDownLatch(1);
      CountDownLatch waiting = new CountDownLatch(2);
      // Nobody has time: both threads that take notices wait; each is given some of these.
      for (int at = 0; at < 8; at++) {
        var _ =
            it.aside.schedule(
                () -> {
                  waiting.countDown();
                  await(latch);
                });
      }
      await(waiting);
      for (int at = 0; at < 3000; at++) {
        it.happens(Samples.transition(at), Samples.transition(at));
      }
      latch.countDown();

      assertThat(it.end())
          .filteredOn(line -> line.contains("are not told"))
          .hasSize(1)
          .first()
          .asString()
          .matches("hooks are not told of 39\\d\\d events: too many came at once");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      boolean _ = latch.await(120, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
