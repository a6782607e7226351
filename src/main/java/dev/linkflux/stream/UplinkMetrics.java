package dev.linkflux.stream;

import static dev.linkflux.stream.Meters.UNMEASURED;
import static dev.linkflux.stream.Meters.gauge;
import static dev.linkflux.stream.Meters.is;
import static dev.linkflux.stream.Meters.seconds;

import dev.linkflux.decision.StateName;
import dev.linkflux.engine.WallClock;
import dev.linkflux.quality.OneWay;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.UplinkId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * How the uplinks stand: state, who carries, and the figures that the decisions rest on.
 *
 * @param clock labels moments
 */
record UplinkMetrics(Status status, WallClock clock) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(
        registry,
        "linkflux_carrying_since_timestamp_seconds",
        "Since when just these uplinks carry; seconds since 1970.",
        status,
        it -> it.election() == null ? UNMEASURED : since(it.carryingSince()));
    for (UplinkStatus it : status.uplinks()) {
      states(registry, it.uplink().id());
      figures(registry, it.uplink().id());
    }
  }

  private void states(MeterRegistry registry, UplinkId uplink) {
    for (StateName state : StateName.values()) {
      gauge(
          registry,
          "linkflux_uplink_state",
          "1 for the state that the uplink is in.",
          status,
          it -> is(it.of(uplink).state() == state),
          "uplink",
          uplink.name(),
          "state",
          state.wire());
    }
    gauge(
        registry,
        "linkflux_uplink_state_since_timestamp_seconds",
        "Since when the uplink is in its state; seconds since 1970.",
        status,
        it -> since(it.of(uplink).since()),
        "uplink",
        uplink.name());
    gauge(
        registry,
        "linkflux_uplink_carrying",
        "1 if the uplink carries traffic.",
        status,
        it -> is(it.carrying().contains(uplink)),
        "uplink",
        uplink.name());
  }

  private void figures(MeterRegistry registry, UplinkId uplink) {
    figure(
        registry,
        uplink,
        "linkflux_uplink_loss_ratio",
        "Lost share of the probes over the window.",
        quality -> quality.loss().ratio());
    figure(
        registry,
        uplink,
        "linkflux_uplink_loss_forward_ratio",
        "Share of the probes lost on the way there, where the targets tell.",
        quality -> oneWay(quality, OneWay::forward));
    figure(
        registry,
        uplink,
        "linkflux_uplink_loss_backward_ratio",
        "Share of the probes lost on the way back, where the targets tell.",
        quality -> oneWay(quality, OneWay::backward));
    figure(
        registry,
        uplink,
        "linkflux_uplink_jitter_seconds",
        "Jitter after RFC 3550.",
        quality -> seconds(quality.jitter()));
    figure(
        registry,
        uplink,
        "linkflux_uplink_pdv_seconds",
        "Delay variation after RFC 5481, 95th percentile.",
        quality -> seconds(quality.pdv()));
    percentile(registry, uplink, "50", quality -> seconds(quality.rtt().p50()));
    percentile(registry, uplink, "95", quality -> seconds(quality.rtt().p95()));
    percentile(registry, uplink, "99", quality -> seconds(quality.rtt().p99()));
  }

  private void percentile(
      MeterRegistry registry, UplinkId uplink, String rank, ToDoubleFunction<Quality> figure) {
    figure(
        registry,
        uplink,
        "linkflux_uplink_rtt_window_seconds",
        "Percentiles of the round-trip time over the window that decisions rest on.",
        figure,
        "percentile",
        rank);
  }

  private void figure(
      MeterRegistry registry,
      UplinkId uplink,
      String name,
      String help,
      ToDoubleFunction<Quality> figure,
      String... labels) {
    String[] all = new String[labels.length + 2];
    all[0] = "uplink";
    all[1] = uplink.name();
    System.arraycopy(labels, 0, all, 2, labels.length);
    gauge(
        registry,
        name,
        help,
        status,
        it -> {
          Quality quality = it.of(uplink).quality();
          return quality == null ? UNMEASURED : figure.applyAsDouble(quality);
        },
        all);
  }

  private static double oneWay(Quality quality, Function<OneWay, LossRatio> way) {
    OneWay told = quality.oneWay();
    return told == null ? UNMEASURED : way.apply(told).ratio();
  }

  private double since(Moment moment) {
    Instant labelled = clock.label(moment);
    return labelled.getEpochSecond() + labelled.getNano() / 1e9;
  }
}
