package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How hooks that are programs end, whatever they do; with real ones. */
class ProgramsEndTest {
  @Test
  void oneThatHangsIsEndedWithItsChildren() {
    String script = "sleep 1234 & sh -c 'sleep 1235; :' & echo $$ $!; wait";
    try (Hooked it = new Hooked(Hooked.shell(Duration.ofMillis(700), script))) {
      it.happens(Samples.transition(1));

      assertThat(it.end()).last().isEqualTo("hook /bin/sh: took longer than 0.7 s and was ended");
      assertThat(commands()).noneMatch(line -> line.matches(".*sleep 123[45].*"));
    }
  }

  @Test
  void oneThatDoesNotListenIsKilled() {
    String script =
        "trap '' TERM; sh -c 'trap \"\" TERM; while :; do sleep 0.1237; done' & echo deaf; wait;"
            + " sleep 1236";
    try (Hooked it = new Hooked(Hooked.shell(Duration.ofMillis(700), script))) {
      it.happens(Samples.transition(1));

      assertThat(it.end())
          .containsExactly(
              "hook /bin/sh: deaf", "hook /bin/sh: took longer than 0.7 s and was ended");
      assertThat(commands())
          .noneMatch(line -> line.contains("do sleep 0.1237") || line.contains("sleep 1236"));
    }
  }

  @Test
  void aChildThatItLeavesBehindHoldsNobodyUp() {
    try (Hooked it = new Hooked(Hooked.shell("sleep 5 & echo $!"))) {
      it.happens(Samples.transition(1));
      long begun = System.nanoTime();
      String last = it.end().getLast();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      long child = Long.parseLong(last.replace("hook /bin/sh: ", ""));
      assertThat(ProcessHandle.of(child).orElseThrow().destroy()).isTrue();
    }
  }

  @Test
  void noZombieAndNoFileIsLeft() throws IOException {
    try (Hooked it = new Hooked(Hooked.shell("echo x"), Hooked.shell("exit 1"))) {
      it.happens(Samples.transition(1));
      it.log.await(lines -> lines.size() == 2, "end of two programs");
      Set<String> before = pipes();
      for (int at = 0; at < 40; at++) {
        it.happens(Samples.transition(at));
      }
      it.log.await(lines -> lines.size() == 82, "end of all programs");

      assertThat(it.end()).hasSize(82);
      awaitPipes(before.size());
      assertThat(ProcessHandle.current().children()).isEmpty();
    }
  }

  /** The reaper of the last program closes its end of a pipe when it comes to it. */
  private static void awaitPipes(int count) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (pipes().size() > count) {
      assertThat(System.nanoTime()).as("%s", pipes()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /** The pipes that this process holds. */
  private static Set<String> pipes() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.map(ProgramsEndTest::target)
          .filter(target -> target.startsWith("pipe:"))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return "closed meanwhile";
    }
  }

  private static List<String> commands() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .toList();
  }
}
