package dev.linkflux.config.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import dev.linkflux.decision.Strategy;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole configurations of other programs, and what linkflux reads out of what becomes of them. */
class ImportedTest {
  private static final Path SAMPLES = Path.of("src/test/resources/imported");

  @Test
  void openMptcpRoutersUplinksTargetsAndServersAreThere() throws Exception {
    Configuration ours = valid(Source.OMR.read(omr()).yaml());
    assertThat(ours.settings().uplinks())
        .extracting(Uplink::name, Uplink::device, Uplink::tier, Uplink::weight, Uplink::mptcp)
        .containsExactly(
            tuple("wan1", "eth1", 1, 100, Mptcp.SUBFLOW),
            tuple("wan2", "eth2", 1, 1, Mptcp.SUBFLOW),
            tuple("dsl", "pppoe-dsl", 3, 1, Mptcp.BACKUP),
            tuple("wan3", "eth3", 1, 1, Mptcp.SUBFLOW));
    assertThat(ours.settings().uplinks())
        .filteredOn(Uplink::disabled)
        .extracting(Uplink::name)
        .containsExactly("wan3");
    assertThat(ours.settings().targets())
        .extracting(Target::name)
        .containsExactly("vps", "4.2.2.1", "8.8.8.8", "80.67.169.12", "9.9.9.9");
    assertThat(ours.settings().servers())
        .extracting(Server::name, Server::role, it -> it.check().kind(), it -> it.check().port())
        .containsExactly(
            tuple("vps", Server.Role.MAIN, Check.Kind.API_PING, 65_500),
            tuple("spare", Server.Role.BACKUP, Check.Kind.API_PING, 65_500));
    assertThat(ours.settings().rules().strategy()).isInstanceOf(Strategy.Balance.class);
    assertThat(fail(ours, Metric.LOSS)).isEqualTo(0.30);
    assertThat(fail(ours, Metric.RTT)).isEqualTo(800e6);
  }

  @Test
  void aPolicyOfMwan3BecomesTiersAndWeights() throws Exception {
    Configuration ours = valid(Source.MWAN3.read(mwan3()).yaml());
    assertThat(ours.settings().uplinks())
        .extracting(Uplink::name, Uplink::device, Uplink::tier, Uplink::weight, Uplink::disabled)
        .containsExactly(
            tuple("wan", "eth0.2", 1, 3, false),
            tuple("wanb", "wanb", 1, 2, false),
            tuple("wanc", "wanc", 2, 1, true));
    assertThat(ours.settings().rules().strategy()).isInstanceOf(Strategy.Balance.class);
    assertThat(fail(ours, Metric.RTT)).isEqualTo(600e6);
  }

  @Test
  void gatewaysOfPfsenseBecomeUplinks() throws Exception {
    String yaml = Source.PFSENSE.read(List.of(file("pfsense.xml"))).yaml();
    Configuration ours = valid(yaml);
    assertThat(ours.settings().uplinks())
        .extracting(Uplink::name, Uplink::device, Uplink::tier, Uplink::weight, Uplink::disabled)
        .containsExactly(
            tuple("WAN_DHCP", "igb0", 1, 2, false),
            tuple("CABLE", "igb1.100", 2, 1, false),
            tuple("LTE", "pppoe0", 3, 1, true));
    assertThat(ours.settings().targets())
        .extracting(Target::name)
        .containsExactly("1.1.1.1", "9.9.9.9");
    assertThat(fail(ours, Metric.LOSS)).isEqualTo(0.15);
    assertThat(yaml).doesNotContain("$2y$");
  }

