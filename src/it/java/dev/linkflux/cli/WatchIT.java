package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code linkflux watch} as it is built, in a real terminal and in none, beside a service. */
class WatchIT {
  /** Select Graphic Rendition of ECMA-48. */
  private static final Pattern PAINT = Pattern.compile("\u001b\\[([0-9;]*)m");

  /** Of one frame: to the top, what it shows, and erased below. */
  private static final Pattern FRAME = Pattern.compile("\u001b\\[H(.*?)\u001b\\[J", Pattern.DOTALL);

  /** Bold, faint, reverse, and what a terminal with 16 colours has. */
  private static final Set<String> SIXTEEN =
      Set.of("0", "1", "2", "7", "30", "31", "32", "33", "41", "42", "43", "46", "90", "97");

  private static final Map<String, String> TERMINAL =
      Map.of("TERM", "xterm", "LC_ALL", "C.UTF-8", "NO_COLOR", "");
  private static final int PORT = LiveProcess.freePort();
  private static final String URL = "http://127.0.0.1:" + PORT;
  private static LiveProcess demo = LiveProcess.start("true");

  @BeforeAll
  static void begin() {
    demo = LiveProcess.demo(PORT);
  }

  @AfterAll
  static void end() {
    demo.close();
  }

  private static LiveProcess watch(Map<String, String> environment, int columns, int rows) {
    boolean python = LiveProcess.isInstalled("python3");
    if (!python) {
      System.err.println("SKIPPED: watch is not tested in a terminal, as there is no python3");
    }
    assumeTrue(python, "no python3");
    return LiveProcess.start(
        environment,
        List.of(
            "python3",
            "src/it/python/terminal.py",
            "" + columns,
            "" + rows,
            LiveProcess.launcher(),
            "watch",
            "--url",
            URL));
  }

  private static LiveProcess plain(String... options) {
    return LiveProcess.start(
        Map.of("LC_ALL", "C.UTF-8", "TERM", "xterm"),
        Stream.concat(Stream.of(LiveProcess.launcher(), "watch", "--url", URL), Stream.of(options))
            .toList());
  }

  /** The lines of the last whole frame as they look; none before it. */
  private static List<String> picture(String text) {
    Matcher frames = FRAME.matcher(text);
    String last = "";
    while (frames.find()) {
      last = frames.group(1);
    }
    return PAINT.matcher(last.replaceAll("\u001b\\[K|\r", "")).replaceAll("").lines().toList();
  }

  private static Predicate<String> shows(Predicate<List<String>> fits) {
    return text -> fits.test(picture(text));
  }

  private static boolean has(List<String> lines, String part) {
    return lines.stream().anyMatch(line -> line.contains(part));
  }

  @Test
  void itFollowsTheSizeOfItsTerminalInSixteenColoursAndLeavesItAsItWas() {
    try (LiveProcess watch = watch(TERMINAL, 100, 30)) {
      List<String> wide =
          picture(
              watch.await(
                  "a wide picture",
                  shows(it -> has(it, "JITTER") && has(it, "⇄ ") && has(it, "dsl"))));
      assertThat(wide).hasSizeLessThanOrEqualTo(30);

      watch.tell("size 60 8");
      List<String> small =
          picture(
              watch.await("a small picture", shows(it -> has(it, "STATE") && !has(it, "JITTER"))));
      assertThat(small)
          .hasSizeLessThanOrEqualTo(8)
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));

      watch.tell("size 132 40");
      String text =
          watch.await("a picture with trends", shows(it -> has(it, "▁") && has(it, "1 min")));
      assertThat(
              PAINT
                  .matcher(text)
                  .results()
                  .flatMap(paint -> Set.of(paint.group(1).split(";", -1)).stream())
                  .collect(Collectors.toSet()))
          .contains("1")
          .isSubsetOf(SIXTEEN);

      watch.tell("type q");
      assertThat(watch.await("it ends", end -> end.contains("typing is") && end.endsWith("\n")))
          .contains("\u001b[?25h\u001b[?1049l")
          .endsWith("ended with 0, typing is shown\n");
    }
  }

  @Test
  void whoWantsNoColoursGetsNoneAndMayInterruptIt() {
    Map<String, String> grey = Map.of("TERM", "xterm", "LC_ALL", "C", "NO_COLOR", "1");
    try (LiveProcess watch = watch(grey, 80, 24)) {
      String text = watch.await("a picture", shows(it -> has(it, "fibre") && has(it, "dsl")));
      assertThat(PAINT.matcher(text).find()).isFalse();
      assertThat(picture(text)).allSatisfy(line -> assertThat(line).matches("[ -~]*"));

      watch.tell("type ^C");
      assertThat(watch.await("it ends", end -> end.contains("typing is") && end.endsWith("\n")))
          .endsWith("ended with 0, typing is shown\n");
    }
  }

  @Test
  void whereThereIsNoTerminalItIsPlainLinesOrJson() {
    try (LiveProcess picture = plain("--once");
        LiveProcess status = plain("--once", "--json");
        LiveProcess events = plain("--json", "--types", "quality,probe", "--every", "200ms");
        LiveProcess lines = plain()) {
      assertThat(picture.awaitExit()).isZero();
      assertThat(picture.await("three uplinks", text -> text.contains("dsl")))
          .contains("UPLINK", "fibre", "lte")
          .doesNotContain("\u001b");
      assertThat(status.awaitExit()).isZero();
      JsonNode told = ServiceClient.json(status.await("JSON", text -> text.endsWith("}\n")));
      assertThat(told.path("uplinks")).hasSize(3);
      assertThat(
              events
                  .await("some events", text -> text.lines().count() > 5)
                  .lines()
                  .limit(5)
                  .map(line -> ServiceClient.json(line).path("type").asText()))
          .isSubsetOf("quality", "probe");
      assertThat(lines.await("a sentence", text -> text.contains("\n")))
          .matches(Pattern.compile("\\d\\d:\\d\\d:\\d\\d [^\u001b]*", Pattern.DOTALL));
    }
  }
}
