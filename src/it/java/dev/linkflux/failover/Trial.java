package dev.linkflux.failover;

import dev.linkflux.lab.CarrierWatch;
import dev.linkflux.lab.ClientFlow;
import dev.linkflux.lab.Flow;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.RouteWatch;
import dev.linkflux.lab.RouterProcess.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One service in one lab of its own, from its start to its end: three uplinks, of which wan1 is to
 * carry, three targets, default settings, a recording, and a client that sends all along.
 */
final class Trial implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final Lab lab;
  private final RouteWatch routes;
  private final List<ClientFlow> clients;
  private final Path config;
  private final Recording recording;
  private final String before;
  private Service service;

  private Trial(Lab lab, Path directory, Setup setup) {
    this.lab = lab;
    this.routes = lab.owned(RouteWatch.of(lab.router()));
    this.clients = setup.traffic().start(lab);
    this.recording = new Recording(directory.resolve("trace"));
    this.config = directory.resolve("linkflux.yml");
    try {
      Files.writeString(
          config, setup.configuration(recording.directory(), directory.resolve("state")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    this.before = kernel();
    this.service = Service.start(lab, config, setup.options());
  }

  /**
   * Builds the lab and starts the service in it.
   *
   * @param directory for its configuration and its trace
   */
  static Trial start(Setup setup, Path directory) {
    Lab lab = Lab.open(setup.lab());
    try {
      setup.preparation().accept(lab);
      return new Trial(lab, directory, setup);
    } catch (RuntimeException | AssertionError failure) {
      lab.close();
      throw failure;
    }
  }

  Lab lab() {
    return lab;
  }

  RouteWatch routes() {
    return routes;
  }

  Service service() {
    return service;
  }

  Recording recording() {
    return recording;
  }

  /** All routes and rules of the router as they were before the service was started. */
  String kernelBefore() {
    return before;
  }

  /**
   * All IPv4 routes and all rules of the router, as {@code ip} tells them. (Of IPv6 the kernel
   * makes routes for every link some seconds after it is up.)
   */
  String kernel() {
    return ip("-4", "route", "show", "table", "all")
        + ip("-4", "rule", "show")
        + ip("-6", "rule", "show");
  }

  /** What {@code ip} says in the router. */
  String ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    return Command.run(lab.router().command(command)).said();
  }

  /** Starts the service again, after it has ended. */
  void restart() {
    service.close();
    service = Service.start(lab, config, List.of());
  }

  /** Waits until all uplinks are up and the first one carries, in the kernel too. */
  Trial awaitSteady() {
    var _ =
        service.awaitStatus(
            "steady",
            status ->
                Service.states(status).equals(Map.of("wan1", "Up", "wan2", "Up", "wan3", "Up"))
                    && Service.carrying(status).equals(List.of("wan1")));
    var _ = routes.awaitDefaultVia("wan1", PATIENCE);
    return this;
  }

  /** Lets the client have its traffic for a while. */
  Trial baseline(Duration length) {
    Pause.of(length);
    return this;
  }

  /** Waits until the default route leads elsewhere; gives the nanoTime since when it does. */
  long awaitLeft(Duration limit) {
    return routes
        .await(
            change ->
                change.route().isPresent() && !change.route().get().devices().contains("wan1"),
            limit)
        .at();
  }

  /**
   * Has a trouble befall wan1 and waits until traffic has left it.
   *
   * @return from its effect (for a lost carrier: from the kernel's telling it) to the new route
   */
  Duration measure(Trouble trouble, Duration limit) {
    CarrierWatch carrier = CarrierWatch.of(lab, "wan1");
    long from = trouble.befall(lab);
    if (trouble == Trouble.CARRIER) {
      from = carrier.awaitLoss(limit);
    }
    return Duration.ofNanos(awaitLeft(limit) - from);
  }

  /** How often there was no default route at all, once there had been one. */
  long timesWithoutRoute() {
    return routes.changes().stream()
        .dropWhile(change -> change.route().isEmpty())
        .filter(change -> change.route().isEmpty())
        .count();
  }

  /** The client's traffic, that over IPv4 first. */
  List<ClientFlow> clients() {
    return clients;
  }

  /** Ends the client's traffic and tells what became of it, IPv4 first. */
  List<Flow> endTraffic() {
    return clients.stream().map(client -> client.stop(DRAIN)).toList();
  }

  /** Ends the client's traffic and tells the longest time since a nanoTime without an arrival. */
  Duration longestGapSince(long begin) {
    Flow flow = endTraffic().getFirst();
    List<Flow.Arrival> since =
        flow.arrivals().stream().filter(arrival -> arrival.at() >= begin).toList();
    return new Flow(flow.sent(), begin, flow.lastSentAt(), since).longestGap().length();
  }

  /**
   * Ends the service by a signal.
   *
   * @return its exit status, and how long it took
   */
  End end(Signal signal) {
    long from = service.process().signal(signal);
    int status = service.process().awaitExit(PATIENCE);
    return new End(status, Duration.ofNanos(System.nanoTime() - from));
  }

  /** How a service ended. */
  record End(int status, Duration took) {}

  @Override
  public void close() {
    service.close();
    lab.close();
  }
}