  @Test
  void noSettingIsDroppedInSilenceAndNoSecretIsShown() throws Exception {
    for (List<SourceFile> files : List.of(omr(), mwan3())) {
      Source source = files.size() == 3 ? Source.OMR : Source.MWAN3;
      String yaml = source.read(files).yaml().replaceAll("\\n *# *", " ");
      for (SourceFile file : files) {
        List<String> lines = file.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
          if (lines.get(i).strip().matches("(option|list) .*")) {
            assertThat(yaml)
                .as(file.name() + ":" + (i + 1))
                .contains(file.name() + ":" + (i + 1) + " ");
          }
        }
      }
      assertThat(yaml)
          .doesNotContain(
              "very secret indeed", "TheKeyOfTheVps", "eyJhbGci", "1234", "me@provider");
    }
  }

  @Test
  void whatIsNotKnownIsNamed() throws Exception {
    assertThat(Source.OMR.read(omr()).yaml())
        .contains("made_up_by_somebody")
        .contains("is not known to linkflux import");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OMR|option a b|network:1: option before any config",
        "OMR|config interface 'wan|network:1: a quote ' is not closed",
        "OMR|<xml>|network:1: config, option or list expected",
        "OMR|config interface wan|no interface takes part",
        "MWAN3|config interface wan|there is no interface of mwan3",
        "PFSENSE|<pfsense/>|has no gateway_item",
        "PFSENSE|<pfsense>|network:1: not XML",
        "PFSENSE|config interface wan|network:1: not XML",
      })
  void whatCannotBeReadIsSaidWithItsPlace(Source source, String text, String message) {
    assertThatThrownBy(() -> source.read(List.of(new SourceFile("network", text))))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(message);
  }

  @Test
  void entitiesAreNotFollowed() {
    String text =
        """
        <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
        <pfsense><gateways><gateway_item><name>&e;</name></gateway_item></gateways></pfsense>
        """;
    assertThatThrownBy(() -> Source.PFSENSE.read(List.of(new SourceFile("config.xml", text))))
        .isInstanceOf(ImportException.class);
  }

  /**
   * Whatever is changed in a configuration: it is refused in words, or what becomes of it is read.
   */
  @Test
  void damagedConfigurationsAreRefusedOrGiveAValidOne() throws Exception {
    long seed = 20_261_123;
    Random random = new Random(seed);
    List<SourceFile> samples = new ArrayList<>(omr());
    for (int i = 0; i < 300; i++) {
      int which = random.nextInt(samples.size());
      List<SourceFile> damaged = new ArrayList<>(samples);
      damaged.set(
          which,
          new SourceFile(samples.get(which).name(), damaged(samples.get(which).text(), random)));
      try {
        String yaml = Source.OMR.read(damaged).yaml();
        Reading reading = Configurations.parse(yaml, "imported");
        if (reading instanceof Reading.Invalid(var problems)) {
          assertThat(problems.toString())
              .as("seed %d, %d:\n%s", seed, i, yaml)
              .doesNotContain("YAML");
        }
      } catch (ImportException refused) {
        assertThat(refused).hasMessageMatching("(?s).*(:\\d+: |no interface).*");
      }
    }
  }

  private static final String ODD = "'\"\\#{}[]:,|>&*!%@`\n\t- é\u2028x0";

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      int at = random.nextInt(damaged.length());
      damaged.setCharAt(at, ODD.charAt(random.nextInt(ODD.length())));
    }
    return damaged.toString();
  }

  private static double fail(Configuration configuration, Metric metric) {
    return configuration.settings().demands().stream()
        .filter(it -> it.metric() == metric)
        .findFirst()
        .orElseThrow()
        .fail();
  }

  private static Configuration valid(String yaml) {
    Reading reading = Configurations.parse(yaml, "imported");
    assertThat(reading).as(yaml + "\n" + reading.problems()).isInstanceOf(Reading.Valid.class);
    return ((Reading.Valid) reading).configuration();
  }

  private static List<SourceFile> omr() throws IOException {
    return List.of(file("omr/omr-tracker"), file("omr/network"), file("omr/openmptcprouter"));
  }

  private static List<SourceFile> mwan3() throws IOException {
    return List.of(file("mwan3/mwan3"), file("mwan3/network"));
  }

  private static SourceFile file(String name) throws IOException {
    Path path = SAMPLES.resolve(name);
    return new SourceFile(String.valueOf(path.getFileName()), Files.readString(path));
  }
}
