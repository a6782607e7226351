package dev.linkflux.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Resolution;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.Rung;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** What is told of servers, in which order. */
class ServerChecksTest extends Checks {
  private static final Uplink OTHER = new Uplink(new UplinkId("u1", 1), "", 1, List.of(), 1, false);
  private static final Uplink DISABLED =
      new Uplink(new UplinkId("u2", 2), "", 1, List.of(), 1, true);

  @TempDir Path directory;

  private ServerChecks checks(Server server) {
    return new ServerChecks(List.of(server), List.of(UPLINK, OTHER, DISABLED), assembly(), 1);
  }

  private static Flux<Event> seen(ServerChecks checks) {
    return checks.seen().map(it -> it.at(Moment.ZERO));
  }

  @Test
  void whereAServerIsIsToldFirstThenHowItIsThroughEachUplink() {
    try (OmrApi api = new OmrApi(directory, HERE, 0, "secret")) {
      Breach silent = new Breach(Rung.DNS_SILENT, "no answer");
      names.put("vps.example", new Resolution(List.of(HERE), true, silent));
      Check.Api asked = https(new Check.Trust.Pin(api.pin()));
      Server server = server(check(Check.Kind.API, api.port(), asked, PATIENT), "vps.example");

      List<Event> seen =
          Objects.requireNonNull(seen(checks(server)).take(3).collectList().block(LIMIT));

      assertThat(seen.get(0))
          .isEqualTo(new Located(Moment.ZERO, server.id(), List.of(HERE), true, silent));
      assertThat(seen.subList(1, 3))
          .allSatisfy(
              it -> {
                Checked checked = (Checked) it;
                assertThat(checked.serves()).isTrue();
                assertThat(checked.breach()).isNull();
                assertThat(checked.dns()).isEqualTo(silent);
                assertThat(checked.nanos()).isPositive();
              })
          .extracting(it -> ((Checked) it).uplink())
          .containsExactlyInAnyOrder(UPLINK.id(), OTHER.id());
    }
  }

  @Test
  void aNewAddressIsToldAndCheckedAtOnce() {
    try (OmrApi api = new OmrApi(directory, HERE, 0, "secret")) {
      Check.Api asked = https(new Check.Trust.Pin(api.pin()));
      Check check = new Check(Check.Kind.API, api.port(), asked, Duration.ofMillis(200), PATIENT);
      Server server = server(check, "vps.example");
      InetAddress old = InetAddress.ofLiteral("127.0.0.3");
      names.put("vps.example", new Resolution(List.of(old), false, null));

      List<Event> seen =
          Objects.requireNonNull(
              seen(checks(server))
                  .doOnNext(
                      it -> {
                        if (it instanceof Checked) {
                          names.put("vps.example", new Resolution(List.of(HERE), false, null));
                        }
                      })
                  .takeUntil(it -> it instanceof Checked checked && checked.serves())
                  .collectList()
                  .block(LIMIT));

      assertThat(seen.getFirst())
          .isEqualTo(new Located(Moment.ZERO, server.id(), List.of(old), false, null));
      assertThat(seen).anyMatch(it -> it instanceof Located at && at.addresses().contains(HERE));
      assertThat(((Checked) seen.getLast()).address()).isEqualTo(HERE);
    }
  }

