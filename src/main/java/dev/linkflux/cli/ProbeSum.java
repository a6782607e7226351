package dev.linkflux.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.quality.OneWay;
import dev.linkflux.quality.Quality;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What probes of one target came to, in words for people and in JSON.
 *
 * @param target as the user named it
 * @param ended probes that have an outcome
 * @param answered in time
 * @param late answered too late
 * @param notSent by this machine's own fault
 * @param duplicates replies that came once more
 * @param reordered replies that came after that of a younger probe
 * @param quality of all of it, or null if there is none
 */
record ProbeSum(
    String target,
    int ended,
    int answered,
    int late,
    int notSent,
    int duplicates,
    int reordered,
    @Nullable Quality quality) {
  private int lost() {
    return ended - notSent - answered - late;
  }

  /** Not a number if nothing was sent. */
  private double loss() {
    int sent = ended - notSent;
    return sent == 0 ? Double.NaN : (double) lost() / sent;
  }

  private @Nullable OneWay oneWay() {
    return quality == null ? null : quality.oneWay();
  }

  /** Null if nothing was answered. */
  private Quality.@Nullable Rtt rtt() {
    return quality == null || quality.rtt().min() < 0 ? null : quality.rtt();
  }

  /** Nanoseconds, below 0 if it is not known. */
  private long jitter() {
    return quality == null ? -1 : quality.jitter();
  }

  /** Some lines, the first one empty. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%n--- %s ---%n%d probes, %d answered, %d late, %d lost (%.1f %%), %d not sent",
            target,
            ended,
            answered,
            late,
            lost(),
            Double.isNaN(loss()) ? 0 : loss() * 100,
            notSent));
    text.append(duplicates > 0 ? ", " + duplicates + " duplicates" : "")
        .append(reordered > 0 ? ", " + reordered + " reordered" : "")
        .append(System.lineSeparator());
    OneWay oneWay = oneWay();
    if (oneWay != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "lost on the way there %d of %d, on the way back %d of %d%n",
              oneWay.forward().lost(),
              oneWay.forward().sent(),
              oneWay.backward().lost(),
              oneWay.backward().sent()));
    }
    Quality.Rtt rtt = rtt();
    if (rtt != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "rtt min/mean/p50/p95/p99/max = %.3f/%.3f/%.3f/%.3f/%.3f/%.3f ms, jitter %s%n",
              rtt.min() / 1e6,
              rtt.mean() / 1e6,
              rtt.p50() / 1e6,
              rtt.p95() / 1e6,
              rtt.p99() / 1e6,
              rtt.max() / 1e6,
              jitter() < 0 ? "unknown" : "%.3f ms".formatted(jitter() / 1e6)));
    }
    return text.toString();
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("target", target);
    node.put("asked", ended);
    node.put("answered", answered);
    node.put("late", late);
    node.put("lost", lost());
    node.put("not_sent", notSent);
    node.put("duplicates", duplicates);
    node.put("reordered", reordered);
    if (!Double.isNaN(loss())) {
      node.put("loss", loss());
    }
    OneWay oneWay = oneWay();
    if (oneWay != null) {
      node.put("loss_forward", oneWay.forward().ratio());
      node.put("loss_backward", oneWay.backward().ratio());
    }
    Quality.Rtt rtt = rtt();
    if (rtt != null) {
      node.putObject("rtt_ms")
          .put("min", rtt.min() / 1e6)
          .put("mean", rtt.mean() / 1e6)
          .put("p50", rtt.p50() / 1e6)
          .put("p95", rtt.p95() / 1e6)
          .put("p99", rtt.p99() / 1e6)
          .put("max", rtt.max() / 1e6);
      if (jitter() >= 0) {
        node.put("jitter_ms", jitter() / 1e6);
      }
    }
    return node;
  }
}
