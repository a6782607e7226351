package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that cannot be taken, and why. Apostrophes stand for quotes. */
class BrokenLinesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1] | a JSON object expected",
        "{'at':1} | type: text expected",
        "{'type':'sent','uplink':'a','target':'b','seq':1} | at: a whole number",
        "{'type':'sent','at':-1,'uplink':'a','target':'b','seq':1} | at: a whole number",
        "{'type':'sent','at':1.5,'uplink':'a','target':'b','seq':1} | at: a whole number",
        "{'type':'sent','at':1000000000000000000,'uplink':'a','target':'b','seq':1} | at: a whole",
        "{'type':'sent','at':1,'uplink':'','target':'b','seq':1} | empty name",
        "{'type':'sent','at':1,'uplink':'a','target':3,'seq':1} | target: text expected",
        "{'type':'sent','at':1,'uplink':'a','target':'b','seq':1} x | not JSON",
        "{'t':1,'link':'a','target':'b'} | rtt_ms: a number or null",
        "{'t':1,'link':'a','target':'b','rtt_ms':-1} | rtt_ms: negative",
        "{'t':1e400,'link':'a','target':'b','rtt_ms':1} | t: out of range",
        "{'t':1732240000123,'link':'a','target':'b','rtt_ms':1} | t: out of range",
        "{'type':'link','at':1,'uplink':'a','addresses':['x/2']} | not an address",
        "{'type':'link','at':1,'uplink':'a','addresses':['1.2.3.4/33']} | not an address with",
        "{'type':'dated','at':1,'wall':'yesterday'} | wall: a time such as 2026",
        "{'type':'dated','at':1,'wall':'+10000-01-01T00:00:00Z'} | wall: a time such as 2026",
        "{'type':'dated','at':1,'wall':'0000-12-31T23:59:59Z'} | wall: a time such as 2026",
        "{'type':'dated','at':1} | wall: text expected",
        "{'type':'steered','at':1,'uplink':'a'} | steering: text expected",
        "{'type':'steered','at':1,'uplink':'a','steering':'PIN'} | steering: auto, pin or avoid",
        "{'type':'steered','at':1,'uplink':'a','steering':'pin','until':-1} | until: a whole"
            + " number",
        "{'type':'used','at':1,'uplink':'a','bytes':-1} | bytes: a whole number",
        "{'type':'used','at':1,'uplink':'a','bytes':1.5} | bytes: a whole number",
        "{'type':'used','at':1,'bytes':1} | uplink: text expected",
        "{'type':'target','at':1,'uplink':'a','target':'b','sentence':''} | bad: true or false",
        "{'type':'rivalled','at':1,'ipv4':true} | ipv6: true or false",
        "{'type':'drifted','at':1} | what: text expected",
        "{'type':'applied','at':1,'generation':1,'changes':1,'flows':'x'} | flows: a whole number",
        "{'type':'plan','at':1,'generation':1,'cause':'mood','routes':[],'rules':[]} | unknown"
            + " cause: mood",
        "{'type':'plan','at':1,'generation':1,'rules':[],'routes':[{'table':1,'destination':"
            + "'::/0','hops':[],'metric':1}]} | leads nowhere",
        "{'type':'plan','at':1,'generation':1,'rules':[],'routes':[{'table':1,'destination':"
            + "'::/0','hops':[{'device':'a','index':1,'weight':0}],'metric':1}]} | weight 0",
        "{'type':'plan','at':1,'generation':1,'routes':[],'rules':[],'limits':{'subflows':9,"
            + "'accepted':0}} | MPTCP limits 9 and 0",
        "{'type':'plan','at':1,'generation':1,'routes':[],'rules':[],'limits':8} | limits: an"
            + " object expected",
        "{'type':'plan','at':1,'generation':1,'routes':[],'rules':[],'endpoints':[{'address':"
            + "'1.2.3.4','device':'a','index':1,'kind':'off','fullmesh':false}]} | not a plan",
        "{'type':'plan','at':1,'generation':1,'routes':[],'rules':[],'endpoints':[{'address':"
            + "'1.2.3.4','device':'a','index':1,'kind':'x','fullmesh':false}]} | unknown kind",
        "{'type':'located','at':1,'server':'','addresses':[],'stale':false} | empty name: servers",
        "{'type':'located','at':1,'server':'v','addresses':'x','stale':false} | addresses: a list",
        "{'type':'located','at':1,'server':'v','addresses':['vps.net'],'stale':false} | not an"
            + " address: vps.net",
        "{'type':'located','at':1,'server':'v','addresses':[]} | stale: true or false",
        "{'type':'located','at':1,'server':'v','addresses':[],'stale':true,'dns':'silent'} | dns:"
            + " an object expected",
        "{'type':'checked','at':1,'server':'v','nanos':1,'serves':true} | uplink: text expected",
        "{'type':'checked','at':1,'server':'v','uplink':'a','nanos':-1,'serves':true} | nanos: a"
            + " whole number",
        "{'type':'checked','at':1,'server':'v','uplink':'a','nanos':1,'serves':1} | serves: true",
        "{'type':'checked','at':1,'server':'v','uplink':'a','nanos':1,'serves':false,'breach':"
            + "{'rung':'TLS','detail':''}} | unknown rung: TLS",
        "{'type':'checked','at':1,'server':'v','uplink':'a','nanos':1,'serves':false,'breach':"
            + "{'rung':'tls'}} | detail: text expected",
        "{'type':'appointed','at':1,'server':7} | server: text expected",
        "{'type':'remembered','at':1} | server: text expected",
        "{'type':'server','at':1,'server':'v'} | what: text expected",
        "{'type':'server','at':1,'what':'verdict','server':'v','uplink':'a','serves':true,"
            + "'sentence':''} | hint: text expected",
        "{'type':'server','at':1,'what':'transition','server':'v','from':'up','to':'Down'} |"
            + " unknown state: up",
        "{'type':'server','at':1,'what':'election','server':'v','cause':'tls'} | sentence: text",
        "{'type':'header','format':'other','version':1} | not a linkflux-trace",
        "{'type':'header','format':'linkflux-trace','version':2} | version 2",
        "{'type':'header','format':'linkflux-trace','version':1,'wall':'now'} | wall: a time",
      })
  void aBrokenLineSaysWhatIsWrongWithIt(String line, String words) {
    assertThatThrownBy(() -> decoded(quoted(line)))
        .isInstanceOf(Broken.class)
        .hasMessageContaining(words);
  }

  @Test
  void anExponentThatNobodyCanWriteOutCostsNothing() throws Broken {
    assertThat(decoded(quoted("{'t':1e-999999999,'link':'a','target':'b','rtt_ms':1e-999999999}")))
        .containsExactly(new Heard.Bare(0, new UplinkId("a", 0), new TargetId("b", 0), 0));
  }

  private static List<Object> decoded(String line) throws Broken {
    Heard heard = new Heard();
    byte[] bytes = line.getBytes(UTF_8);
    new LineDecoder(Names.growing(), new Shift()).decode(bytes, 0, bytes.length, heard);
    return heard.said;
  }

  private static String quoted(String line) {
    return line.replace('\'', '"');
  }
}
