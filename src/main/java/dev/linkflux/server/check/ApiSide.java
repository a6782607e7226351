package dev.linkflux.server.check;

import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Whether the API of a server answers as it should, and what it means if it does not. */
final class ApiSide {
  private final Calls calls;
  private final Echoes echoes;
  private final Password password;
  private final Aside aside;
  private final InstantSource wall;
  private final Scheduler scheduler;

  ApiSide(
      Calls calls,
      Echoes echoes,
      Password password,
      Aside aside,
      InstantSource wall,
      Scheduler scheduler) {
    this.calls = calls;
    this.echoes = echoes;
    this.password = password;
    this.aside = aside;
    this.wall = wall;
    this.scheduler = scheduler;
  }

  /** What came of the first request. */
  private record Reply(@Nullable Answer answer, long unheard) {}

  /**
   * Asks the API, all that is to be asked now.
   *
   * @param session of that server
   */
  Mono<Side> of(
      Server server, Uplink uplink, List<Spot> spots, Deadline deadline, Session session) {
    return Race.<Answer>over(
            spots, scheduler, (spot, connected) -> first(server, uplink, spot, deadline, connected))
        .flatMap(result -> rest(server, uplink, result, deadline, session));
  }

  /** What is asked first; a ping goes beside it if no connection comes about for a while. */
  private Mono<Answer> first(
      Server server, Uplink uplink, Spot spot, Deadline deadline, Runnable connected) {
    Mono<Reply> reply =
        calls
            .answer(
                server, uplink, spot, Request.get(server.check().api().path()), deadline, connected)
            .map(answer -> new Reply(answer, 0))
            .onErrorResume(
                Calls.Unheard.class, unheard -> Mono.just(new Reply(null, unheard.sent())));
    Mono<Echo> ping =
        Mono.delay(deadline.doubt(), scheduler)
            .then(Mono.defer(() -> echoes.ping(uplink, spot.address(), deadline.left())));
    return Diagnosed.of(reply, it -> it.answer() == null, ping)
        .flatMap(
            both -> {
              Reply got = Objects.requireNonNull(both.main());
              return got.answer() != null
                  ? Mono.just(got.answer())
                  : Mono.error(
                      new Broken(Pings.silentPort(both.other(), got.unheard(), deadline.limit())));
            });
  }

  private Mono<Side> rest(
      Server server,
      Uplink uplink,
      Race.Result<Answer> result,
      Deadline deadline,
      Session session) {
    Answer answer = result.value();
    if (answer == null) {
      return Mono.just(Side.of(result));
    }
    Spot spot = result.spot();
    Side fine = new Side(spot.address(), null);
    return Mono.defer(
            () -> {
              Check.Api api = server.check().api();
              Api.judge(api, answer);
              Check.Credentials credentials = api.credentials();
              return api.type() == Check.Type.HTTPS || credentials == null
                  ? Mono.just(fine)
                  : new Omr(
                          session,
                          credentials,
                          api.skew(),
                          password,
                          aside,
                          wall,
                          request -> again(server, uplink, spot, request, deadline))
                      .run()
                      .thenReturn(fine);
            })
        .onErrorResume(
            Broken.class, failure -> Mono.just(new Side(spot.address(), failure.breach())));
  }

  /** Another request to where there was an answer a moment ago. */
  private Mono<Answer> again(
      Server server, Uplink uplink, Spot spot, Request request, Deadline deadline) {
    return calls
        .answer(server, uplink, spot, request, deadline, () -> {})
        .onErrorMap(
            Calls.Unheard.class,
            unheard -> new Broken(Pings.silentPort(null, unheard.sent(), deadline.limit())));
  }
}
