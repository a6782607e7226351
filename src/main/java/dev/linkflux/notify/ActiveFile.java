package dev.linkflux.notify;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.engine.Reason;
import dev.linkflux.engine.StateFile;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.engine.WallClock;
import dev.linkflux.server.Located;
import dev.linkflux.server.Remembered;
import dev.linkflux.server.ServerElection;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The small file that says which server is in use and where all of them are, for other programs and
 * for this one when it starts again. One instance is fed once.
 */
public final class ActiveFile {
  /** Its name in the directory of state. */
  public static final String NAME = "server.json";

  private static final String READABLE = "rw-r--r--";

  /** After a failure, unless there is something new to write before. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private static final int LONGEST = 64 * 1024;

  private final StateFile file;
  private final WallClock clock;
  private final Scheduler aside;
  private final Consumer<String> log;
  private final Map<ServerId, List<InetAddress>> addresses = new HashMap<>();
  private @Nullable ServerElection election;
  private @Nullable ActiveContent last;
  private Moment offered = Moment.ZERO;
  private volatile boolean failed;

  /**
   * Writes nothing yet.
   *
   * @param state directory of state; made if it is missing
   * @param settings where servers are before anybody has looked
   * @param clock labels moments
   * @param aside of threads that may block
   * @param log takes sentences for the operator, on {@code aside}
   */
  public ActiveFile(
      Path state, Settings settings, WallClock clock, Scheduler aside, Consumer<String> log) {
    this.file = StateFile.in(state, NAME);
    this.clock = clock;
    this.aside = aside;
    this.log = log;
    settings.servers().forEach(server -> addresses.put(server.id(), server.literals()));
  }

  /**
   * Which server was in use when the file was last written, and where all of them were.
   *
   * @param state directory of state
   * @param servers as configured now; of others nothing is remembered
   * @param log is told if there is a file, but none that can be understood
   * @return {@link Located} and {@link Remembered}; empty if nothing is known. Blocks
   */
  public static List<Unstamped> remembered(Path state, List<Server> servers, Consumer<String> log) {
    StateFile file = StateFile.in(state, NAME);
    try {
      byte[] bytes = file.read();
      List<Unstamped> known =
          bytes.length > LONGEST ? null : ActiveContent.remembered(bytes, servers);
      if (known != null) {
        return known;
      }
      log.accept(file.path() + " names no server: which was in use is forgotten");
    } catch (NoSuchFileException _) {
      // the first start
    } catch (IOException | IllegalArgumentException e) {
      log.accept(
          "%s is not readable (%s): which server was in use is forgotten"
              .formatted(file.path(), Reason.of(e)));
    }
    return List.of();
  }

  /**
   * Takes in all that comes out of the pipeline, a turn at a time, without ever holding it up.
   *
   * @return completes when the events have ended, in whatever way, and the last change is written
   */
  public Mono<Void> feed(Flux<List<Event>> events) {
    return events
        .onErrorComplete() // who assembles the service is told by the pipeline itself
        .mapNotNull(this::changed)
        .onBackpressureLatest()
        .publishOn(aside, 1)
        .doOnNext(this::write)
        .then();
  }

  /** Those that go on are where they are; the places are those of the ids of now. */
  private void reconfigured(List<Server> now) {
    Map<String, List<InetAddress>> known = new HashMap<>();
    addresses.forEach((server, where) -> known.put(server.name(), where));
    addresses.clear();
    for (Server server : now) {
      List<InetAddress> before = known.getOrDefault(server.name(), List.of());
      boolean fixed = before.isEmpty() || !server.isNamed();
      addresses.put(server.id(), fixed ? server.literals() : before);
      ServerElection last = election;
      if (last != null && last.active().name().equals(server.name())) {
        election = new ServerElection(last.at(), server.id(), last.cause(), last.sentence());
      }
    }
  }

  /** What is to be written after these events, or null if the file is right. */
  private @Nullable ActiveContent changed(List<Event> turn) {
    for (Event event : turn) {
      switch (event) {
        case Located located -> addresses.put(located.server(), located.addresses());
        case ServerElection now -> election = now;
        case Reconfigured it -> reconfigured(it.settings().servers());
        default -> {}
      }
    }
    ServerElection now = election;
    if (now == null) {
      return null;
    }
    Moment at = turn.isEmpty() ? offered : turn.getLast().at();
    ActiveContent content = new ActiveContent(now, Map.copyOf(addresses));
    boolean again = failed && at.since(offered).compareTo(PAUSE) >= 0;
    if (content.equals(last) && !again) {
      return null;
    }
    last = content;
    offered = at;
    return content;
  }

  private void write(ActiveContent content) {
    try {
      file.write(content.bytes(clock), true);
      readable();
      if (failed) {
        log.accept(file.path() + " is written again");
      }
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        log.accept(
            "%s cannot be written; let the service write there: %s"
                .formatted(file.path(), Plain.text(Reason.of(e))));
      }
      failed = true;
    }
  }

  /** For everybody, whatever the mask of this process is; where files have such rights. */
  private void readable() throws IOException {
    if (Files.getFileStore(file.path()).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(READABLE));
    }
  }
}
