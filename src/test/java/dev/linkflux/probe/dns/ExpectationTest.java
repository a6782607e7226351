package dev.linkflux.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.linkflux.uplink.Question;
import dev.linkflux.wire.dns.Answers;
import dev.linkflux.wire.dns.Dice;
import dev.linkflux.wire.dns.MangledAnswers;
import dev.linkflux.wire.dns.NameQuestion;
import dev.linkflux.wire.dns.Query;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;

class ExpectationTest {
  private static final Dice DICE = new Dice();

  private static Expectation expectation(String type, String... expected) {
    return Expectation.of(
        NameQuestion.of("a.example", type),
        new Question.Dns(
            InetAddress.ofLiteral("192.0.2.53"), 53, "a.example", type, List.of(expected)));
  }

  private static @Nullable String objection(
      String type, List<String> expected, String... zoneLines) {
    Query query = NameQuestion.of("a.example", type).query(DICE);
    byte[] answer = Answers.records(query.wire(), zoneLines);
    Message read = query.answeredBy(ByteBuffer.wrap(answer));
    assertThat(read).isNotNull();
    return expectation(type, expected.toArray(String[]::new)).objection(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A     | 192.0.2.1                | 192.0.2.1",
        "AAAA  | 2001:db8:0:0:0:0:0:1     | 2001:db8::1",
        "AAAA  | 2001:DB8::1              | 2001:db8::1",
        "CNAME | B.Example                | b.example.",
        "NS    | ns.example.              | NS.EXAMPLE.",
        "MX    | 10 MAIL.example.         | 10 mail.example.",
        "PTR   | host.example             | host.example.",
        "TXT   | some text                | \"some text\"",
        "TXT   | some text                | \"some \" \"text\"",
        "TXT   | \"some\" \" text\"       | \"some text\"",
        "SRV   | 1 2 3 Host.example.      | 1 2 3 host.example.",
        "CAA   | 0 issue \"ca.example\"   | 0 issue \"ca.example\"",
      })
  void recordsAreComparedByWhatTheyMean(String type, String expected, String came) {
    assertThat(objection(type, List.of(expected), "a.example " + type + " " + came)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A     | 192.0.2.1                | 192.0.2.2",
        "AAAA  | 2001:db8::1              | 2001:db8::2",
        "TXT   | some text                | \"Some text\"",
        "MX    | 10 mail.example.         | 20 mail.example.",
      })
  void otherRecordsAreOthers(String type, String expected, String came) {
    assertThat(objection(type, List.of(expected), "a.example " + type + " " + came))
        .startsWith("answer ")
        .contains("expected");
  }

  @Test
  void oneOfSeveralIsEnough() {
    String[] came = {"a.example A 192.0.2.1", "a.example A 192.0.2.2"};
    assertThat(objection("A", List.of("198.51.100.1", "192.0.2.2"), came)).isNull();
    assertThat(objection("A", List.of("198.51.100.1", "198.51.100.2"), came))
        .isEqualTo("answer 192.0.2.1 or 192.0.2.2, expected 198.51.100.1 or 198.51.100.2");
  }

  @Test
  void aliasesAreFollowedWithinTheAnswerInWhateverOrderAndCase() {
    assertThat(
            objection(
                "A",
                List.of("192.0.2.1"),
                "c.example A 192.0.2.1",
                "B.example CNAME c.EXAMPLE.",
                "a.example CNAME b.example."))
        .isNull();
  }

  @Test
  void recordsOfOtherNamesDoNotCount() {
    assertThat(objection("A", List.of("192.0.2.1"), "b.example A 192.0.2.1"))
        .isEqualTo("no A record, expected 192.0.2.1");
  }

  @Test
  void aliasesInACircleLeadNowhere() {
    assertThat(
            objection(
                "A",
                List.of("192.0.2.1"),
                "a.example CNAME b.example.",
                "b.example CNAME a.example."))
        .isEqualTo("no A record, expected 192.0.2.1");
  }

  @Test
  void whatStrangersWriteIsCutAndPrintable() {
    String nasty = "\\027[2J\\255" + "x".repeat(200);
    String reason = objection("TXT", List.of("y".repeat(300)), "a.example TXT \"" + nasty + "\"");

    assertThat(reason).hasSizeLessThanOrEqualTo(120).matches("[ -~]+").contains(", expected yyy");
  }

  @Test
  void whatIsNoRecordOfTheTypeIsRefused() {
    for (String[] wrong :
        new String[][] {
          {"A", "2001:db8::1"},
          {"A", "192.0.2"},
          {"A", "192.0.2.1 x"},
          {"MX", "mail.example."},
          {"AAAA", "192.0.2.1"},
          {"A", ""}
        }) {
      assertThatIllegalArgumentException()
          .as("%s %s", wrong[0], wrong[1])
          .isThrownBy(() -> expectation(wrong[0], wrong[1]));
    }
  }

  @RepeatedTest(10)
  void anyAnswerHasAnObjectionOrNone() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    String[][] expected = {{"A", "192.0.2.1"}, {"TXT", "x"}, {"MX", "1 a.example."}};
    for (int i = 0; i < 1_000; i++) {
      String[] each = expected[random.nextInt(expected.length)];
      Query query = NameQuestion.of("a.example", each[0]).query(DICE);
      byte[] bytes = MangledAnswers.next(random, query.wire());
      try {
        Message answer = query.answeredBy(ByteBuffer.wrap(bytes));
        String reason = answer == null ? null : expectation(each).objection(answer);
        assertThat(reason == null ? "" : reason).matches("[ -~]{0,120}");
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static Expectation expectation(String[] typeAndExpected) {
    return expectation(typeAndExpected[0], typeAndExpected[1]);
  }
}
