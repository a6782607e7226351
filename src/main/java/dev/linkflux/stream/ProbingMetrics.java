package dev.linkflux.stream;

import static dev.linkflux.stream.Meters.UNMEASURED;
import static dev.linkflux.stream.Meters.counted;
import static dev.linkflux.stream.Meters.gauge;

import dev.linkflux.engine.Instruments;
import dev.linkflux.probe.Budget;
import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.UplinkId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the probers have told: bytes, budgets, time stamps. */
record ProbingMetrics(Instruments instruments, List<UplinkId> uplinks) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    for (UplinkId uplink : uplinks) {
      counted(
          registry,
          "linkflux_probe_bytes_total",
          "Bytes of IP that probes have cost, both directions.",
          instruments,
          it -> it.spent(uplink),
          "uplink",
          uplink.name());
      counted(
          registry,
          "linkflux_foreign_replies_total",
          "Pretended replies: wrong address, sequence or token.",
          instruments,
          it -> it.foreigners(uplink),
          "uplink",
          uplink.name());
      budget(registry, uplink);
    }
    for (Stamping stamping : Stamping.values()) {
      counted(
          registry,
          "linkflux_rtt_stamps_total",
          "Round-trip times by the clock they were taken with.",
          instruments,
          it -> it.timings(stamping),
          "clock",
          stamping.wire());
    }
  }

  private void budget(MeterRegistry registry, UplinkId uplink) {
    account(
        registry,
        uplink,
        "linkflux_budget_bytes",
        "What a metered uplink's probes may cost in 31 days.",
        Budget.Account::bytes);
    account(
        registry,
        uplink,
        "linkflux_budget_used_bytes",
        "What they have cost in the last 31 days.",
        Budget.Account::used);
    account(
        registry,
        uplink,
        "linkflux_budget_left_bytes",
        "What is left of the budget.",
        Budget.Account::left);
    account(
        registry,
        uplink,
        "linkflux_budget_reserve_bytes",
        "What may be spent at once.",
        Budget.Account::reserve);
  }

  private void account(
      MeterRegistry registry,
      UplinkId uplink,
      String name,
      String help,
      ToLongFunction<Budget.Account> figure) {
    gauge(
        registry,
        name,
        help,
        instruments,
        it -> {
          Budget.Account account = it.account(uplink);
          return account == null ? UNMEASURED : figure.applyAsLong(account);
        },
        "uplink",
        uplink.name());
  }
}
