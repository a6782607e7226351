package dev.linkflux.stream;

import dev.linkflux.engine.Orders;
import dev.linkflux.time.Moment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;

/**
 * Measures the event stream: arguments are clients, events a second, seconds. Server and clients
 * share the process and have an event loop each, so that their processor time can be told apart;
 * twenty of the clients measure how long an event is under way. One more client never reads.
 */
final class EventStreamLoad {
  private static final int MEASURING = 20;
  private static final Pattern SEQUENCE = Pattern.compile("\"seq\":([0-9]+),");

  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();
  private final long[] delays = new long[1 << 20];
  private final int clients;
  private final int rate;
  private final int seconds;
  private final AtomicLongArray sentAt;

  private EventStreamLoad(int clients, int rate, int seconds) {
    this.clients = clients;
    this.rate = rate;
    this.seconds = seconds;
    sentAt = new AtomicLongArray(rate * (seconds + 30));
  }

  public static void main(String[] arguments) {
    new EventStreamLoad(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]))
        .run();
  }

  private void run() {
    LoopResources serving = LoopResources.create("serving", 1, 1, true);
    LoopResources reading = LoopResources.create("reading", 1, 1, true);
    StreamServer stream =
        new StreamServer(
            Premises.plain(Samples.SETTINGS, Samples.CLOCK, Samples.SERVICE),
            new Orders(),
            serving,
            Schedulers.fromExecutorService(serving.onServer(true).next()),
            Schedulers.fromExecutorService(serving.onServer(true).next()));
    DisposableServer server =
        Objects.requireNonNull(
            stream.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).block());
    Flux.range(0, clients)
        .concatMap(number -> connect(server.port(), reading, number < MEASURING))
        .blockLast();
    connectAndNeverRead(server.port(), reading);
    var feed =
        stream
            .feed(
                Flux.interval(Duration.ofNanos(1_000_000_000L / rate))
                    .onBackpressureDrop()
                    .take((long) rate * (seconds + 20))
                    .map(this::turn))
            .subscribe();
    Mono.delay(Duration.ofSeconds(3)).block();
    long before = bytes.get();
    long spent = processorTime("serving");
    heard.set(0);
    Mono.delay(Duration.ofSeconds(seconds)).block();
    long busy = processorTime("serving") - spent;
    report(bytes.get() - before, busy);
    feed.dispose();
    server.disposeNow();
    System.exit(0);
  }

  private List<dev.linkflux.time.Event> turn(long number) {
    sentAt.set((int) number, System.nanoTime());
    return List.of(
        Samples.replied(
            new Moment(number * 10_000_000).nanos() / 1_000_000, Samples.FIBRE, number));
  }

  private Mono<? extends reactor.netty.Connection> connect(
      int port, LoopResources loops, boolean measuring) {
    return TcpClient.newConnection()
        .runOn(loops)
        .host("127.0.0.1")
        .port(port)
        .handle(
            (in, out) ->
                out.sendString(Mono.just("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .then()
                    .thenMany(in.receive().doOnNext(buffer -> hear(buffer, measuring)))
                    .then())
        .connect();
  }

  private void hear(io.netty.buffer.ByteBuf buffer, boolean measuring) {
    bytes.addAndGet(buffer.readableBytes());
    if (!measuring) {
      return;
    }
    long now = System.nanoTime();
    Matcher found = SEQUENCE.matcher(buffer.toString(StandardCharsets.US_ASCII));
    while (found.find()) {
      int at = (int) heard.getAndIncrement();
      if (at < delays.length) {
        delays[at] = now - sentAt.get(Integer.parseInt(found.group(1)));
      }
    }
  }

  private static void connectAndNeverRead(int port, LoopResources loops) {
    var _ =
        TcpClient.newConnection()
            .runOn(loops)
            .host("127.0.0.1")
            .port(port)
            .handle(
                (_, out) ->
                    out.sendString(
                            Mono.just("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                        .then(Mono.never()))
            .connect()
            .block();
  }

  private static long processorTime(String prefix) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getAllThreadIds())
        .filter(
            id -> {
              ThreadInfo thread = threads.getThreadInfo(id);
              return thread != null && thread.getThreadName().startsWith(prefix);
            })
        .map(threads::getThreadCpuTime)
        .sum();
  }

  private void report(long received, long busy) {
    int count = (int) Math.min(heard.get(), delays.length);
    long[] sorted = Arrays.copyOf(delays, count);
    Arrays.sort(sorted);
    System.out.printf(
        "%d clients x %d events/s: %.1f %% heard, %.1f MB/s, serving loop %.0f %% of a core,"
            + " delay p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        clients,
        rate,
        100.0 * count / ((double) MEASURING * rate * seconds),
        received / 1e6 / seconds,
        100.0 * busy / (seconds * 1e9),
        sorted[count / 2] / 1e6,
        sorted[count * 99 / 100] / 1e6,
        sorted[count - 1] / 1e6);
  }
}
