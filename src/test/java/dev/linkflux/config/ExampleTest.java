package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The annotated example against the defaults and the keys of the reader. */
class ExampleTest {
  /** An optional key behind a hash; prose has exactly one space behind it. */
  private static final Pattern OPTIONAL = Pattern.compile("(?m)^#(?=\\w+:|  +- |  +\\w+: )");

  private static final Pattern KNOWN = Pattern.compile("unknown key '\\w+'; known: (.*)");

  static String example() throws IOException {
    return Files.readString(Path.of("config/example.yml"));
  }

  /** Without the one that names a file of the user's. */
  static String exampleWithOptionalKeys() throws IOException {
    return withAllKeys().replace("\nshadow: candidate.yml", "");
  }

  private static String withAllKeys() throws IOException {
    return OPTIONAL
        .matcher(example())
        .replaceAll("")
        .replace("\n  pdv: off", "")
        .replace("\n  rise: off", "")
        .replaceFirst("\n  servers: \\[\\].*", "")
        .replace("\n  tokens: []", "")
        .replace("\n  origins: []", "")
        .replace("\n    gateway: []", "");
  }

  @Test
  void theExampleHasNoProblems() throws IOException {
    assertThat(Configurations.parse(example(), "example.yml").problems().list()).isEmpty();
  }

  @Test
  void whatTheExampleSaysWithoutAHashIsTheDefault() throws IOException {
    Configuration defaults =
        Samples.valid(
            """
            uplinks:
              - {name: fibre, interface: wan1}
              - {name: lte, interface: wan2, tier: 2}
              - {name: dsl, interface: wan3, tier: 2}
            """);
    assertThat(Samples.valid(example())).isEqualTo(defaults);
  }

  @Test
  void withItsOptionalKeysTheExampleIsValidAndWarnsOfFilesThatAreNotThere() throws IOException {
    Reading reading = Configurations.parse(exampleWithOptionalKeys(), "example.yml");
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    assertThat(reading.problems().list())
        .extracting(Problem::path)
        .containsExactly(
            "access.tokens[0].file",
            "access.tokens[1].environment",
            "access.tls.certificate",
            "access.tls.key",
            "servers[0].credentials.file",
            "hooks[0].run",
            "hooks[1].secret",
            "notifications[0].credentials.file",
            "notifications[1].credentials.file",
            "notifications[2].secret");
  }

  /** The reader itself tells its keys when it is asked for one that is like none of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          qqqqqqqqqqqqqqqq: 1                                        | ''
          targets: [{address: 1.1.1.1, qqqqqqqqqqqqqqqq: 1}]         | targets
          uplinks: [{interface: wan1, qqqqqqqqqqqqqqqq: 1}]          | uplinks
          access: {qqqqqqqqqqqqqqqq: 1}                              | access
          access: {tokens: [{qqqqqqqqqqqqqqqq: 1}]}                  | access
          access: {tls: {qqqqqqqqqqqqqqqq: 1}}                       | access
          probing: {qqqqqqqqqqqqqqqq: 1}                             | probing
          quality: {qqqqqqqqqqqqqqqq: 1}                             | quality
          demands: {qqqqqqqqqqqqqqqq: 1}                             | demands
          demands: {rtt: {qqqqqqqqqqqqqqqq: 1}}                      | demands
          decision: {qqqqqqqqqqqqqqqq: 1}                            | decision
          decision: {dampening: {qqqqqqqqqqqqqqqq: 1}}               | decision
          uplinks: [{interface: wan1, maintenance: [{qqqqqqqqqqqqqqqq: 1}]}] | uplinks
          election: {qqqqqqqqqqqqqqqq: 1}                            | election
          routes: {qqqqqqqqqqqqqqqq: 1}                              | routes
          mptcp: {qqqqqqqqqqqqqqqq: 1}                               | mptcp
          servers: [{address: vps, qqqqqqqqqqqqqqqq: 1}]             | servers
          servers: [{address: vps, type: omr, credentials: {qqqqqqqqqqqqqqqq: 1}}] | servers
          dns: {qqqqqqqqqqqqqqqq: 1}                                 | dns
          dns: {servers: [{qqqqqqqqqqqqqqqq: 1}]}                    | dns
          hooks: [{qqqqqqqqqqqqqqqq: 1}]                             | hooks
          notifications: [{mqtt: 'mqtt://b', qqqqqqqqqqqqqqqq: 1}]   | notifications
          notifications: [{mail: 'smtp://b', qqqqqqqqqqqqqqqq: 1}]   | notifications
          notifications: [{webhook: 'http://b', qqqqqqqqqqqqqqqq: 1}] | notifications
          notifications: [{webhook: 'http://b', templates: {qqqqqqqqqqqqqqqq: 1}}] | notifications
          notifications: [{webhook: 'http://b', quiet: {qqqqqqqqqqqqqqqq: 1}}] | notifications
          trace: {qqqqqqqqqqqqqqqq: 1}                               | trace
          """)
  void everyKeyOfTheReaderStandsInTheExample(String document, String section) throws IOException {
    List<String> keys =
        Configurations.parse(document, "keys").problems().list().stream()
            .map(problem -> KNOWN.matcher(problem.message()))
            .filter(Matcher::matches)
            .flatMap(matcher -> Arrays.stream(matcher.group(1).split(", ")))
            .toList();
    String example = withAllKeys() + "\n";
    String text =
        section.isEmpty()
            ? example
            : example.replaceAll("(?s).*\\n(" + section + ":.*?\\n)(?=\\w|$).*", "$1");
    assertThat(keys).isNotEmpty();
    for (String key : keys) {
      assertThat(text).containsPattern("\\b" + key + ":");
    }
  }
}
