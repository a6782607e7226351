package dev.linkflux.stream;

import dev.linkflux.engine.Orders;
import dev.linkflux.engine.WallClock;
import dev.linkflux.stream.ScriptedNetwork.Weather;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;

/**
 * Serves the dashboard over a scripted network and the real decisions, to look at: eight minutes of
 * trouble have passed already, and it goes on. Arguments: port, number of uplinks.
 */
final class DashboardPreview {
  private static final Duration TURN = Duration.ofMillis(100);

  private DashboardPreview() {}

  public static void main(String[] arguments) {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8470;
    int uplinks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    LoopResources loops = LoopResources.create("preview", 1, 2, true);
    ScriptedNetwork network = new ScriptedNetwork(names(uplinks), weathers(uplinks));
    WallClock clock = new WallClock(Instant.now().minus(PAST));
    StreamServer server =
        new StreamServer(
            Premises.plain(
                ServerSamples.settings(network.settings()), clock, new Service("preview", false)),
            new Orders(),
            loops,
            Schedulers.fromExecutorService(loops.onServer(true).next()),
            Schedulers.fromExecutorService(loops.onServer(true).next()));
    var feed =
        server
            .feed(Flux.merge(events(network), Mono.just(ServerSamples.trouble(PAST.toMillis()))))
            .subscribe();
    DisposableServer bound =
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).block();
    if (bound != null) {
      System.out.println("http://127.0.0.1:" + bound.port() + "/");
      bound.onDispose().block();
    }
    feed.dispose();
  }

  static final Duration PAST = Duration.ofSeconds(500);

  /** The past at once, then the present as it comes. */
  static Flux<List<Event>> events(ScriptedNetwork network) {
    long turns = PAST.dividedBy(TURN);
    return Flux.concat(
        Flux.range(1, (int) turns)
            .map(turn -> network.until(Moment.ZERO.plus(TURN.multipliedBy(turn)))),
        Flux.interval(TURN)
            .onBackpressureDrop()
            .map(turn -> network.until(Moment.ZERO.plus(TURN.multipliedBy(turns + 1 + turn)))));
  }

  static List<String> names(int count) {
    List<String> known = List.of("fibre", "lte", "dsl", "starlink");
    List<String> names = new ArrayList<>(known.subList(0, Math.min(count, known.size())));
    for (int i = names.size(); i < count; i++) {
      names.add("modem-" + (i - known.size() + 1));
    }
    return names;
  }

  static List<Weather> weathers(int count) {
    List<Weather> known =
        List.of(
            // Fibre is silent for a minute, seen from here three to four minutes ago.
            (second, _, random) ->
                (second > 260 && second < 330) || random.nextDouble() < 0.001
                    ? -1
                    : 8 + Math.abs(random.nextGaussian()) * 0.7,
            // LTE loses a fifth for a while, and one target stays away from it.
            (second, target, random) ->
                (target.ordinal() == 1 && second > 380)
                        || (second > 410 && second < 450 && random.nextDouble() < 0.22)
                    ? -1
                    : 42 + Math.abs(random.nextGaussian()) * 9,
            // DSL has a full queue for half a minute.
            (second, _, random) ->
                second > 120 && second < 165
                    ? 620 + random.nextGaussian() * 40
                    : 24 + Math.abs(random.nextGaussian()) * 2,
            (second, _, random) ->
                random.nextDouble() < 0.012
                    ? -1
                    : 36 + 8 * Math.sin(second / 7) + Math.abs(random.nextGaussian()) * 6);
    List<Weather> weathers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      weathers.add(known.get(i % known.size()));
    }
    return weathers;
  }
}
