package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Hook;
import dev.linkflux.time.Woken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several hooks at once, and their end. */
class HooksTest {
  private static final String SAY = "echo $LINKFLUX_SENTENCE";

  @TempDir private Path directory;

  @Test
  void aHookIsToldOfWhatItWants() {
    Hook.Program servers =
        new Hook.Program(
            List.of("/bin/sh", "-c", "echo servers $LINKFLUX_EVENT"),
            Set.of(Hook.On.SERVER),
            Duration.ofSeconds(20));
    Hook.Program rest =
        new Hook.Program(
            List.of("/bin/sh", "-c", "echo rest $LINKFLUX_EVENT"),
            Set.of(Hook.On.TRANSITION, Hook.On.ELECTION),
            Duration.ofSeconds(20));
    try (Hooked it = new Hooked(servers, rest)) {
      it.happens(
          new Woken(Samples.millis(0)),
          Samples.transition(1),
          Samples.election(1, List.of(Samples.LTE), List.of()),
          Samples.serverDown(1));

      assertThat(it.end())
          .containsExactlyInAnyOrder(
              "hook /bin/sh: rest transition",
              "hook /bin/sh: rest election",
              "hook /bin/sh: servers server");
    }
  }

  @Test
  void oneHookIsToldInOrderOneAfterTheOther() {
    try (Hooked it = new Hooked(Hooked.shell("echo + $LINKFLUX_SENTENCE; echo -"))) {
      for (int at = 0; at < 20; at++) {
        it.happens(Samples.transition(at, "number " + at));
      }

      assertThat(it.end())
          .containsExactlyElementsOf(
              IntStream.range(0, 20)
                  .boxed()
                  .flatMap(
                      at -> List.of("hook /bin/sh: + number " + at, "hook /bin/sh: -").stream())
                  .toList());
    }
  }

  @Test
  void noMoreThanFourProgramsRunAtOnce() throws IOException {
    Path go = directory.resolve("go");
    Hook.Program waiting = Hooked.shell("echo here; until [ -e " + go + " ]; do sleep 0.02; done");
    Hook.Program[] six = new Hook.Program[6];
    Arrays.fill(six, waiting);
    try (Hooked it = new Hooked(six)) {
      it.happens(Samples.transition(1));
      it.log.await(lines -> lines.size() == 4, "four programs");

      assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).hasSize(4);
      Files.createFile(go);
      assertThat(it.end()).hasSize(6);
    }
  }

  @Test
  void atTheEndWhatIsUnderWayHasItsTime() {
    try (Hooked it = new Hooked(Hooked.shell("echo begun; sleep 0.3; echo done"))) {
      it.happens(Samples.transition(1));
      it.log.await("begun");
      it.hooks.close(Duration.ofSeconds(20)).block();

      assertThat(it.log.lines()).containsExactly("hook /bin/sh: begun", "hook /bin/sh: done");
    }
  }

  @Test
  void atTheEndWhatTakesTooLongIsEnded() {
    try (Hooked it =
        new Hooked(Hooked.shell("trap '' TERM; echo begun; while :; do sleep 0.1; done"))) {
      it.happens(Samples.transition(1));
      it.log.await("begun");
      it.hooks.close(Duration.ofMillis(50)).block();
      it.awaitEnd();

      assertThat(it.log.lines()).last().asString().endsWith("was ended, since the service ends");
      assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void withoutHooksThereIsNothingToWaitFor() {
    try (Hooked it = new Hooked()) {
      it.happens(Samples.transition(1));

      assertThat(it.end()).isEmpty();
    }
  }

  @Test
  void whatWasNeverFedIsClosedAtOnce() {
    try (Hooked it = new Hooked()) {
      Hooks unfed = new Hooks(List.of(Hooked.shell(SAY)), Samples.SETTINGS, it.means());

      assertThat(unfed.close(Duration.ofHours(1)).blockOptional(Duration.ofSeconds(20))).isEmpty();
    }
  }
}
