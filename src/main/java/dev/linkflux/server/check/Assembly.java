package dev.linkflux.server.check;

import dev.linkflux.engine.Directory;
import dev.linkflux.engine.Instruments;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.tls.AuthorityTrust;
import io.netty.channel.IoEventLoop;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

/** Puts together what a check needs: one of each for all servers and uplinks. */
final class Assembly {
  private final World world;
  private final Spending spending;
  private final Places places = new Places();
  private final Lookups lookups;
  private final Echoes echoes;
  private final PingSide pings;
  private final ApiSide apis;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /** What is outside. The parameters are those of {@link ServerChecks}. */
  record World(
      Directory directory,
      Passage passage,
      LoopResources loops,
      IoEventLoop probeLoop,
      Scheduler scheduler,
      InstantSource wall,
      Consumer<String> told) {}

  /**
   * @param state directory of the keys of first use
   * @param authorities who vouch for servers without a pin
   * @param environment the value of a variable, or null
   */
  Assembly(
      World world,
      Instruments instruments,
      Path state,
      AuthorityTrust authorities,
      UnaryOperator<@Nullable String> environment) {
    this.world = world;
    this.spending = new Spending(instruments);
    Scheduler scheduler = world.scheduler();
    this.lookups = new Lookups(world.directory(), places, scheduler);
    this.echoes = new Echoes(world.probeLoop(), scheduler, spending, world.told());
    Aside aside = new Aside(scheduler);
    Identity identity = new Identity(authorities, new Pins(state, world.wall()), aside);
    this.pings = new PingSide(echoes, new Knocks(world.loops(), scheduler, spending), scheduler);
    this.apis =
        new ApiSide(
            new Calls(world.loops(), identity, scheduler, spending),
            echoes,
            new Password(environment, world.told()),
            aside,
            world.wall(),
            scheduler);
  }

  World world() {
    return world;
  }

  Spending spending() {
    return spending;
  }

  Places places() {
    return places;
  }

  Lookups lookups() {
    return lookups;
  }

  /** Checks that know of one another what a server has said. */
  Checker checker() {
    return checking(
        server -> sessions.computeIfAbsent(server.name(), _ -> new Session(world.scheduler())));
  }

  /** Checks each of which begins from nothing. */
  Checker anew() {
    return checking(_ -> new Session(world.scheduler()));
  }

  /** Checks that know what a server has said by these. */
  Checker checking(Function<Server, Session> remembering) {
    return new Examination(
        lookups, places, world.passage(), pings, apis, remembering, world.scheduler());
  }

  /** From now on only these are checked, and only through these. */
  void follow(List<Server> servers, List<Uplink> uplinks) {
    places.follow(servers, uplinks);
    echoes.keep(uplinks);
  }

  /** A server is gone, or is another one now: what it has said counts for nothing any more. */
  void forget(Server server) {
    sessions.remove(server.name());
  }

  /** Closes what is open between checks. */
  void close() {
    echoes.close();
  }
}
