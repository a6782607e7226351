package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hooks that are programs are given, and what they print; with real ones. */
class ProgramsTest {
  @TempDir private Path directory;

  @Test
  void aProgramFindsTheNoticeInItsEnvironmentAndLittleElse() {
    try (Hooked it =
        new Hooked(new Hook.Program(List.of("env"), Hooked.ALL, Duration.ofSeconds(20)))) {
      it.happens(Samples.serverDown(1));

      assertThat(it.end())
          .contains(
              "hook env: LINKFLUX_EVENT=server",
              "hook env: LINKFLUX_SENTENCE=vps is Down: nobody listens at port 65500")
          .allMatch(
              line ->
                  line.matches("hook env: (LINKFLUX_[A-Z]+|PATH|HOME|USER|LOGNAME|LANG|TZ)=.*"));
    }
  }

  @Test
  void aHostileSentenceIsOneArgumentOfNobody() {
    try (Hooked it = new Hooked(Hooked.shell("printf '<%s>' \"$LINKFLUX_SENTENCE\""))) {
      it.happens(Samples.transition(1, "$(reboot)\n`id`; rm -rf \0 \u001b[31m'\""));

      assertThat(it.end()).containsExactly("hook /bin/sh: <$(reboot)?`id`; rm -rf ? ?[31m'\">");
    }
  }

  @Test
  void aVeryLongSentenceIsNoObstacle() {
    try (Hooked it = new Hooked(Hooked.shell("echo ${#LINKFLUX_SENTENCE}"))) {
      it.happens(Samples.transition(1, "x".repeat(3_000_000)));

      assertThat(it.end()).containsExactly("hook /bin/sh: 4096");
    }
  }

  @Test
  void itHasNothingToRead() {
    try (Hooked it = new Hooked(Hooked.shell("cat; readlink /proc/self/fd/0"))) {
      it.happens(Samples.transition(1));

      assertThat(it.end()).containsExactly("hook /bin/sh: /dev/null");
    }
  }

  @Test
  void whatItPrintsIsLoggedLineByLineWithItsErrors() {
    try (Hooked it =
        new Hooked(
            Hooked.shell("echo one; echo two >&2; printf 'a\\033[2Jb\\r\\n\\n'; printf end"))) {
      it.happens(Samples.transition(1));

      assertThat(it.end())
          .containsExactly(
              "hook /bin/sh: one",
              "hook /bin/sh: two",
              "hook /bin/sh: a?[2Jb",
              "hook /bin/sh: end");
    }
  }

  @Test
  void aFloodIsCutAndCounted() {
    try (Hooked it = new Hooked(Hooked.shell("seq 1 100000"))) {
      it.happens(Samples.transition(1));

      assertThat(it.end())
          .hasSize(65)
          .startsWith("hook /bin/sh: 1", "hook /bin/sh: 2")
          .endsWith("hook /bin/sh: 64", "hook /bin/sh: ... and 99936 more lines, 588712 bytes");
    }
  }

  @Test
  void aLineWithoutAnEndIsCut() {
    try (Hooked it = new Hooked(Hooked.shell("head -c 1000000 /dev/zero | tr '\\0' x"))) {
      it.happens(Samples.transition(1));

      assertThat(it.end()).containsExactly("hook /bin/sh: " + "x".repeat(397) + "...");
    }
  }

  @Test
  void aFailureIsToldWithItsStatus() {
    try (Hooked it = new Hooked(Hooked.shell("exit 3"))) {
      it.happens(Samples.transition(1));
      it.happens(Samples.transition(2));

      assertThat(it.end())
          .containsExactly(
              "hook /bin/sh: failed with status 3", "hook /bin/sh: failed with status 3");
    }
  }

  @Test
  void oneThatCannotBeStartedIsToldOnce() throws IOException {
    Path plain = Files.writeString(directory.resolve("plain"), "no program");
    Hook.Program missing =
        new Hook.Program(List.of("/nowhere/hook", "x"), Hooked.ALL, Duration.ofSeconds(1));
    Hook.Program text =
        new Hook.Program(List.of(plain.toString()), Hooked.ALL, Duration.ofSeconds(1));
    try (Hooked it = new Hooked(missing, text)) {
      for (int at = 0; at < 5; at++) {
        it.happens(Samples.transition(at));
      }

      assertThat(it.end())
          .hasSize(2)
          .anyMatch(
              line ->
                  line.contains("hook /nowhere/hook: cannot be started: ")
                      && line.contains("No such file"))
          .anyMatch(line -> line.contains("cannot be started: ") && line.contains("ermission"));
    }
  }
}
