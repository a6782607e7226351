package dev.linkflux.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Carried;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.resources.LoopResources;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The emulated net: real sockets, virtual time. */
class EmulationTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Settings settings = Demo.configuration().settings();
  private final LoopResources loops = LoopResources.create("emulation-test", 1, true);
  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

  @SuppressWarnings("NullAway.Init")
  private Emulation emulation;

  @BeforeEach
  void open() {
    emulation = Emulation.open(settings, loops, time, 1).blockOptional(LIMIT).orElseThrow();
  }

  @AfterEach
  void close() {
    emulation.close().block(LIMIT);
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
    time.dispose();
  }

  private static Event at(long seconds, Unstamped unstamped) {
    return unstamped.at(new Moment(seconds));
  }

  @Test
  void everyUplinkMeetsEveryTargetAtAnAddressOfItsOwnOnLoopback() {
    Set<InetSocketAddress> addresses = new HashSet<>();
    for (Uplink uplink : settings.uplinks()) {
      for (Target target : settings.targets()) {
        addresses.add(emulation.address(uplink, target));
      }
    }
    assertThat(addresses)
        .hasSize(9)
        .allSatisfy(it -> assertThat(it.getAddress().isLoopbackAddress()).isTrue());
  }

  @Test
  void theScriptIsPlayedInTimeAndTheLinksFollowIt() {
    List<Scene> announced = new ArrayList<>();
    List<Event> facts = new ArrayList<>();
    Disposable playing =
        Flux.merge(
                emulation.play().doOnNext(announced::add),
                emulation.links().facts().doOnNext(it -> facts.add(at(facts.size(), it))))
            .subscribe();

    assertThat(facts).hasSize(4);
    assertThat(facts.getFirst()).isInstanceOf(Carried.class);
    assertThat(facts.subList(1, 4))
        .allSatisfy(it -> assertThat(((LinkFacts) it).carrier()).isTrue());

    for (Scene scene : Script.scenes().limit(40).toList()) {
      Duration now = Duration.ofNanos(time.now(TimeUnit.NANOSECONDS));
      time.advanceTimeBy(scene.at().minus(now).minusMillis(1));
      assertThat(announced).doesNotContain(scene);
      time.advanceTimeBy(Duration.ofMillis(1));
      assertThat(announced).endsWith(scene);
    }
    playing.dispose();

    assertThat(facts.subList(4, 6))
        .extracting(it -> ((LinkFacts) it).uplink().name(), it -> ((LinkFacts) it).carrier())
        .containsExactly(tuple("fibre", false), tuple("fibre", true));
  }

  @Test
  void theConfigurationSaysInWhatItDiffersFromTheDefaults() {
    assertThat(Demo.differences(Demo.configuration())).contains("8 s", "20 s", "5 min");
    assertThat(settings.uplinks()).extracting(Uplink::name).containsExactly("fibre", "lte", "dsl");
    assertThat(Climate.FAIR.uplinks()).hasSameSizeAs(settings.uplinks());
  }
}
