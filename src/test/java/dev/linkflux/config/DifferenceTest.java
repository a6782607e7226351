package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs is said in words, and what of it needs a restart. */
class DifferenceTest {
  private static final String PLAIN =
      """
      targets:
        - {name: one, address: 192.0.2.1}
        - {name: two, address: 192.0.2.2}
        - {name: three, address: 192.0.2.3}
      uplinks:
        - {name: fibre, interface: wan1, tier: 1}
        - {name: lte, interface: wan2, tier: 2}
      """;

  private static Configuration read(String text) {
    return switch (Configurations.parse(text, "test.yml")) {
      case Reading.Valid(var configuration, _) -> configuration;
      case Reading.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }

  private static Difference between(String before, String after) {
    return Difference.between(read(before), read(after));
  }

  @Test
  void betweenEqualOnesThereIsNone() {
    Difference difference = between(PLAIN, PLAIN + "listen: 127.0.0.1:8470\n");
    assertThat(difference.isEmpty()).isTrue();
    assertThat(difference.followed()).isEmpty();
    assertThat(difference.restart()).isEmpty();
  }

  @Test
  void uplinksAreToldByTheirNames() {
    String other =
        PLAIN
            .replace("fibre, interface: wan1, tier: 1", "dsl, interface: wan3, tier: 3")
            .replace("tier: 2", "tier: 1");
    assertThat(between(PLAIN, other).followed())
        .containsExactly("uplinks: dsl added", "uplinks: fibre removed", "uplinks.lte.tier: 2 → 1");
  }

  @Test
  void anotherOrderIsAChange() {
    String turned =
        PLAIN
            .replace("fibre, interface: wan1, tier: 1", "x")
            .replace("lte, interface: wan2, tier: 2", "fibre, interface: wan1, tier: 1")
            .replace("name: x", "name: lte, interface: wan2, tier: 2");
    assertThat(between(PLAIN, turned).followed())
        .containsExactly("uplinks: in another order: lte, fibre");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'demands: {rtt: {fail: 400ms}}'           | demands.rtt.fail: 300ms → 400ms",
        "'demands: {jitter: off}'                  | 'demands.jitter:"
            + " {\"fail\":\"80ms\",\"recover\":\"50ms\"} → off'",
        "'probing: {interval: 2s}'                 | probing.interval: 1s → 2s",
        "'routes: {onExit: remove}'                | routes.onExit: keep → remove",
        "'access: {clients: 50}'                   | access.clients: 1100 → 50",
        "'access: {origins: [\"https://a.example\"]}' | access.origins: none → https://a.example",
      })
  void whatIsFollowedIsToldAsItWasAndIs(String line, String words) {
    Difference difference = between(PLAIN, PLAIN + line + "\n");
    assertThat(difference.followed()).containsExactly(words);
    assertThat(difference.restart()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'listen: 127.0.0.1:8471'        | listen",
        "'state: /var/lib/other'         | state",
        "'access: {tls: {certificate: /nowhere/a.pem, key: /nowhere/a.key}}' | access.tls",
        "'routes: {protocol: 77}'        | routes.protocol",
        "'routes: {tables: 2001}'        | routes.tables",
        "'routes: {marks: 0x2000}'       | routes.marks",
        "'routes: {priority: 10000}'     | routes.priority",
      })
  void whatIsNotFollowedNeedsARestartAndStaysAsItWas(String line, String key) {
    Configuration before = read(PLAIN);
    Configuration wanted = read(PLAIN + line + "\n");
    Difference difference = Difference.between(before, wanted);
    assertThat(difference.restart()).containsExactly(key);
    assertThat(difference.followed()).isEmpty();
    assertThat(difference.waiting()).singleElement().asString().startsWith(key);
    Configuration now = Configurations.followed(before, wanted);
    assertThat(now).isEqualTo(before);
  }

  @Test
  void tokensAreFollowedByTheirNamesAndTlsStaysAsItWas() {
    String tls = "  tls: {certificate: /nowhere/%s.pem, key: /nowhere/a.key}\n";
    String me = "{name: me, may: %s, file: /nowhere/me.token}";
    String her = "{name: her, may: read, file: /nowhere/her.token}";
    Configuration before =
        read(PLAIN + "access:\n  tokens: [" + me.formatted("read") + "]\n" + tls.formatted("a"));
    Configuration wanted =
        read(
            PLAIN
                + ("access:\n  tokens: [" + me.formatted("operate") + ", " + her + "]\n")
                + tls.formatted("b"));
    Difference difference = Difference.between(before, wanted);
    assertThat(difference.followed())
        .containsExactly("access.tokens: her added", "access.tokens.me.may: read → operate");
    assertThat(difference.restart()).containsExactly("access.tls");
    Configuration now = Configurations.followed(before, wanted);
    assertThat(now.access().tokens()).isEqualTo(wanted.access().tokens());
    assertThat(now.access().tls()).isEqualTo(before.access().tls());
    assertThat(Difference.between(now, wanted).followed()).isEmpty();
    assertThat(read(now.effective().toString())).isEqualTo(now);
  }

  @Test
  void whatElseIsWantedIsFollowedBesideWhatNeedsARestart() {
    Configuration before = read(PLAIN);
    Configuration wanted =
        read(
            PLAIN.replace("tier: 2", "tier: 5")
                + "listen: 127.0.0.1:9\nroutes: {tables: 3000, metric: 20}\n");
    Configuration now = Configurations.followed(before, wanted);
    assertThat(now.listen()).isEqualTo(before.listen());
    assertThat(now.settings().routing().tables()).isEqualTo(before.settings().routing().tables());
    assertThat(now.settings().routing().metric()).isEqualTo(20);
    assertThat(now.settings().uplinks()).isEqualTo(wanted.settings().uplinks());
    assertThat(Difference.between(before, now).restart()).isEmpty();
    assertThat(Difference.between(now, wanted).followed()).isEmpty();
    assertThat(Difference.between(now, wanted).restart())
        .containsExactlyInAnyOrder("listen", "routes.tables");
    assertThat(read(now.effective().toString())).isEqualTo(now);
  }

  @Test
  void whatAServiceDoesNotShowIsTakenForTheSame() throws Exception {
    Configuration running = read(PLAIN + "hooks:\n  - {url: \"https://hooks.example/a1b2c3\"}\n");
    JsonNode shown =
        new ObjectMapper()
            .readTree(
                running
                    .effective()
                    .toString()
                    .replaceAll("hooks.example/[^\"]*", "hooks.example/***"));
    Configuration wanted =
        read(
            PLAIN.replace("tier: 2", "tier: 4")
                + "hooks:\n  - {url: \"https://hooks.example/other1\"}\n");
    assertThat(Difference.fromShown(shown, wanted.effective()).followed())
        .containsExactly("uplinks.lte.tier: 2 → 4");
  }

  @Test
  void aSecretThatIsNotShownIsAChangeAllTheSame() {
    String hook = "hooks:\n  - {url: \"https://hooks.example/%s\"}\n";
    List<String> changes =
        between(PLAIN + hook.formatted("first"), PLAIN + hook.formatted("second")).followed();
    assertThat(changes).singleElement().asString().startsWith("hooks: ");
    assertThat(changes.toString()).doesNotContain("second");
  }
}
