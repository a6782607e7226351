package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.config.Configuration.Recording;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.route.Routing;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each section becomes when nothing is wrong with it. */
class SectionsTest {
  @Test
  void uplinksAloneGiveEveryDefault() {
    Configuration configuration = Samples.valid("uplinks: [{interface: wan1}]");
    Uplink wan1 = new Uplink(new UplinkId("wan1", 0), "wan1", 1, List.of(), 1, false);
    assertThat(configuration.settings())
        .isEqualTo(
            new Settings(
                List.of(wan1),
                Target.DEFAULTS,
                Demand.DEFAULTS,
                Probing.DEFAULT,
                Windowing.DEFAULT,
                Rules.DEFAULT.with(ZoneId.systemDefault()),
                Routing.DEFAULT));
    assertThat(configuration.listen()).isEqualTo(Configuration.DEFAULT_LISTEN);
    assertThat(configuration.trace()).isNull();
    assertThat(configuration.keepRoutes()).isTrue();
  }

  @Test
  void anUplinkHasItsRoleAndItsGateways() {
    Settings settings =
        Samples.valid(
                """
                uplinks:
                  - {name: fibre, interface: wan1, gateway: 10.3.0.1}
                  - name: lte
                    interface: wan2
                    tier: 2
                    weight: 10
                    disabled: true
                    gateway: ["fe80::1", 10.4.0.1]
                """)
            .settings();
    assertThat(settings.uplinks())
        .containsExactly(
            new Uplink(new UplinkId("fibre", 0), "wan1", 1, List.of(ip("10.3.0.1")), 1, false),
            new Uplink(
                new UplinkId("lte", 1),
                "wan2",
                2,
                List.of(ip("fe80::1"), ip("10.4.0.1")),
                10,
                true));
  }

  @Test
  void probingAndQualityAreDurations() {
    Settings settings =
        Samples.valid(
                Samples.UPLINKS
                    + "probing: {interval: 2s, fast: 50ms, timeout: 1500ms, payload: 8}\n"
                    + "quality: {window: 1m}\n")
            .settings();
    assertThat(settings.probing())
        .isEqualTo(
            new Probing(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofMillis(1500), 8));
    assertThat(settings.windowing())
        .isEqualTo(
            new Windowing(
                Duration.ofMinutes(1), Windowing.DEFAULT.recent(), Windowing.DEFAULT.every()));
  }

  @Test
  void demandsReplaceTheDefaultsMetricByMetric() {
    Settings settings =
        Samples.valid(
                Samples.UPLINKS
                    + """
                    demands:
                      pdv: {recover: 10ms, fail: 10ms}
                      rtt: {fail: 250ms}
                      jitter: off
                    """)
            .settings();
    assertThat(settings.demands())
        .containsExactly(
            new Demand(Metric.LOSS, 0.10, 0.03),
            new Demand(Metric.RTT, 250e6, 200e6),
            new Demand(Metric.PDV, 10e6, 10e6));
  }

  @Test
  void everyDemandCanBeOff() {
    assertThat(
            Samples.valid(Samples.UPLINKS + "demands: {loss: off, rtt: off, jitter: off, pdv: off}")
                .settings()
                .demands())
        .isEmpty();
  }

  @Test
  void decisionSetsTheDetectorAndTheStateMachine() {
    Settings settings =
        Samples.valid(
                Samples.UPLINKS
                    + """
                    decision:
                      falseSwitches: 2/30d
                      confirm: 1s
                      holdDown: 1m
                      dampening: {penalty: 0, suppress: 2000, reuse: 500.5, halfLife: 1m, cap: 1h}
                    """)
            .settings();
    assertThat(settings.rules())
        .isEqualTo(
            new Rules(
                    Duration.ofDays(15),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    new Dampening(0, 2000, 500.5, Duration.ofMinutes(1), Duration.ofHours(1)))
                .with(ZoneId.systemDefault()));
  }

  @Test
  void routesAreOurNumbersInTheKernel() {
    Configuration configuration =
        Samples.valid(
            Samples.UPLINKS
                + "routes: {protocol: 255, tables: 256, marks: 0x20, metric: 1, priority: 31000,"
                + " onExit: remove}\n");
    assertThat(configuration.settings().routing()).isEqualTo(new Routing(255, 256, 32, 1, 31_000));
    assertThat(configuration.keepRoutes()).isFalse();
    assertThat(configuration.effective().at("/routes/marks").asText()).isEqualTo("0x20");
  }

