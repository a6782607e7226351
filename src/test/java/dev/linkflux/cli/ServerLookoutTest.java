package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.ServerWatch;
import dev.linkflux.server.Checked;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.wire.KernelPassage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Flux;

/** What looks after the servers goes on by other settings, and leaves nothing behind. */
@Isolated // it counts sockets of the process
class ServerLookoutTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path state;

  /** One server, of that name, where no route leads. */
  private Configuration with(String server) {
    String text =
        """
        uplinks: [{name: lo, interface: lo}]
        targets: [{name: self, address: 127.0.0.1}]
        servers: [{name: %s, address: 192.0.2.1, check: api, interval: 100ms}]
        state: %s
        """
            .formatted(server, state);
    return switch (Configurations.parse(text, "test.yml")) {
      case Reading.Valid(var configuration, var _) -> configuration;
      case Reading.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }

  private static Set<String> netlinkSockets() throws IOException {
    Set<String> open = new HashSet<>();
    try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        if (Files.isSymbolicLink(entry)) { // that of the listing itself is gone
          open.add(Files.readSymbolicLink(entry).toString());
        }
      }
    }
    Set<String> netlink = new HashSet<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/net/netlink"))) {
      String socket = line.strip();
      netlink.add("socket:[%s]".formatted(socket.substring(socket.lastIndexOf(' ') + 1)));
    }
    netlink.retainAll(open);
    return netlink;
  }

  @Test
  void otherServersAreLookedAfterThroughTheSameSocket() throws IOException {
    Set<String> others = netlinkSockets();
    Configuration first = with("s0");
    try (Loops loops = new Loops()) {
      Instruments instruments = new Instruments();
      Probers probers =
          new Probers(
              loops,
              first.settings().probing(),
              new KernelPassage(),
              instruments,
              _ -> {},
              _ -> {});
      ServerWatch watch = ServerLookout.over(first, loops, probers, instruments, 1, _ -> {});
      Flux<Event> seen = watch.seen().map(one -> one.at(Moment.ZERO)).publish().autoConnect();
      checked(seen, "s0");
      Set<String> before = netlinkSockets();
      for (int round = 1; round < 6; round++) {
        Configuration now = with("s" + round);
        watch.follow(now.settings().uplinks(), now.settings().servers());
        checked(seen, "s" + round);
      }
      assertThat(before).hasSize(others.size() + 1);
      assertThat(netlinkSockets()).isEqualTo(before);
    }
  }

  private static void checked(Flux<Event> seen, String server) {
    assertThat(
            seen.filter(it -> it instanceof Checked one && one.server().name().equals(server))
                .blockFirst(LIMIT))
        .isNotNull();
  }
}
