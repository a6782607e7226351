package dev.linkflux.probe.dns;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.dns.Dice;
import io.netty.channel.IoEventLoop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** The name servers that are asked through one uplink. On the event loop only. */
final class DnsSession {
  /** Answers that may wait for the gate. Beyond that they are dropped. */
  private static final int WAITING = 1024;

  private final IoEventLoop loop;
  private final Uplink uplink;
  private final Passage passage;
  private final Map<TargetId, Questioner> questioners;
  private final Sinks.Many<Mono<Unstamped>> received =
      Sinks.many().unicast().onBackpressureBuffer(Queues.<Mono<Unstamped>>get(WAITING).get());

  /**
   * @throws IllegalArgumentException if a target is none of name servers, or its question cannot be
   *     asked
   */
  DnsSession(
      IoEventLoop loop,
      Uplink uplink,
      List<Target> targets,
      Passage passage,
      Instruments instruments,
      Dice dice,
      Continuation continuation) {
    this.loop = loop;
    this.uplink = uplink;
    this.passage = passage;
    this.questioners =
        targets.stream()
            .collect(
                Collectors.toMap(
                    Target::id,
                    target ->
                        new Questioner(
                            loop,
                            uplink,
                            question(target),
                            instruments,
                            dice,
                            continuation,
                            this::emit)));
  }

  private static Question.Dns question(Target target) {
    if (target.question() instanceof Question.Dns dns) {
      return dns;
    }
    throw new IllegalArgumentException(target + " is no name server");
  }

  /** What comes back. */
  Flux<Unstamped> received() {
    return received.asFlux().flatMap(Function.identity(), Integer.MAX_VALUE);
  }

  Unstamped ask(ProbeId id) {
    Questioner asked = Objects.requireNonNull(questioners.get(id.target()), id.toString());
    if (!passage.isOpen(uplink, asked.server().getAddress())) {
      return at -> new Observation.Withheld(at, id, Observation.Withheld.NO_GATEWAY);
    }
    return asked.ask(id);
  }

  Mono<Void> close() {
    return Mono.fromRunnable(
        () -> loop.execute(() -> questioners.values().forEach(Questioner::close)));
  }

  private void emit(Mono<Unstamped> observation) {
    Sinks.EmitResult _ = received.tryEmitNext(observation);
  }
}
