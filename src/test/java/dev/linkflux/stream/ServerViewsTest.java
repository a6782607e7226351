package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static dev.linkflux.stream.ServerSamples.FOUR;
import static dev.linkflux.stream.ServerSamples.SIX;
import static dev.linkflux.stream.ServerSamples.SPARE;
import static dev.linkflux.stream.ServerSamples.VPS;
import static dev.linkflux.stream.ServerSamples.checked;
import static dev.linkflux.stream.ServerSamples.election;
import static dev.linkflux.stream.ServerSamples.located;
import static dev.linkflux.stream.ServerSamples.refused;
import static dev.linkflux.stream.ServerSamples.stale;
import static dev.linkflux.stream.ServerSamples.transition;
import static dev.linkflux.stream.ServerSamples.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.decision.StateName;
import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of servers where it is asked for, over HTTP. */
class ServerViewsTest {
  private final Served served = new Served(ServerSamples.settings(), Limits.DEFAULT);

  @AfterEach
  void close() {
    served.close();
  }

  private JsonNode json(String target) throws IOException {
    String answer = served.get(target);
    assertThat(answer).startsWith("HTTP/1.1 200").contains("content-type: application/json");
    return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void beforeAnythingIsKnownTheyAreUnknownAndNoneIsActive() throws IOException {
    JsonNode json = json("/api/v1/servers");
    assertThat(json.path("active").isNull()).isTrue();
    assertThat(json.at("/servers/0").toString())
        .isEqualTo(
            "{\"name\":\"vps\",\"role\":\"main\",\"state\":\"Unknown\",\"cause\":\"started\","
                + "\"since\":\"2026-11-22T03:00:00.000Z\",\"active\":false,\"appointed\":false,"
                + "\"addresses\":[],\"stale\":false,\"dns\":null,\"through\":[],\"sentence\":\"\","
                + "\"hint\":\"\"}");
    assertThat(json.at("/servers/1/role").asText()).isEqualTo("backup");
    assertThat(json.at("/servers/1/addresses/0").asText()).isEqualTo("192.0.2.7");
  }

  @Test
  void theStateIsThatOfTheLatestTransitionAndTheActiveOneThatOfTheLatestElection()
      throws IOException {
    served.tell(election(0, VPS, "started"), transition(1500, StateName.DOWN, "port-refused"));
    served.tell(election(2000, SPARE, "port-refused"), election(2500, SPARE, "port-refused"));

    JsonNode json = json("/api/v1/servers");
    assertThat(json.path("active").asText()).isEqualTo("the spare/one");
    assertThat(json.path("since").asText()).isEqualTo("2026-11-22T03:00:02.000Z");
    assertThat(json.path("cause").asText()).isEqualTo("port-refused");
    assertThat(json.path("sentence").asText()).isEqualTo("the spare/one is in use");
    assertThat(json.at("/servers/0/active").asBoolean()).isFalse();
    assertThat(json.at("/servers/1/active").asBoolean()).isTrue();
    assertThat(json.at("/servers/0/state").asText()).isEqualTo("Down");
    assertThat(json.at("/servers/0/cause").asText()).isEqualTo("port-refused");
    assertThat(json.at("/servers/0/since").asText()).isEqualTo("2026-11-22T03:00:01.500Z");
    assertThat(json.at("/servers/0/sentence").asText()).isEqualTo("vps is Down: port-refused");
    assertThat(json.at("/servers/0/hint").asText()).isEqualTo("start what listens there");
  }

  @Test
  void whereItIsAndThatOnlyItsLastGoodAddressesAreKnownIsShown() throws IOException {
    served.tell(located(10, SIX, FOUR));
    assertThat(json("/api/v1/servers/vps").path("addresses").toString())
        .isEqualTo("[\"2001:db8::7\",\"192.0.2.7\"]");
    served.tell(stale(20, FOUR));
    JsonNode vps = json("/api/v1/servers/vps");
    assertThat(vps.path("addresses").toString()).isEqualTo("[\"192.0.2.7\"]");
    assertThat(vps.path("stale").asBoolean()).isTrue();
    assertThat(vps.path("dns").toString())
        .isEqualTo(
            "{\"rung\":\"dns-silent\",\"detail\":\"no answer of 2 name servers within 3.0 s\"}");
    served.tell(located(30, FOUR));
    assertThat(json("/api/v1/servers/vps").path("dns").isNull()).isTrue();
  }

  @Test
  void moreAddressesThanAnybodyReadsAreNotShown() throws IOException {
    InetAddress[] many = new InetAddress[99];
    for (int i = 0; i < many.length; i++) {
      many[i] = InetAddress.ofLiteral("192.0.2." + i);
    }
    served.tell(located(10, many));
    assertThat(json("/api/v1/servers/vps").path("addresses")).hasSize(32);
  }

  @Test
  void throughEachUplinkTheLatestVerdictAndTheLatestCheckAreShown() throws IOException {
    served.tell(checked(100, LTE, null));
    assertThat(json("/api/v1/servers/vps").at("/through/0/serves").asBoolean()).isTrue();
    served.tell(
        verdict(100, LTE, null),
        checked(200, FIBRE, refused()),
        verdict(200, FIBRE, refused()),
        checked(300, LTE, refused()));

    JsonNode through = json("/api/v1/status").at("/servers/0/through");
    assertThat(through.get(0).toString())
        .isEqualTo(
            "{\"uplink\":\"fibre\",\"serves\":false,\"rung\":\"port-refused\",\"detail\":\"TCP port"
                + " 65500, in 12 ms\",\"sentence\":\"vps: port-refused (TCP port 65500, in 12 ms)"
                + " through fibre\",\"hint\":\"start what listens there\","
                + "\"address\":\"192.0.2.7\",\"ms\":12.346,\"at\":\"2026-11-22T03:00:00.200Z\"}");
    assertThat(through.get(1).toString())
        .isEqualTo(
            "{\"uplink\":\"lte\",\"serves\":true,\"rung\":null,\"detail\":null,"
                + "\"sentence\":\"vps answers through lte\",\"hint\":\"\","
                + "\"address\":\"192.0.2.7\",\"ms\":12.346,\"at\":\"2026-11-22T03:00:00.300Z\"}");
    assertThat(through).hasSize(2);
  }

  @Test
  void aVerdictBeforeAnyCheckHasNoFigures() throws IOException {
    served.tell(verdict(100, LTE, null));
    JsonNode lte = json("/api/v1/servers/vps").at("/through/0");
    assertThat(lte.path("address").isNull()).isTrue();
    assertThat(lte.path("ms").isNull()).isTrue();
    assertThat(lte.path("at").isNull()).isTrue();
  }

  @Test
  void anUnknownServerIsAProblemThatSaysWhichAreKnown() throws IOException {
    assertThat(served.get("/api/v1/servers/vsp"))
        .startsWith("HTTP/1.1 404")
        .contains("application/problem+json")
        .contains("unknown server `vsp`; known are: vps, the spare/one");
    assertThat(served.get("/api/v1/servers/")).startsWith("HTTP/1.1 404");
    assertThat(served.get("/api/v1/servers?x=1")).startsWith("HTTP/1.1 400");
    assertThat(served.get("/api/v1/servers/vps?x=1")).startsWith("HTTP/1.1 400");
    assertThat(served.get("/api/v1/servers/the%20spare%2Fone")).startsWith("HTTP/1.1 200");
    assertThat(served.answer("PUT", "/api/v1/servers", "Host: localhost\r\n"))
        .startsWith("HTTP/1.1 405");
  }

  @Test
  void whereNoneIsConfiguredThatIsSaidAndNothingIsMeasured() throws IOException {
    try (Served without = new Served(Limits.DEFAULT)) {
      assertThat(without.get("/api/v1/servers")).endsWith("{\"active\":null,\"servers\":[]}");
      assertThat(without.get("/api/v1/servers/vps")).contains("`vps`; none is configured");
      assertThat(without.get("/api/v1/events?server=vps")).contains("none is configured");
      assertThat(without.get("/metrics")).doesNotContain("linkflux_server");
    }
  }

  @Test
  void transitionsAndElectionsOfServersAreDecisionsAndWhatIsFoundIsNone() throws IOException {
    served.tell(
        located(0, FOUR),
        verdict(10, FIBRE, refused()),
        transition(20, StateName.DOWN, "port-refused"),
        election(30, SPARE, "port-refused"));
    JsonNode decisions = json("/api/v1/decisions").path("decisions");
    assertThat(decisions).hasSize(2);
    assertThat(decisions.get(0).path("what").asText()).isEqualTo("election");
    assertThat(decisions.get(1).path("what").asText()).isEqualTo("transition");
  }

  @Test
  void metricsTellStateActiveServesChecksSwitchesAndStale() throws IOException {
    served.tell(
        stale(0, FOUR),
        checked(100, LTE, null),
        checked(200, FIBRE, refused()),
        checked(300, FIBRE, refused()),
        verdict(200, FIBRE, refused()),
        transition(1500, StateName.DEGRADED, "port-refused"));
    served.tell(election(0, VPS, "started"), election(2, SPARE, "tls"), election(3, SPARE, "tls"));

    assertThat(served.get("/metrics"))
        .contains("linkflux_server_state{server=\"vps\",state=\"Degraded\"} 1.0\n")
        .contains("linkflux_server_state{server=\"vps\",state=\"Unknown\"} 0.0\n")
        .contains("linkflux_server_active{server=\"vps\"} 0.0\n")
        .contains("linkflux_server_active{server=\"the spare/one\"} 1.0\n")
        .contains("linkflux_server_stale{server=\"vps\"} 1.0\n")
        .contains("linkflux_server_stale{server=\"the spare/one\"} 0.0\n")
        .contains("linkflux_server_serves{server=\"vps\",uplink=\"fibre\"} 0.0\n")
        .contains("linkflux_server_serves{server=\"vps\",uplink=\"lte\"} 1.0\n")
        .contains("linkflux_server_check_seconds{server=\"vps\",uplink=\"lte\"} 0.0123456\n")
        .contains(
            "linkflux_server_checks_total{rung=\"port-refused\",server=\"vps\",uplink=\"fibre\"}"
                + " 2.0\n")
        .contains("linkflux_server_checks_total{rung=\"none\",server=\"vps\",uplink=\"lte\"} 1.0\n")
        .contains("linkflux_server_switches_total 1.0\n");
  }
}
