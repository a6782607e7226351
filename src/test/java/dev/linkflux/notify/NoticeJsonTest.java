package dev.linkflux.notify;

import static dev.linkflux.notify.Samples.FIBRE;
import static dev.linkflux.notify.Samples.LTE;
import static dev.linkflux.notify.Samples.SPARE;
import static dev.linkflux.notify.Samples.VPS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import dev.linkflux.server.Rung;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies of webhooks, to the last field. */
class NoticeJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static void assertBody(Subject subject, String expected) throws JsonProcessingException {
    String body = Letter.of(Samples.notice(7, subject)).body();
    assertThat(JSON.readTree(body)).isEqualTo(JSON.readTree(expected));
    assertThat(body).doesNotContain("\n");
  }

  @Test
  void ofATransition() throws JsonProcessingException {
    assertBody(
        new Subject.OfUplink(Samples.transition(1, "down\n\u0000"), List.of(LTE), List.of()),
        """
        {"type":"transition","id":"n-7","at":"2026-11-22T03:00:00.000Z","uplink":"fibre",
         "from":"Up","to":"Down","cause":"loss",
         "evidence":[{"name":"loss","value":0.31,"limit":0.1,"unit":"ratio"}],
         "sentence":"down\\n\\u0000"}
        """);
  }

  @Test
  void ofAnElection() throws JsonProcessingException {
    Election election =
        new Election(
            Samples.millis(1),
            List.of(LTE),
            List.of(),
            List.of(new Election.Excluded(FIBRE, Cause.LOSS)),
            Cause.LOSS,
            List.of(
                new Election.Considered(
                    LTE, 100, List.of(new Figure("rtt", Double.NaN, 200.123456, "ms")), "quick")),
            "traffic moves");
    assertBody(
        new Subject.OfTraffic(election, List.of(FIBRE)),
        """
        {"type":"election","id":"n-7","at":"2026-11-22T03:00:00.000Z","carrying":["lte"],
         "standby":[],"excluded":[{"uplink":"fibre","cause":"loss"}],
         "considered":[{"uplink":"lte","weight":100,"evidence":
           [{"name":"rtt","value":null,"limit":200.1235,"unit":"ms"}],"why":"quick"}],
         "cause":"loss","sentence":"traffic moves"}
        """);
  }

  @Test
  void ofAServerThatIsDown() throws JsonProcessingException {
    assertBody(
        new Subject.OfServer(Samples.serverDown(1), Samples.addresses("192.0.2.1")),
        """
        {"type":"server","id":"n-7","at":"2026-11-22T03:00:00.000Z","server":"vps",
         "what":"transition","from":"Up","to":"Down","cause":"port-refused",
         "evidence":[{"name":"fails","value":3,"limit":3,"unit":""}],
         "sentence":"vps is Down: nobody listens at port 65500","hint":"is the API running?"}
        """);
  }

  @Test
  void ofAnotherServerInUse() throws JsonProcessingException {
    assertBody(
        new Subject.InUse(Samples.inUse(1, SPARE, "tls"), VPS, List.of()),
        """
        {"type":"server","id":"n-7","at":"2026-11-22T03:00:00.000Z","server":"spare",
         "what":"election","active":"spare","cause":"tls","sentence":"spare is in use"}
        """);
  }

  @Test
  void ofAServerThatHasMoved() throws JsonProcessingException {
    assertBody(
        new Subject.Moved(Samples.located(1, "192.0.2.2", "2001:db8::2"), List.of()),
        """
        {"type":"server","id":"n-7","at":"2026-11-22T03:00:00.000Z","server":"vps",
         "what":"located","addresses":["192.0.2.2","2001:db8:0:0:0:0:0:2"],"stale":false,
         "rung":null,"detail":null,
         "sentence":"vps is at 192.0.2.2, 2001:db8:0:0:0:0:0:2"}
        """);
    assertBody(
        new Subject.Moved(
            new Located(
                Samples.millis(1), VPS, List.of(), false, new Breach(Rung.DNS_NO_NAME, "NXDOMAIN")),
            Samples.addresses("192.0.2.2")),
        """
        {"type":"server","id":"n-7","at":"2026-11-22T03:00:00.000Z","server":"vps",
         "what":"located","addresses":[],"stale":false,"rung":"dns-no-name","detail":"NXDOMAIN",
         "sentence":"vps has no known address (dns-no-name: NXDOMAIN)"}
        """);
  }
}