  @Test
  void whatIsAsItWasGoesOnWhileOthersComeMoveAndGo() {
    try (OmrApi api = new OmrApi(directory, HERE, 0, "secret")) {
      Check.Api asked = https(new Check.Trust.Pin(api.pin()));
      // So rarely that whoever is checked twice was begun anew.
      Check check = new Check(Check.Kind.API, api.port(), asked, Duration.ofHours(1), PATIENT);
      names.put("one.example", new Resolution(List.of(HERE), false, null));
      names.put("two.example", new Resolution(List.of(HERE), false, null));
      Server stays = server(check, "one.example");
      ServerChecks checks = checks(stays);
      List<Event> seen = new CopyOnWriteArrayList<>();
      Disposable following = seen(checks).subscribe(seen::add);
      try {
        await("checked through both", () -> checked(seen, "vps").size() == 2);

        checks.follow(
            List.of(DISABLED, OTHER, UPLINK),
            List.of(
                named("other", 0, check, "two.example"), named("vps", 1, check, "one.example")));
        await("the new one is checked", () -> checked(seen, "other").size() == 2);
        checks.follow(
            List.of(UPLINK, OTHER), List.of(stays, named("other", 1, check, "one.example")));
        await("it is checked where it is now", () -> checked(seen, "other").size() == 4);
        checks.follow(List.of(UPLINK, OTHER), List.of(stays));
        checks.follow(
            List.of(UPLINK, OTHER), List.of(stays, named("other", 1, check, "one.example")));
        await("it is back", () -> checked(seen, "other").size() == 6);

        assertThat(checked(seen, "vps")).as("of what was not touched").hasSize(2);
        assertThat(seen)
            .filteredOn(it -> it instanceof Located)
            .extracting(it -> ((Located) it).server().name())
            .containsExactly("vps", "other", "other", "other");
      } finally {
        following.dispose();
      }
    }
  }

  @Test
  void anUplinkThatComesOrIsAnotherLineIsTriedAndTheOthersAreNotAskedAgain() {
    try (OmrApi api = new OmrApi(directory, HERE, 0, "secret")) {
      Check.Api asked = https(new Check.Trust.Pin(api.pin()));
      Server server =
          server(
              new Check(Check.Kind.API, api.port(), asked, Duration.ofHours(1), PATIENT),
              "127.0.0.1");
      ServerChecks checks = new ServerChecks(List.of(server), List.of(OTHER), assembly(), 1);
      List<Event> seen = new CopyOnWriteArrayList<>();
      Disposable following = seen(checks).subscribe(seen::add);
      try {
        await("checked through the one", () -> through(seen, OTHER) == 1);
        checks.follow(List.of(UPLINK, OTHER), List.of(server));
        await("checked through the new one", () -> through(seen, UPLINK) == 1);
        checks.follow(List.of(metered(UPLINK), OTHER), List.of(server));
        await("checked by the budget", () -> through(seen, UPLINK) == 2);
        checks.follow(List.of(OTHER), List.of(server));
        checks.follow(List.of(UPLINK, OTHER), List.of(server));
        await("checked when it is back", () -> through(seen, UPLINK) == 3);

        assertThat(through(seen, OTHER)).isEqualTo(1);
      } finally {
        following.dispose();
      }
    }
  }

  private static List<Checked> checked(List<Event> seen, String server) {
    return seen.stream()
        .filter(Checked.class::isInstance)
        .map(Checked.class::cast)
        .filter(it -> it.server().name().equals(server))
        .toList();
  }

  private static long through(List<Event> seen, Uplink uplink) {
    return checked(seen, "vps").stream().filter(it -> it.uplink().equals(uplink.id())).count();
  }

  private static Server named(String name, int place, Check check, String host) {
    Server any = server(check, host);
    return new Server(
        new ServerId(name, place),
        any.hosts(),
        Server.Role.BACKUP,
        any.through(),
        check,
        any.hysteresis());
  }

  private static Uplink metered(Uplink uplink) {
    return new Uplink(
        uplink.id(), uplink.device(), 1, List.of(), 1, false, 1_000_000_000L, uplink.mark());
  }

  @Test
  void oneCheckByItselfGoesUpTheWholeLadder() {
    try (OmrApi api = new OmrApi(directory, HERE, 0, "secret")) {
      environment.put("SECRET", "secret");
      Server server =
          api(
              api.port(),
              omr(
                  new Check.Trust.Pin(api.pin()),
                  new Check.Credentials(OmrApi.USERNAME, null, "SECRET")));
      ServerChecks checks = checks(server);

      for (int i = 0; i < 2; i++) {
        assertThat(Objects.requireNonNull(checks.once(server, UPLINK).block(LIMIT)).breach())
            .isNull();
      }
      assertThat(api.asked("GET /status")).isEqualTo(2);
    }
  }
}
