package dev.linkflux.trace;

import dev.linkflux.server.Appointed;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.Remembered;
import dev.linkflux.server.Rung;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes what was found, ordered and decided about servers when a trace was recorded. */
record ServerDecoder(Names names) {
  Located located(Moment at, Fields line) throws Broken {
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : line.texts("addresses")) {
      addresses.add(Fields.address(text));
    }
    return new Located(at, server(line), addresses, line.flag("stale"), breach(line, "dns"));
  }

  Checked checked(Moment at, Fields line) throws Broken {
    return new Checked(
        at,
        server(line),
        names.uplink(line.text("uplink")),
        line.addressOrNull("address"),
        line.count("nanos"),
        line.flag("serves"),
        breach(line, "breach"),
        breach(line, "dns"));
  }

  Appointed appointed(Moment at, Fields line) throws Broken {
    return new Appointed(at, line.has("server") ? server(line) : null);
  }

  Remembered remembered(Moment at, Fields line) throws Broken {
    return new Remembered(at, server(line));
  }

  /** Hands on what was decided; {@code what} says which it is. */
  void decided(Moment at, Fields line, Decoded into) throws Broken {
    switch (line.text("what")) {
      case "verdict" -> into.output(verdict(at, line));
      case "transition" -> into.output(transition(at, line));
      case "election" -> into.output(election(at, line));
      default -> into.unknown();
    }
  }

  private ServerVerdict verdict(Moment at, Fields line) throws Broken {
    return new ServerVerdict(
        at,
        server(line),
        names.uplink(line.text("uplink")),
        line.flag("serves"),
        breach(line, "breach"),
        line.text("sentence"),
        line.text("hint"));
  }

  private ServerTransition transition(Moment at, Fields line) throws Broken {
    return new ServerTransition(
        at,
        server(line),
        OutputDecoder.state(line, "from"),
        OutputDecoder.state(line, "to"),
        line.text("cause"),
        OutputDecoder.evidence(line),
        line.text("sentence"),
        line.text("hint"));
  }

  private ServerElection election(Moment at, Fields line) throws Broken {
    return new ServerElection(at, server(line), line.text("cause"), line.text("sentence"));
  }

  private ServerId server(Fields line) throws Broken {
    return names.server(line.text("server"));
  }

  /** Null where the name is not there: all is well. */
  private static @Nullable Breach breach(Fields line, String name) throws Broken {
    if (!line.has(name)) {
      return null;
    }
    Fields breach = line.object(name);
    String wire = breach.text("rung");
    for (Rung rung : Rung.values()) {
      if (rung.wire().equals(wire)) {
        return new Breach(rung, breach.text("detail"));
      }
    }
    throw new Broken("unknown rung: " + wire);
  }
}
