package dev.linkflux.trace.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one result of a ping by RIPE Atlas, of any version of its probes. */
final class AtlasResult {
  private static final int UNREACHABLE4 = 3;
  private static final int UNREACHABLE6 = 1;

  private final Origin origin;
  private @Nullable String first; // the probe that has the name of the log

  AtlasResult(Origin origin) {
    this.origin = origin;
  }

  /** Hands on its probes; nothing of one that cannot be understood. */
  void read(JsonNode result, Consumer<? super Entry> into) throws Unclear {
    String type = result.path("type").asText("ping");
    if (!type.equals("ping")) {
      throw new Unclear("a result of " + type + ", not of ping");
    }
    origin.hasTimes();
    String probe = result.path("prb_id").asText();
    String target = target(result);
    if (probe.isEmpty() || target.isEmpty()) {
      throw new Unclear("a result without prb_id or destination");
    }
    String uplink = uplink(probe);
    long began = JsonLog.scaled(result, "timestamp", Decimal.SECONDS);
    JsonNode packets = result.path("result");
    if (packets.isArray()) {
      packets(packets, uplink, target, began, result.path("af").asInt(4), into);
    } else {
      sums(result, uplink, target, began, into);
    }
  }

  private String uplink(String probe) {
    if (origin.named() == null) {
      return probe;
    }
    first = first == null ? probe : first;
    return probe.equals(first) ? origin.uplink() : origin.uplink() + "-" + probe;
  }

  private static String target(JsonNode result) {
    for (String name : new String[] {"dst_name", "name", "dst_addr", "addr"}) {
      String text = result.path(name).asText("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private void packets(
      JsonNode packets,
      String uplink,
      String target,
      long began,
      int family,
      Consumer<? super Entry> into)
      throws Unclear {
    for (JsonNode packet : packets) {
      if (packet.has("rtt")) {
        long _ = JsonLog.scaled(packet, "rtt", Decimal.MILLISECONDS);
      }
    }
    long at = began;
    for (JsonNode packet : packets) {
      if (packet.has("dup") || packet.has("late")) {
        continue; // it answers one that has its own place
      }
      if (packet.has("rtt")) {
        long rtt = JsonLog.scaled(packet, "rtt", Decimal.MILLISECONDS);
        into.accept(Entry.replied(uplink, target, at, rtt));
      } else if (packet.has("error")) {
        String words = packet.path("error").asText();
        int six = family == 6 ? UNREACHABLE6 : UNREACHABLE4;
        into.accept(new Entry(uplink, target, at, 0, new Bounce(six, 0, null, words)));
      } else {
        into.accept(Entry.lost(uplink, target, at));
      }
      at += origin.spacing();
    }
  }

  /** The first version has the sums alone. */
  private void sums(
      JsonNode result, String uplink, String target, long began, Consumer<? super Entry> into)
      throws Unclear {
    long sent = JsonLog.scaled(result, "sent", 0);
    long received = JsonLog.scaled(result, "rcvd", 0);
    Sums sums =
        received == 0
            ? Sums.lost(sent)
            : new Sums(
                sent,
                received,
                JsonLog.scaled(result, "min", Decimal.MILLISECONDS),
                JsonLog.scaled(result, "avg", Decimal.MILLISECONDS),
                JsonLog.scaled(result, "max", Decimal.MILLISECONDS));
    sums.spread(uplink, target, began, origin.spacing(), into);
  }
}
