package dev.linkflux.stream;

import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NamespaceHttp;
import dev.linkflux.lab.RouterProcess;
import dev.linkflux.lab.RouterProcess.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The built service in a lab, with clients that resume, and orders that are given all the time. */
final class Onlookers implements AutoCloseable {
  private static final int PORT = 8470;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long BETWEEN_ORDERS = Duration.ofMillis(20).toNanos();
  private static final long POLL = Duration.ofMillis(20).toNanos();

  private final Lab lab = Lab.open();
  private final SmallDisk disk;
  private final Path state;
  private final Path config;
  private final List<ResumingClient> clients;
  private final Thread ordering;
  private volatile boolean over;
  private volatile RouterProcess service;

  /**
   * Starts the service.
   *
   * @param directory for its files
   * @param disk its size, as mount takes it
   */
  Onlookers(Path directory, int clients, String disk) throws IOException {
    state = Files.createDirectory(directory.resolve("disk"));
    config =
        Files.writeString(
            directory.resolve("resume.yml"),
            """
            targets: [{address: 198.51.100.1}, {address: 198.51.100.2}, {address: 198.51.100.3}]
            probing: {interval: 200ms, fast: 100ms}
            uplinks:
              - {name: first, interface: wan1, gateway: 10.1.0.1}
              - {name: second, interface: wan2, tier: 2, gateway: 10.2.0.1}
            routes: {onExit: remove}
            state: %s
            """
                .formatted(state));
    this.disk = new SmallDisk(lab, state, disk);
    this.clients = IntStream.range(0, clients).mapToObj(i -> new ResumingClient(i, PORT)).toList();
    service = start();
    ordering = lab.router().start("orders", this::order);
  }

  private RouterProcess start() {
    RouterProcess started = RouterProcess.service(lab, disk.command(), config, List.of());
    var _ = started.output().await(line -> line.contains("dashboard:"), PATIENCE);
    return started;
  }

  SmallDisk disk() {
    return disk;
  }

  /** Where what was told is kept. */
  Path events() {
    return disk.root().resolve("events");
  }

  List<Account> accounts() {
    return clients.stream().map(ResumingClient::account).toList();
  }

  /** All that anybody was told. */
  SortedMap<Long, String> known() {
    SortedMap<Long, String> known = new TreeMap<>();
    accounts().forEach(account -> known.putAll(account.told()));
    return known;
  }

  /** The clients come. */
  void begin() {
    for (int i = 0; i < clients.size(); i++) {
      var _ = lab.router().start("client " + i, clients.get(i));
    }
  }

  /** Ends the service by that signal, and starts it anew. */
  void restart(Signal signal) {
    long _ = service.signal(signal);
    int _ = service.awaitExit(PATIENCE);
    service.close(); // what it has recorded is verified before another packs it
    service = start();
  }

  /** Waits until that is so for all clients. */
  void await(String what, Predicate<Account> fits) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Account account : accounts()) {
      while (!fits.test(account)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("not " + what + ": " + account + "\n" + service.output().text());
        }
        LockSupport.parkNanos(POLL);
      }
    }
  }

  /** Gives the last order, and its number once everybody has been told of it. */
  long mark() {
    over = true;
    try {
      ordering.join(PATIENCE);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
    NamespaceHttp.Answer answer = service.http().put("/api/v1/uplinks/second/avoid");
    if (answer.status() != 200) {
      throw new AssertionError(answer);
    }
    await("the last order", it -> it.marker() >= 0);
    return accounts().getFirst().marker();
  }

  String get(String path) {
    NamespaceHttp.Answer answer = service.http().get(path);
    if (answer.status() != 200) {
      throw new AssertionError(answer);
    }
    return answer.body();
  }

  private void order() {
    for (int i = 0; !over; i++) {
      try {
        var _ = service.http().put("/api/v1/uplinks/second/" + (i % 2 == 0 ? "pin" : "auto"));
      } catch (UncheckedIOException | CompletionException _) {
        // There is no service now.
      }
      LockSupport.parkNanos(BETWEEN_ORDERS);
    }
  }

  @Override
  public void close() {
    over = true;
    clients.forEach(ResumingClient::end);
    lab.close();
  }
}
