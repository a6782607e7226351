package dev.linkflux.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Used;

/** Decodes what happened to the monitor; the counterpart of {@link InputFields}. */
record InputDecoder(Names names, Shift shift) {
  Observation sent(Moment at, Fields line) throws Broken {
    return new Observation.Sent(at, probe(line));
  }

  Observation replied(Moment at, Fields line) throws Broken {
    return new Observation.Returned(
        at,
        probe(line),
        line.count("rtt"),
        line.has("reflected") ? line.count("reflected") : Observation.Returned.UNTOLD);
  }

  Observation unreachable(Moment at, Fields line) throws Broken {
    return new Observation.Bounced(
        at,
        probe(line),
        line.number("icmpType"),
        line.number("icmpCode"),
        line.addressOrNull("reporter"),
        line.textOrNull("reason"));
  }

  Observation notSent(Moment at, Fields line) throws Broken {
    return new Observation.Withheld(at, probe(line), line.text("reason"));
  }

  private ProbeId probe(Fields line) throws Broken {
    long sequence = line.count("seq");
    String uplink = line.text("uplink");
    return new ProbeId(
        names.uplink(uplink), names.target(line.text("target")), shift.sequence(sequence));
  }

  RouteAnswer applied(Moment at, Fields line) throws Broken {
    return new RouteAnswer.Applied(
        at,
        line.count("generation"),
        line.number("changes"),
        line.has("flows") ? line.number("flows") : 0);
  }

  RouteAnswer refused(Moment at, Fields line) throws Broken {
    return new RouteAnswer.Refused(at, line.count("generation"), line.text("reason"));
  }

  Used used(Moment at, Fields line) throws Broken {
    return new Used(at, names.uplink(line.text("uplink")), line.count("bytes"));
  }

  Steered steered(Moment at, Fields line) throws Broken {
    String wire = line.text("steering");
    for (Steering steering : Steering.values()) {
      if (steering.wire().equals(wire)) {
        Moment until = line.has("until") ? shift.moment(line.count("until")) : Moment.NEVER;
        return new Steered(at, names.uplink(line.text("uplink")), steering, until);
      }
    }
    throw new Broken("steering: auto, pin or avoid expected");
  }

  Configured configured(Moment at, Fields line) throws Broken {
    JsonNode config = line.object().path("config");
    if (!config.isObject()) {
      throw new Broken("config: an object expected");
    }
    names.learn(config);
    return new Configured(at, config);
  }
}
