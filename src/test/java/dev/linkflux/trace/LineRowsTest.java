package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.probe.Outcome;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of line, to the letter: the format is a contract. Apostrophes stand for quotes. */
class LineRowsTest {
  @ParameterizedTest
  @MethodSource({
    "dev.linkflux.trace.LineRows#rows",
    "dev.linkflux.trace.PlanRows#rows",
    "dev.linkflux.trace.ServerRows#rows",
    "dev.linkflux.trace.RecalledRows#rows"
  })
  void anEventIsThatLine(Event event, String line) {
    assertThat(new String(new LineEncoder().encode(event), UTF_8)).isEqualTo(line + "\n");
  }

  @ParameterizedTest
  @MethodSource({
    "dev.linkflux.trace.LineRows#rows",
    "dev.linkflux.trace.PlanRows#rows",
    "dev.linkflux.trace.ServerRows#rows",
    "dev.linkflux.trace.RecalledRows#rows"
  })
  void theLineIsThatEvent(Event event, String line) throws Broken {
    assertThat(decoded(line)).containsExactly(event);
  }

  @Test
  void aHeaderIsThatLineAndReadsBack() throws Broken {
    var config = JsonNodeFactory.instance.objectNode().put("listen", "127.0.0.1:8470");
    Instant wall = Instant.parse("2026-11-22T03:00:00Z");
    var first = new Header(wall, config, Moment.ZERO);
    var second = new Header(wall, config, new Moment(7));
    String begin = "{'type':'header','format':'linkflux-trace','version':1,";
    String line = begin + "'wall':'2026-11-22T03:00:00.000Z',";
    String end = "'config':{'listen':'127.0.0.1:8470'}}";
    var encoder = new LineEncoder();
    assertThat(new String(encoder.encode(first), UTF_8))
        .isEqualTo(LineRows.quoted(line + end) + "\n");
    assertThat(new String(encoder.encode(second), UTF_8))
        .isEqualTo(LineRows.quoted(line + "'began':7," + end) + "\n");
    assertThat(decoded(LineRows.quoted(line + end))).containsExactly(first);
    assertThat(decoded(LineRows.quoted(line + "'began':7," + end))).containsExactly(second);
  }

  @Test
  void whatFollowsFromOtherEventsIsNotRecorded() {
    assertThat(
            new LineEncoder()
                .encode(new Outcome.TimedOut(LineRows.AT, LineRows.PROBE, Moment.ZERO)))
        .isEmpty();
  }

  @Test
  void aLinkLineKeepsWhatItDoesNotName() throws Broken {
    Heard heard = new Heard();
    var decoder = new LineDecoder(Names.growing(), new Shift());
    decode(decoder, "{'type':'link','at':1,'uplink':'fibre','carrier':false}", heard);
    decode(decoder, "{'type':'link','at':2,'uplink':'fibre','addresses':[],'index':9}", heard);
    decode(decoder, "{'type':'link','at':3,'uplink':'fibre','carrier':true}", heard);
    assertThat(heard.said.getFirst())
        .isInstanceOfSatisfying(
            LinkFacts.class,
            facts -> {
              assertThat(facts.carrier()).isFalse();
              assertThat(facts.up()).isTrue();
              assertThat(facts.isPresent()).isTrue();
              assertThat(facts.addresses()).isNotEmpty();
            });
    assertThat(heard.said.getLast())
        .isEqualTo(
            new LinkFacts(
                new Moment(3), LineRows.FIBRE, 9, true, true, List.of(), List.of(), true));
  }

  @Test
  void aTypeOfANewerVersionIsUnknown() throws Broken {
    assertThat(decoded(LineRows.quoted("{'type':'weather','at':1}"))).containsExactly("unknown");
  }

  @Test
  void aDecisionAboutAServerOfANewerVersionIsUnknown() throws Broken {
    assertThat(decoded("{'type':'server','at':1,'what':'retired','server':'vps'}"))
        .containsExactly("unknown");
  }

  @Test
  void theZoneOfAnAddressIsNotRecorded() throws UnknownHostException {
    byte[] local = InetAddress.ofLiteral("fe80::7").getAddress();
    var zoned = Inet6Address.getByAddress(null, local, 4);
    var located = new Located(LineRows.AT, ServerRows.VPS, List.of(zoned), false, null);
    var checked =
        new Checked(LineRows.AT, ServerRows.VPS, LineRows.FIBRE, zoned, 1, true, null, null);
    for (Event event : List.of(located, checked)) {
      assertThat(new String(new LineEncoder().encode(event), UTF_8))
          .contains("\"fe80:0:0:0:0:0:0:7\"");
    }
  }

  private static List<Object> decoded(String line) throws Broken {
    Heard heard = new Heard();
    Names names = Names.growing();
    for (String name :
        line.matches(".*(fibre|lte).*") ? List.of("fibre", "lte") : List.<String>of()) {
      names.uplink(name);
    }
    decode(new LineDecoder(names, new Shift()), line, heard);
    return heard.said;
  }

  private static void decode(LineDecoder decoder, String line, Heard heard) throws Broken {
    byte[] bytes = LineRows.quoted(line).getBytes(UTF_8);
    decoder.decode(bytes, 0, bytes.length, heard);
  }
}
