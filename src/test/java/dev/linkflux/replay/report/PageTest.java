package dev.linkflux.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.replay.score.Course;
import dev.linkflux.replay.score.Scores;
import dev.linkflux.replay.score.Truth;
import dev.linkflux.route.Routing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands in the file, whatever the names are and however much there is of everything. */
class PageTest {
  private static final TargetId TARGET = new TargetId("one", 0);
  private static final Pattern TOLD =
      Pattern.compile(
          "<script type=\"application/json\" id=\"told\">(.*?)</script>", Pattern.DOTALL);

  @Test
  void namesThatOthersHaveChosenStayNames() throws IOException {
    String hostile = "</script><script>alert(1)</script>\u2028<!--\"'&";
    String html = Page.html(hostile, List.of(chapter("", hostile, 3, 2, 10)));

    assertThat(html.contains("<script>alert")).isFalse();
    assertThat(html.split("<script", -1)).hasSize(3);
    assertThat(html.contains("&#60;/script&#62;&#60;script&#62;alert(1)")).isTrue();
    assertThat(html.substring(html.indexOf("id=\"told\"")).contains("\u2028")).isFalse();
    assertThat(told(html).at("/chapters/0/uplinks/0").textValue()).isEqualTo(hostile + 0);
    assertThat(told(html).at("/chapters/0/lanes/1/name").textValue()).isEqualTo(hostile + 1);
  }

  @Test
  void thePolicyAllowsThePagesOwnScriptAndStyleAndNothingElse() {
    String html = Page.html("trace", List.of(chapter("", "uplink", 1, 1, 1)));

    String script = html.substring(html.lastIndexOf("<script>") + 8, html.lastIndexOf("</script>"));
    String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
    assertThat(html)
        .contains(
            "content=\"default-src 'none'; style-src "
                + Bundle.hash(style)
                + "; script-src "
                + Bundle.hash(script)
                + "; img-src data:; base-uri 'none'; form-action 'none'\"");
    assertThat(html).doesNotContain(" style=\"").doesNotContain(" onclick=");
  }

  @Test
  void aPageOfAVeryLongAndWildTraceIsNotLargerThanThreeMegabytes() throws IOException {
    String html = Page.html("trace", List.of(chapter("", "uplink with a name é ", 30, 14, 20_000)));

    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
    JsonNode chapter = told(html).at("/chapters/0");
    assertThat(chapter.path("uplinks")).hasSize(24);
    assertThat(chapter.path("lanes")).hasSize(12);
    assertThat(chapter.at("/lanes/3/count").intValue()).isEqualTo(20_000);
    assertThat(chapter.at("/lanes/3/switches").size()).isBetween(100, 5000);
    assertThat(html)
        .contains("6 of 30 uplinks are not drawn", "2 of 14 lanes are not drawn")
        .containsPattern("the [0-9,]+ shortest of 240,000 switches are not drawn");
  }

  @Test
  void manyRoutersShareTheRoomOfOne() throws IOException {
    List<Chapter> chapters =
        IntStream.range(0, 50).mapToObj(i -> chapter("router " + i, "uplink", 3, 2, 500)).toList();
    String html = Page.html("fleet", chapters);

    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
    assertThat(told(html).path("chapters")).hasSize(40);
    assertThat(html).contains("<h2>router 0</h2>", "<h2>router 49</h2>");
  }

  private static JsonNode told(String html) throws IOException {
    Matcher found = TOLD.matcher(html);
    assertThat(found.find()).isTrue();
    return new ObjectMapper().readTree(found.group(1));
  }

  /** Uplinks that are asked every 100 ms, and lanes of so many switches. */
  private static Chapter chapter(String router, String name, int uplinks, int lanes, int switches) {
    SplittableRandom random = new SplittableRandom(7);
    List<UplinkId> ids =
        IntStream.range(0, uplinks).mapToObj(i -> new UplinkId(name + i, i)).toList();
    Settings settings = settings(ids);
    Curves curves = new Curves(settings);
    Truth truth = new Truth(settings);
    for (int i = 0; i < Bins.COUNT; i++) {
      for (UplinkId id : ids) {
        Moment at = at(i * 100L);
        ProbeId probe = new ProbeId(id, TARGET, i);
        List<Event> seen = new ArrayList<>(List.of(new Observation.Sent(at, probe)));
        if (random.nextInt(7) > 0) {
          seen.add(new Observation.Returned(at, probe, random.nextLong(1_000_000, 900_000_000)));
        }
        curves.accept(seen);
        truth.accept(seen);
      }
    }
    Moment end = at(Math.max(Bins.COUNT * 100L, switches * 50L));
    curves.end(end);
    truth.end(end);
    List<Choice> choices = new ArrayList<>();
    Course course = course(settings, ids, switches, name);
    for (int lane = 0; lane < lanes; lane++) {
      choices.add(
          new Choice(
              name + lane, settings, course, Scores.of(truth, course, settings, Moment.ZERO, end)));
    }
    return new Chapter(
        router,
        Optional.of(Instant.parse("2026-11-22T03:00:00Z")),
        Moment.ZERO,
        end,
        curves,
        truth,
        choices);
  }

  private static Course course(Settings settings, List<UplinkId> ids, int switches, String words) {
    Course course = new Course(settings);
    String sentence = words.repeat(3) + " is down: no answer from any of 3 targets for 0.6 s";
    for (int i = 0; i < switches; i++) {
      UplinkId id = ids.get(i % ids.size());
      Moment at = at(i * 50L);
      course.accept(
          List.of(
              new Transition(
                  at, id, StateName.UP, StateName.DOWN, Cause.BLACKOUT, List.of(), sentence),
              new Election(
                  at,
                  List.of(ids.get((i + 1) % ids.size())),
                  List.of(),
                  List.of(),
                  Cause.BLACKOUT,
                  sentence)));
    }
    return course;
  }

  private static Settings settings(List<UplinkId> ids) {
    return new Settings(
        ids.stream().map(id -> new Uplink(id, id.name(), 1, List.of(), 1, false)).toList(),
        List.of(),
        Demand.DEFAULTS,
        Probing.DEFAULT,
        Windowing.DEFAULT,
        Rules.DEFAULT,
        Routing.DEFAULT);
  }

  private static Moment at(long millis) {
    return new Moment(millis * 1_000_000);
  }
}
