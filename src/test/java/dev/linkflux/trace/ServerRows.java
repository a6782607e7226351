package dev.linkflux.trace;

import static dev.linkflux.trace.LineRows.AT;
import static dev.linkflux.trace.LineRows.FIBRE;
import static dev.linkflux.trace.LineRows.row;

import dev.linkflux.decision.Figure;
import dev.linkflux.decision.StateName;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.Remembered;
import dev.linkflux.server.Rung;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.uplink.ServerId;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every kind of event about servers with its line, to the letter. Apostrophes stand for quotes. */
final class ServerRows {
  static final ServerId VPS = new ServerId("vps", 0);
  private static final InetAddress FOUR = InetAddress.ofLiteral("192.0.2.7");
  private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::7");

  private ServerRows() {}

  static Stream<Arguments> rows() {
    return Stream.of(
        row(
            new Located(AT, VPS, List.of(SIX, FOUR), false, null),
            "{'type':'located','at':1000000000,'server':'vps','addresses':['2001:db8:0:0:0:0:0:7',"
                + "'192.0.2.7'],'stale':false}"),
        row(
            new Located(AT, VPS, List.of(), true, new Breach(Rung.DNS_SILENT, "3 asked")),
            "{'type':'located','at':1000000000,'server':'vps','addresses':[],'stale':true,"
                + "'dns':{'rung':'dns-silent','detail':'3 asked'}}"),
        row(
            new Checked(AT, VPS, FIBRE, FOUR, 12_345_678, true, null, null),
            "{'type':'checked','at':1000000000,'server':'vps','uplink':'fibre',"
                + "'address':'192.0.2.7','nanos':12345678,'serves':true}"),
        row(
            new Checked(
                AT,
                VPS,
                FIBRE,
                null,
                0,
                false,
                new Breach(Rung.DNS_NO_NAME, "NXDOMAIN"),
                new Breach(Rung.DNS_REFUSED, "SERVFAIL of \"9.9.9.9\"")),
            "{'type':'checked','at':1000000000,'server':'vps','uplink':'fibre','nanos':0,"
                + "'serves':false,'breach':{'rung':'dns-no-name','detail':'NXDOMAIN'},"
                + "'dns':{'rung':'dns-refused','detail':'SERVFAIL of \\'9.9.9.9\\''}}"),
        row(new Appointed(AT, VPS), "{'type':'appointed','at':1000000000,'server':'vps'}"),
        row(new Appointed(AT, null), "{'type':'appointed','at':1000000000}"),
        row(new Remembered(AT, VPS), "{'type':'remembered','at':1000000000,'server':'vps'}"),
        row(
            new ServerVerdict(AT, VPS, FIBRE, true, null, "vps answers through fibre", ""),
            "{'type':'server','at':1000000000,'what':'verdict','server':'vps','uplink':'fibre',"
                + "'serves':true,'sentence':'vps answers through fibre','hint':''}"),
        row(
            new ServerVerdict(
                AT, VPS, FIBRE, false, new Breach(Rung.TLS_PIN, "another key"), "no", "look"),
            "{'type':'server','at':1000000000,'what':'verdict','server':'vps','uplink':'fibre',"
                + "'serves':false,'breach':{'rung':'tls-pin','detail':'another key'},"
                + "'sentence':'no','hint':'look'}"),
        row(
            new ServerTransition(
                AT,
                VPS,
                StateName.UP,
                StateName.DOWN,
                "port-refused",
                List.of(new Figure("fails", 3, 3, "")),
                "vps is down",
                "start it"),
            "{'type':'server','at':1000000000,'what':'transition','server':'vps','from':'Up',"
                + "'to':'Down','cause':'port-refused','evidence':[{'name':'fails','value':3.0,"
                + "'limit':3.0,'unit':''}],'sentence':'vps is down','hint':'start it'}"),
        row(
            new ServerElection(AT, VPS, "started", "vps is in use"),
            "{'type':'server','at':1000000000,'what':'election','server':'vps',"
                + "'cause':'started','sentence':'vps is in use'}"));
  }
}
