package dev.linkflux.stream;

import static dev.linkflux.stream.Meters.UNMEASURED;
import static dev.linkflux.stream.Meters.gauge;
import static dev.linkflux.stream.Meters.is;
import static dev.linkflux.stream.Meters.seconds;

import dev.linkflux.decision.StateName;
import dev.linkflux.engine.WallClock;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How the servers stand; nothing where there are none.
 *
 * @param uplinks through which they are looked after
 * @param clock labels moments
 */
record ServerMetrics(Servers servers, List<UplinkId> uplinks, WallClock clock)
    implements MeterBinder {
  /** What a verdict may say: the rungs, and that none is broken. */
  private static final List<String> RUNGS =
      Stream.concat(Stream.of(ServerCounters.NONE), Arrays.stream(Rung.values()).map(Rung::wire))
          .toList();

  @Override
  public void bindTo(MeterRegistry registry) {
    for (ServerStatus it : servers.all()) {
      ServerId server = it.server().id();
      states(registry, server);
      for (UplinkId uplink : uplinks) {
        through(registry, server, uplink);
      }
    }
  }

  private void states(MeterRegistry registry, ServerId server) {
    for (StateName state : StateName.values()) {
      gauge(
          registry,
          "linkflux_server_state",
          "1 for the state that the server is in.",
          servers,
          all -> is(all.of(server).state() == state),
          "server",
          server.name(),
          "state",
          state.wire());
    }
    one(
        registry,
        server,
        "linkflux_server_state_since_timestamp_seconds",
        "Since when the server is in its state; seconds since 1970.",
        all -> {
          Instant since = clock.label(all.of(server).since());
          return since.getEpochSecond() + since.getNano() / 1e9;
        });
    one(
        registry,
        server,
        "linkflux_server_active",
        "1 for the server that is in use.",
        all -> is(all.isActive(all.of(server))));
    one(
        registry,
        server,
        "linkflux_server_stale",
        "1 while only the server's last good addresses are known.",
        all -> is(all.of(server).isStale()));
  }

  private void one(
      MeterRegistry registry,
      ServerId server,
      String name,
      String help,
      ToDoubleFunction<Servers> figure) {
    gauge(registry, name, help, servers, figure, "server", server.name());
  }

  private void through(MeterRegistry registry, ServerId server, UplinkId uplink) {
    known(
        registry,
        server,
        uplink,
        "linkflux_server_serves",
        "1 if the server is of use through the uplink.",
        it -> is(it.serves()));
    known(
        registry,
        server,
        uplink,
        "linkflux_server_check_seconds",
        "How long the latest check took.",
        it -> it.checked() == null ? UNMEASURED : seconds(it.checked().nanos()));
    for (String rung : RUNGS) {
      known(
          registry,
          server,
          uplink,
          "linkflux_server_rung",
          "1 for the rung that is broken by the latest verdict, or for none.",
          it ->
              it.verdict() == null
                  ? UNMEASURED
                  : is(ServerCounters.rung(it.verdict().breach()).equals(rung)),
          "rung",
          rung);
    }
  }

  private void known(
      MeterRegistry registry,
      ServerId server,
      UplinkId uplink,
      String name,
      String help,
      ToDoubleFunction<ServerStatus.Through> figure,
      String... labels) {
    String[] all =
        Stream.concat(
                Stream.of("server", server.name(), "uplink", uplink.name()), Arrays.stream(labels))
            .toArray(String[]::new);
    gauge(
        registry,
        name,
        help,
        servers,
        it -> {
          ServerStatus.Through through = it.of(server).through(uplink);
          return through == null ? UNMEASURED : figure.applyAsDouble(through);
        },
        all);
  }
}
