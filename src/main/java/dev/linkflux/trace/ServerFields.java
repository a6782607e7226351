package dev.linkflux.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.Remembered;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Writes the fields of what is about servers; the counterpart of {@link ServerDecoder}. */
final class ServerFields {
  private ServerFields() {}

  /** Which type of line an event is, or null if it is not about servers. */
  static @Nullable String type(Event event) {
    return switch (event) {
      case Located _ -> "located";
      case Checked _ -> "checked";
      case Appointed _ -> "appointed";
      case Remembered _ -> "remembered";
      case ServerVerdict _, ServerTransition _, ServerElection _ -> "server";
      default -> null;
    };
  }

  /** Nothing if it is of no such type. */
  static void write(Event event, JsonGenerator json) throws IOException {
    switch (event) {
      case Located it -> write(it, json);
      case Checked it -> write(it, json);
      case Appointed it -> {
        if (it.server() != null) {
          json.writeStringField("server", it.server().name());
        }
      }
      case Remembered it -> json.writeStringField("server", it.server().name());
      case ServerVerdict it -> write(it, json);
      case ServerTransition it -> write(it, json);
      case ServerElection it -> write(it, json);
      default -> {}
    }
  }

  private static void write(Located located, JsonGenerator json) throws IOException {
    json.writeStringField("server", located.server().name());
    json.writeArrayFieldStart("addresses");
    for (InetAddress address : located.addresses()) {
      json.writeString(OutputFields.text(address));
    }
    json.writeEndArray();
    json.writeBooleanField("stale", located.stale());
    breach("dns", located.dns(), json);
  }

  private static void write(Checked checked, JsonGenerator json) throws IOException {
    json.writeStringField("server", checked.server().name());
    json.writeStringField("uplink", checked.uplink().name());
    OutputFields.address("address", checked.address(), json);
    json.writeNumberField("nanos", checked.nanos());
    json.writeBooleanField("serves", checked.serves());
    breach("breach", checked.breach(), json);
    breach("dns", checked.dns(), json);
  }

  private static void write(ServerVerdict verdict, JsonGenerator json) throws IOException {
    json.writeStringField("what", "verdict");
    json.writeStringField("server", verdict.server().name());
    json.writeStringField("uplink", verdict.uplink().name());
    json.writeBooleanField("serves", verdict.serves());
    breach("breach", verdict.breach(), json);
    json.writeStringField("sentence", verdict.sentence());
    json.writeStringField("hint", verdict.hint());
  }

  private static void write(ServerTransition transition, JsonGenerator json) throws IOException {
    json.writeStringField("what", "transition");
    json.writeStringField("server", transition.server().name());
    json.writeStringField("from", transition.from().wire());
    json.writeStringField("to", transition.to().wire());
    json.writeStringField("cause", transition.cause());
    OutputFields.evidence(transition.evidence(), json);
    json.writeStringField("sentence", transition.sentence());
    json.writeStringField("hint", transition.hint());
  }

  private static void write(ServerElection election, JsonGenerator json) throws IOException {
    json.writeStringField("what", "election");
    json.writeStringField("server", election.active().name());
    json.writeStringField("cause", election.cause());
    json.writeStringField("sentence", election.sentence());
  }

  private static void breach(String name, @Nullable Breach breach, JsonGenerator json)
      throws IOException {
    if (breach != null) {
      json.writeObjectFieldStart(name);
      json.writeStringField("rung", breach.rung().wire());
      json.writeStringField("detail", breach.detail());
      json.writeEndObject();
    }
  }
}
