package dev.linkflux.stream;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Lateness;
import dev.linkflux.probe.Budget;
import dev.linkflux.time.Stamping;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the probers have told, as Prometheus families: bytes, budgets, time stamps, lateness. */
final class ProbingMetrics {
  private final Instruments instruments;
  private final List<UplinkStatus> uplinks;

  ProbingMetrics(Instruments instruments, List<UplinkStatus> uplinks) {
    this.instruments = instruments;
    this.uplinks = uplinks;
  }

  void writeTo(Exposition out) {
    out.counter(
        "linkflux_probe_bytes_total", "Bytes of IP that probes have cost, both directions.");
    for (UplinkStatus it : uplinks) {
      out.value((double) instruments.spent(it.uplink().id()), "uplink", it.uplink().name());
    }
    out.counter(
        "linkflux_foreign_replies_total", "Pretended replies: wrong address, sequence or token.");
    for (UplinkStatus it : uplinks) {
      out.value((double) instruments.foreigners(it.uplink().id()), "uplink", it.uplink().name());
    }
    out.counter("linkflux_rtt_stamps_total", "Round-trip times by the clock they were taken with.");
    for (Stamping stamping : Stamping.values()) {
      out.value((double) instruments.timings(stamping), "clock", stamping.wire());
    }
    budgets(out);
    out.histogram(
        "linkflux_lateness_seconds",
        "How late this process itself was: with sending, receiving, and deadlines.");
    for (Lateness.Of what : Lateness.Of.values()) {
      out.buckets(instruments.lateness(what), "of", what.wire());
    }
  }

  private void budgets(Exposition out) {
    out.gauge("linkflux_budget_bytes", "What a metered uplink's probes may cost in 31 days.");
    each(out, Budget.Account::bytes);
    out.gauge("linkflux_budget_used_bytes", "What they have cost in the last 31 days.");
    each(out, Budget.Account::used);
    out.gauge("linkflux_budget_left_bytes", "What is left of the budget.");
    each(out, Budget.Account::left);
    out.gauge("linkflux_budget_reserve_bytes", "What may be spent at once.");
    each(out, Budget.Account::reserve);
  }

  private void each(Exposition out, ToLongFunction<Budget.Account> figure) {
    for (UplinkStatus it : uplinks) {
      Budget.Account account = instruments.account(it.uplink().id());
      if (account != null) {
        out.value((double) figure.applyAsLong(account), "uplink", it.uplink().name());
      }
    }
  }
}
