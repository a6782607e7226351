package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Hook;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom another configuration tells, and what goes on over it. */
@Timeout(60)
class ReplacementTest {
  @TempDir private Path directory;

  private static Settings settings(List<String> uplinks, List<String> servers) {
    List<Uplink> ways = new ArrayList<>();
    uplinks.forEach(
        it -> ways.add(new Uplink(new UplinkId(it, ways.size()), it, 1, List.of(), 1, false)));
    List<Server> far = new ArrayList<>();
    servers.forEach(
        it ->
            far.add(
                new Server(
                    new ServerId(it, far.size()),
                    Samples.addresses("192.0.2.9"),
                    Server.Through.CARRYING)));
    Settings usual = Samples.SETTINGS;
    return new Settings(
        ways,
        List.of(),
        List.of(),
        usual.probing(),
        usual.windowing(),
        usual.rules(),
        usual.routing(),
        far);
  }

  private static Reconfigured reload(Settings now) {
    return new Reconfigured(Samples.millis(50), now, null, "{}");
  }

  @Test
  void aHookThatStaysGoesOnAndOneThatIsGoneTellsWhatItHasBegun() {
    Path begun = directory.resolve("begun");
    Path go = directory.resolve("go");
    Hook.Program stays = Hooked.shell("echo stays $LINKFLUX_SENTENCE");
    Hook.Program goes =
        Hooked.shell(
            "touch %s; until [ -e %s ]; do sleep 0.05; done; echo goes $LINKFLUX_SENTENCE"
                .formatted(begun, go));
    Hook.Program comes = Hooked.shell("echo comes $LINKFLUX_CARRYING");
    try (Hooked it = new Hooked(stays, goes)) {
      it.happens(Samples.election(1, List.of(Samples.LTE), List.of()));
      it.awaitFile(begun);
      it.hooks.replace(List.of(comes, stays));
      it.happens(reload(settings(List.of("lte", "fibre"), List.of())));
      it.happens(Samples.transition(60, "now"));
      it.touch(go);

      assertThat(it.end())
          .hasSize(4)
          .contains("hook /bin/sh: stays now", "hook /bin/sh: comes lte")
          .filteredOn(line -> line.startsWith("hook /bin/sh: goes"))
          .hasSize(1);
    }
  }

  @Test
  void whatABrokerHasRetainedFollows() {
    Retained retained =
        new Retained(
            new Topics("home", ""),
            settings(List.of("fibre", "lte"), List.of("vps")),
            Samples.CLOCK,
            Duration.ofSeconds(30));
    Map<String, String> _ = retained.after(Samples.transition(10));
    String fibre = retained.all().get("home/uplink/fibre");
    retained.reconfigured(settings(List.of("dsl", "fibre"), List.of("spare")));

    assertThat(retained.all())
        .containsOnlyKeys(
            "home/uplink/dsl", "home/uplink/fibre", "home/server/spare", "home/traffic")
        .containsEntry("home/uplink/fibre", fibre);
    assertThat(fibre).contains("\"state\":\"Down\"");
  }

  @Test
  void topicsOfWhatIsGoneAreTakenBack() {
    List<String> given = new ArrayList<>();
    Outgoing outgoing = new Outgoing(given::add);
    outgoing.open(new Willing(given));
    outgoing.offer(Map.of("a", "1"));
    outgoing.offer(Map.of("b", "1"));
    given.clear();
    outgoing.replace(Map.of("b", "1", "c", "1"));

    assertThat(given).containsExactlyInAnyOrder("a=", "c=1");
  }

  /** Takes everything at once. */
  private record Willing(List<String> given) implements Link {
    @Override
    public CompletableFuture<?> publish(String topic, String payload, boolean retain) {
      given.add(topic + "=" + payload);
      return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletableFuture<?> connect() {
      return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletableFuture<?> listen(String filter) {
      return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletableFuture<?> close() {
      return CompletableFuture.completedFuture("");
    }
  }

  @Test
  void whoIsToldLaterIsToldOfWhatWasBefore() {
    Latest latest = new Latest();
    latest.accept(Samples.transition(1, "earlier"));
    latest.accept(Samples.transition(2, "later"));
    latest.accept(Samples.serverDown(3));
    latest.accept(Samples.election(3, List.of(Samples.LTE), List.of()));
    assertThat(latest.all()).hasSize(3).contains(Samples.transition(2, "later"));

    latest.accept(reload(settings(List.of("lte"), List.of())));
    assertThat(latest.all()).containsExactly(Samples.election(3, List.of(Samples.LTE), List.of()));
  }
}
