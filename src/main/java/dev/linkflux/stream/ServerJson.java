package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of what is found, ordered and decided of servers; {@code what} says which it is. */
final class ServerJson {
  /** More addresses of one server are not shown. */
  private static final int MOST_ADDRESSES = 32;

  private ServerJson() {}

  static void verdict(JsonGenerator json, ServerVerdict verdict) throws IOException {
    begin(json, "verdict", verdict.server().name());
    json.writeStringField("uplink", verdict.uplink().name());
    json.writeBooleanField("serves", verdict.serves());
    breach(json, verdict.breach());
    json.writeStringField("sentence", verdict.sentence());
    json.writeStringField("hint", verdict.hint());
  }

  static void transition(JsonGenerator json, ServerTransition transition) throws IOException {
    begin(json, "transition", transition.server().name());
    json.writeStringField("from", transition.from().wire());
    json.writeStringField("to", transition.to().wire());
    json.writeStringField("cause", transition.cause());
    DecisionJson.evidence(json, transition.evidence());
    json.writeStringField("sentence", transition.sentence());
    json.writeStringField("hint", transition.hint());
  }

  static void election(JsonGenerator json, ServerElection election) throws IOException {
    begin(json, "election", election.active().name());
    json.writeStringField("active", election.active().name());
    json.writeStringField("cause", election.cause());
    json.writeStringField("sentence", election.sentence());
  }

  static void located(JsonGenerator json, Located located) throws IOException {
    begin(json, "located", located.server().name());
    addresses(json, located.addresses());
    json.writeBooleanField("stale", located.stale());
    breach(json, located.dns());
    json.writeStringField("sentence", sentence(located));
  }

  /** Without a server if none is appointed any more. */
  static void appointed(JsonGenerator json, Appointed appointed) throws IOException {
    String server = appointed.server() == null ? null : appointed.server().name();
    begin(json, "order", server);
    json.writeStringField(
        "sentence",
        server == null
            ? "the operator orders: use the server that the checks say"
            : "the operator orders: use " + server);
  }

  private static void begin(JsonGenerator json, String what, @Nullable String server)
      throws IOException {
    json.writeStringField("server", server);
    json.writeStringField("what", what);
  }

  private static String sentence(Located located) {
    Breach dns = located.dns();
    String known = String.join(", ", texts(located.addresses()));
    if (known.isEmpty()) {
      return "no address of " + located.server() + " is known" + (dns == null ? "" : ": " + dns);
    }
    return dns == null
        ? located.server() + " is at " + known
        : "the name servers give no address of %s now: %s; the last good ones serve on: %s"
            .formatted(located.server(), dns, known);
  }

  /** Both null if nothing is broken. */
  static void breach(JsonGenerator json, @Nullable Breach breach) throws IOException {
    json.writeStringField("rung", breach == null ? null : breach.rung().wire());
    json.writeStringField("detail", breach == null ? null : breach.detail());
  }

  static void addresses(JsonGenerator json, List<InetAddress> addresses) throws IOException {
    Json.names(json, "addresses", texts(addresses));
  }

  private static List<String> texts(List<InetAddress> addresses) {
    return addresses.stream().limit(MOST_ADDRESSES).map(NetUtil::toAddressString).toList();
  }
}
