package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Others' programs read the event stream of the service as it is built. */
class StreamReadersIT {
  private static final Pattern ID = Pattern.compile("(?m)^id: ([0-9]+)\n");
  private static final Pattern TOLD = Pattern.compile("(?m)^event ([0-9]+) ");
  private static final Path NPM = Path.of("src/test/npm").toAbsolutePath();

  private static final int PORT = LiveProcess.freePort();
  private static final String URL = "http://127.0.0.1:" + PORT + "/api/v1/events";
  private static LiveProcess service = LiveProcess.start("true");

  @BeforeAll
  static void begin() {
    service = LiveProcess.demo(PORT);
  }

  @AfterAll
  static void end() {
    service.close();
  }

  private static void need(boolean there, String what) {
    if (!there) {
      System.err.println("SKIPPED: a reader of the event stream is not tested: " + what);
    }
    assumeTrue(there, what);
  }

  private static List<String> ids(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  @Test
  void curlReadsItPlainAndCompressedAndResumes() {
    need(LiveProcess.isInstalled("curl"), "there is no curl");
    try (LiveProcess plain = LiveProcess.start("curl", "-sN", URL + "?after=0");
        LiveProcess compressed = LiveProcess.start("curl", "-sNv", "--compressed", URL)) {
      List<String> ids = ids(ID, plain.await("some events", text -> ids(ID, text).size() > 40));
      assertThat(compressed.await("some events", text -> ids(ID, text).size() > 20))
          .containsIgnoringCase("< content-encoding: gzip")
          .contains("\nevent: ", "\ndata: {\"type\":\"");

      // Rare ones for sure, and frequent ones as far as they are remembered.
      int from = ids.size() - 10;
      try (LiveProcess resumed =
          LiveProcess.start("curl", "-sN", "-H", "Last-Event-ID: " + ids.get(from), URL)) {
        List<String> next = ids(ID, resumed.await("it goes on", text -> ids(ID, text).size() > 10));
        assertThat(next)
            .doesNotContainAnyElementsOf(ids.subList(0, from + 1))
            .isSorted()
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void pythonReadsItWithItsStandardLibrary() {
    need(LiveProcess.isInstalled("python3"), "there is no python3");
    try (LiveProcess python =
        LiveProcess.start("python3", "src/it/python/events.py", "127.0.0.1", "" + PORT)) {
      assertThat(
              python.await(
                  "some events", text -> text.contains("quality") && ids(TOLD, text).size() > 20))
          .startsWith("type text/event-stream")
          .doesNotContain("wrong", "Traceback");
    }
  }

  @Test
  void anEventSourceComesBackBehindTheLastEventThatItHasSeen() {
    need(
        LiveProcess.isInstalled("node") && Files.isDirectory(NPM.resolve("node_modules")),
        "there is no node, or src/test/prepare has not run");
    try (LiveProcess node =
            LiveProcess.start("node", "src/it/node/events.mjs", URL, NPM.toString());
        LiveProcess watch =
            LiveProcess.start(LiveProcess.launcher(), "watch", "--url", "127.0.0.1:" + PORT)) {
      String first =
          node.await(
              "some events", text -> text.contains("quality") && ids(TOLD, text).size() > 20);
      assertThat(first).startsWith("open\n").doesNotContain("wrong", "unnamed", "error");

      String _ = watch.await("it has been told", text -> !text.isEmpty());
      service.kill();
      String broken = node.await("it notices", text -> text.contains("error"));
      String last = ids(TOLD, broken).getLast();
      service = LiveProcess.demo(PORT);
      String back =
          node.await(
              "it comes back", text -> ids(TOLD, text.substring(broken.length())).size() > 10);

      // What lies between is not kept, and that is said of the very event that it had seen last.
      assertThat(back).contains("gap " + last + "\n").doesNotContain("wrong", "unnamed");
      assertThat(ids(TOLD, back).stream().map(Long::valueOf).toList())
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(watch.await("it is back", text -> text.contains("the service is back")))
          .contains("! the service is away: ");
    }
  }
}