  @Test
  void tablesMayEndRightBelowTheKernelsOwn() {
    assertThat(Samples.problems(Samples.UPLINKS + "routes: {tables: 250}")).isEmpty();
    assertThat(Samples.problems(Samples.UPLINKS + "routes: {tables: 256}")).isEmpty();
    assertThat(Samples.problems(Samples.UPLINKS + "routes: {tables: 251}")).hasSize(1);
    assertThat(Samples.problems(Samples.UPLINKS + "routes: {tables: 255}")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 7, 19, 41, 43, 76, 98, 100, 185, 198, 255})
  void aProtocolThatNobodyHasIsFine(int protocol) {
    assertThat(Samples.problems(Samples.UPLINKS + "routes: {protocol: " + protocol + "}"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 18, 42, 99, 186, 197})
  void aProtocolOfADaemonIsAWarning(int protocol) {
    assertThat(Samples.problems(Samples.UPLINKS + "routes: {protocol: " + protocol + "}"))
        .singleElement()
        .asString()
        .contains("warning: routes.protocol: ");
  }

  @Test
  void aTraceIsRecordedOnlyIfAskedFor() {
    assertThat(Samples.valid(Samples.UPLINKS + "trace: {}").trace()).isEqualTo(Recording.DEFAULT);
    assertThat(Samples.valid(Samples.UPLINKS + "trace: off").trace()).isNull();
    String all =
        "trace: {directory: /a/b/../c, keep: 2d, size: 20MB, rotate: {size: 1.5MB, after: 90m},"
            + " compress: zstd}";
    assertThat(Samples.valid(Samples.UPLINKS + all).trace())
        .isEqualTo(
            new Recording(
                Path.of("/a/c"),
                Duration.ofDays(2),
                20_000_000,
                1_500_000,
                Duration.ofMinutes(90),
                Configuration.Packed.ZSTD));
    assertThat(Samples.valid(Samples.UPLINKS + "trace: {size: 50MB}").trace())
        .isNotNull()
        .returns(25_000_000L, Recording::rotateSize);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trace: {keep: 59m}                          | trace.keep         | out of range
          trace: {size: 1GiB}                         | trace.size         | unknown unit GiB (B, kB, MB, GB, TB)
          trace: {size: 5000000}                      | trace.size         | has no unit: write it as in 64MB
          trace: {size: big}                          | trace.size         | is not a size
          trace: {size: 1999kB}                       | trace.size         | out of range: 2MB to 1TB expected
          trace: {rotate: {size: 999kB}}              | trace.rotate.size  | out of range: 1MB to 10GB expected
          trace: {size: 3MB, rotate: {size: 1501kB}}  | trace.rotate.size  | is more than half of trace.size, 3MB
          trace: {rotate: {after: 59s}}               | trace.rotate.after | out of range: 1m to 30d expected
          trace: {rotate: {every: 1d}}                | trace.rotate       | unknown key
          trace: {compress: lz4}                      | trace.compress     | is not known: gzip, zstd or off expected
          """)
  void whatIsWrongWithATraceIsToldWhereItStands(String trace, String path, String message) {
    assertThat(Configurations.parse(Samples.UPLINKS + trace, "a.yml").problems().list())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.message()).contains(message);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:0", "localhost:80", "127.8.8.8:80", "'[::1]:80'"})
  void everyLoopbackAddressCanBeListenedAt(String listen) {
    InetSocketAddress endpoint = Samples.valid(Samples.UPLINKS + "listen: " + listen).listen();
    assertThat(endpoint.getAddress().isLoopbackAddress()).isTrue();
  }

  @Test
  void theEffectiveConfigurationIsInTheFormOfTheFile() {
    assertThat(Samples.valid(Samples.UPLINKS + "timezone: Europe/Berlin\ntrace: {}").effective())
        .hasToString(
            """
            {"listen":"127.0.0.1:8470","access":{"tokens":[],"origins":[],"clients":1100},"preset":"default","timezone":"Europe/Berlin",
            "targets":[{"name":"cloudflare","address":"1.1.1.1","kind":"icmp"},
            {"name":"quad9","address":"9.9.9.9","kind":"icmp"},
            {"name":"google","address":"8.8.8.8","kind":"icmp"}],
            "uplinks":[{"name":"fibre","interface":"wan1","tier":1,"gateway":[],"weight":1,
            "disabled":false,"mptcp":"off"},
            {"name":"lte","interface":"wan2","tier":2,"gateway":[],"weight":1,"disabled":false,
            "mptcp":"off"}],
            "probing":{"interval":"1s","fast":"100ms","timeout":"1s","payload":16},
            "quality":{"window":"30s"},
            "demands":{"loss":{"fail":"10%","recover":"3%"},
            "rtt":{"fail":"300ms","recover":"200ms"},
            "jitter":{"fail":"80ms","recover":"50ms"},"pdv":"off","rise":"off"},
            "decision":{"falseSwitches":"1/30d","confirm":"2s","holdDown":"20s","recoverAll":false,
            "dampening":{"penalty":"1000","suppress":"1500","reuse":"750","halfLife":"5m",
            "cap":"30m"}},
            "election":{"strategy":"failover"},
            "routes":{"protocol":76,"tables":1001,"marks":"0x1000","metric":10,"priority":20000,
            "flows":"expire","onExit":"keep"},
            "mptcp":{"fullmesh":false,"subflows":8,"accepted":8},
            "dns":{"servers":[],"minTtl":"5s","maxTtl":"1d","limit":"15/min","stale":"30d"},
            "state":"/var/lib/linkflux",
            "trace":{"directory":"/var/lib/linkflux/trace","keep":"7d","size":"1GB",
            "rotate":{"size":"64MB","after":"1d"},"compress":"gzip"}}
            """
                .replace("\n", ""));
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
