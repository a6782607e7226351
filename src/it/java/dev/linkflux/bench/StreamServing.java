package dev.linkflux.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.control.Access;
import dev.linkflux.control.Scenario;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.WallClock;
import dev.linkflux.stream.Premises;
import dev.linkflux.stream.Service;
import dev.linkflux.stream.StreamServer;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;

/**
 * The server of the event stream with the threads that the service has, fed with events that are
 * due at exact moments: one that is fed late is late for the clients as well.
 */
public final class StreamServing {
  private static final long MILLI = 1_000_000;

  private StreamServing() {}

  /**
   * Takes events a second and the directory for what is kept. Says its port and when its time began
   * by the monotonic clock and in milliseconds of the epoch; ends when its input does.
   */
  public static void main(String[] arguments) throws IOException {
    long pause = 1_000_000_000L / Integer.parseInt(arguments[0]);
    LoopResources serving = LoopResources.create("linkflux-http", 1, true);
    Scheduler gate = Schedulers.newSingle("linkflux-gate", true);
    Scheduler aside = Schedulers.newBoundedElastic(3, 10_000, "linkflux-aside", 10, true);
    Instant wall = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    long zero = System.nanoTime();
    StreamServer stream =
        new StreamServer(
            new Premises(
                Scenario.settings(Narration.UPLINKS, Narration.TARGETS),
                JsonNodeFactory.instance.objectNode(),
                Access.LOCAL,
                new WallClock(wall),
                new Service("bench", true),
                Path.of(arguments[1])),
            new Orders(),
            serving,
            Schedulers.fromExecutorService(serving.onServer(true).next()),
            aside);
    DisposableServer server =
        Objects.requireNonNull(
            stream.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).block());
    // On whole milliseconds, as times on the wire are.
    long begin = (System.nanoTime() - zero) / MILLI * MILLI + 100 * MILLI;
    Flux<List<Event>> turns =
        Flux.interval(
                Duration.ofNanos(zero + begin - System.nanoTime()), Duration.ofNanos(pause), gate)
            .onBackpressureBuffer()
            .map(number -> List.of(Narration.event(number, new Moment(begin + number * pause))));
    var _ = stream.feed(turns).subscribe(_ -> {}, Throwable::printStackTrace);
    System.out.println(server.port() + " " + zero + " " + wall.toEpochMilli());
    while (System.in.read() >= 0) {
      // Nothing is said, only that it ends.
    }
    System.exit(0);
  }
}
