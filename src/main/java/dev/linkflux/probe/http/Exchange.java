package dev.linkflux.probe.http;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.Rtt;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Attempt;
import dev.linkflux.wire.Handshake;
import dev.linkflux.wire.Obstacle;
import dev.linkflux.wire.Witness;
import dev.linkflux.wire.http.Wording;
import io.netty.channel.Channel;
import io.netty.channel.unix.Errors.NativeIoException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** One probe: one connection, one request, and what is seen of them. */
final class Exchange implements Witness {
  /** All of it. Longer than any time-out: what comes later is of no interest to anybody. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private final Question.Http question;
  private final ProbeId id;
  private final Instruments instruments;
  private final InetAddress address;
  private final Attempt attempt;
  private final Sinks.One<Unstamped> sent = Sinks.one();
  private final Sinks.Empty<Void> late = Sinks.empty();
  private volatile @Nullable Channel channel;
  private boolean begun;

  /**
   * @param address of the host that is asked
   */
  Exchange(
      Uplink uplink,
      Question.Http question,
      ProbeId id,
      InetAddress address,
      Instruments instruments) {
    this.question = question;
    this.id = id;
    this.address = address;
    this.instruments = instruments;
    this.attempt = new Attempt(uplink, this);
  }

  /**
   * That it was sent, and then how it ended, if it did. To be subscribed once; to cancel it closes
   * the connection.
   */
  Flux<Unstamped> observations(HttpClient client) {
    Mono<Unstamped> ending =
        attempt
            .by(client, new InetSocketAddress(address, question.port()), LONGEST)
            .doOnChannelInit((_, opened, _) -> opened(opened))
            .get()
            .uri(question.target())
            .response(this::judge)
            .next()
            .onErrorResume(failure -> Mono.justOrEmpty(failed(failure)))
            .takeUntilOther(late.asMono())
            .doFinally(_ -> close())
            .doOnTerminate(sent::tryEmitEmpty);
    return Flux.mergeSequential(sent.asMono(), ending);
  }

  @Override
  public void left() {
    Sinks.EmitResult _ = sent.tryEmitValue(at -> new Observation.Sent(at, id));
  }

  @Override
  public void spent(long bytes) {
    instruments.spent(id.uplink(), bytes);
  }

  private void opened(Channel opened) {
    channel = opened;
    var limit =
        opened.eventLoop().schedule(late::tryEmitEmpty, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    var _ = opened.closeFuture().addListener(_ -> limit.cancel(false));
  }

  private void close() {
    Channel open = channel;
    if (open != null) {
      var _ = open.close();
    }
  }

  private Mono<Unstamped> judge(HttpClientResponse response, ByteBufFlux body) {
    begun = true;
    Examination examination = new Examination(question);
    String fault = examination.fault(response.status().code(), response.responseHeaders());
    if (fault != null) {
      return Mono.just(bounced(fault));
    }
    Mono<Unstamped> verdict = Mono.defer(() -> Mono.justOrEmpty(verdict(examination.fault())));
    return examination.isOver()
        ? verdict
        : body.doOnNext(examination::read).takeUntil(_ -> examination.isOver()).then(verdict);
  }

  /** The answer to a repeated SYN is none to the probe: one of its packets is lost. */
  private @Nullable Unstamped verdict(@Nullable String fault) {
    Handshake handshake = attempt.handshake();
    if (fault != null) {
      return bounced(fault);
    }
    return handshake != null && handshake.first() ? returned(handshake.rtt()) : null;
  }

  private Unstamped returned(Rtt rtt) {
    instruments.timed(rtt.stamping());
    return at -> new Observation.Returned(at, id, rtt.nanos());
  }

  private Unstamped bounced(String reason) {
    return at -> new Observation.Bounced(at, id, address, reason);
  }

  private Unstamped withheld(String reason) {
    return at -> new Observation.Withheld(at, id, reason);
  }

  /** What an error means; null if nothing, as silence does. */
  private @Nullable Unstamped failed(Throwable failure) {
    return attempt.handshake() == null ? unconnected(Obstacle.of(failure)) : broken(failure);
  }

  private @Nullable Unstamped unconnected(Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.Refused _ -> bounced("connection refused");
      case Obstacle.Reported(var type, var code, var reporter, _) ->
          at -> new Observation.Bounced(at, id, type, code, reporter);
      case Obstacle.Local(var reason) -> withheld(reason);
      case Obstacle.Silent _ -> null;
    };
  }

  private @Nullable Unstamped broken(Throwable failure) {
    if (!(failure instanceof NativeIoException call)) {
      return bounced(Wording.of(failure, begun));
    }
    return switch (Errno.name(-call.expectedErr())) {
      case "ECONNRESET", "EPIPE" -> bounced("connection reset");
      case "ETIMEDOUT" -> null;
      case String own -> withheld(own);
    };
  }
}
