package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static dev.linkflux.stream.Samples.millis;
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

import dev.linkflux.decision.StateName;
import dev.linkflux.server.Appointed;
import dev.linkflux.time.Event;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of servers on the stream, to the letter: it is a contract. */
class ServerEventsTest {
  static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of(
            verdict(0, FIBRE, refused()),
            "'server':'vps','what':'verdict','uplink':'fibre','serves':false,"
                + "'rung':'port-refused','detail':'TCP port 65500, in 12 ms','sentence':'vps:"
                + " port-refused (TCP port 65500, in 12 ms) through fibre','hint':'start what"
                + " listens there'"),
        Arguments.of(
            verdict(0, LTE, null),
            "'server':'vps','what':'verdict','uplink':'lte','serves':true,'rung':null,"
                + "'detail':null,'sentence':'vps answers through lte','hint':''"),
        Arguments.of(
            transition(0, StateName.DOWN, "tls"),
            "'server':'vps','what':'transition','from':'Up','to':'Down','cause':'tls',"
                + "'evidence':[{'name':'failed in a row','value':3,'limit':3,'unit':''}],"
                + "'sentence':'vps is Down: tls','hint':'start what listens there'"),
        Arguments.of(
            election(0, SPARE, "tls"),
            "'server':'the spare/one','what':'election','active':'the spare/one','cause':'tls',"
                + "'sentence':'the spare/one is in use'"),
        Arguments.of(
            located(0, SIX, FOUR),
            "'server':'vps','what':'located','addresses':['2001:db8::7','192.0.2.7'],"
                + "'stale':false,'rung':null,'detail':null,"
                + "'sentence':'vps is at 2001:db8::7, 192.0.2.7'"),
        Arguments.of(
            stale(0, FOUR),
            "'server':'vps','what':'located','addresses':['192.0.2.7'],'stale':true,"
                + "'rung':'dns-silent','detail':'no answer of 2 name servers within 3.0 s',"
                + "'sentence':'the name servers give no address of vps now: dns-silent (no answer"
                + " of 2 name servers within 3.0 s); the last good ones serve on: 192.0.2.7'"),
        Arguments.of(
            stale(0),
            "'server':'vps','what':'located','addresses':[],'stale':true,"
                + "'rung':'dns-silent','detail':'no answer of 2 name servers within 3.0 s',"
                + "'sentence':'no address of vps is known: dns-silent (no answer of 2 name"
                + " servers within 3.0 s)'"),
        Arguments.of(
            new Appointed(millis(0), VPS),
            "'server':'vps','what':'order','sentence':'the operator orders: use vps'"),
        Arguments.of(
            new Appointed(millis(0), null),
            "'server':null,'what':'order','sentence':'the operator orders: use the server that"
                + " the checks say'"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void anEventIsThatObject(Event event, String fields) {
    assertThat(
            new String(Samples.message(7, event).json(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "{'type':'server','id':7,'at':'2026-11-22T03:00:00.000Z',%s}"
                .formatted(fields)
                .replace('\'', '"'));
  }

  @Test
  void aCheckByItselfIsNotTold() {
    assertThat(Kind.of(checked(0, FIBRE, null))).isNull();
  }

  @Test
  void aClientIsToldOfTheServersAndUplinksThatItAsksFor() throws Exception {
    try (Served served = new Served(ServerSamples.settings(), Limits.DEFAULT);
        EventReader ofVps = served.listen("?types=server&server=vps&uplink=lte", "")) {
      while (!ofVps.line().startsWith("retry:")) {}
      served.tell(
          verdict(1, FIBRE, refused()),
          election(2, SPARE, "tls"),
          verdict(3, LTE, refused()),
          transition(4, StateName.DOWN, "tls"),
          new Appointed(millis(5), SPARE),
          located(6, FOUR));
      assertThat(ofVps.next().data()).contains("\"what\":\"verdict\"", "\"uplink\":\"lte\"");
      assertThat(ofVps.next().data()).contains("\"what\":\"transition\"");
      assertThat(ofVps.next().data()).contains("\"what\":\"order\"");
      EventReader.Told last = ofVps.next();
      assertThat(last.event()).isEqualTo("server");
      assertThat(last.data()).contains("\"what\":\"located\"");
      assertThat(served.get("/api/v1/events?server=vsp"))
          .startsWith("HTTP/1.1 400")
          .contains("`server`: unknown `vsp`; known are: the spare/one, vps");
    }
  }
}
