package dev.linkflux.probe.dns;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Rtt;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.dns.Dice;
import dev.linkflux.wire.dns.NameQuestion;
import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import reactor.core.publisher.Mono;

/**
 * Asks one name server its one question through one uplink, and judges what comes back. A port
 * serves for a second, so that with steady probing every query has its own; the last few stay open
 * for late answers. On the event loop.
 */
final class Questioner implements LineVisitor {
  private static final long PORT_NANOS = 1_000_000_000L;
  private static final int PORTS = 5;

  private final IoEventLoop loop;
  private final Uplink uplink;
  private final Instruments instruments;
  private final Dice dice;
  private final InetSocketAddress server;
  private final NameQuestion question;
  private final Expectation expectation;
  private final Continuation continuation;
  private final Consumer<Mono<Unstamped>> observations;
  private final Deque<Line> lines = new ArrayDeque<>();

  /**
   * @param continuation asks again what was truncated
   * @param observations takes what comes back
   * @throws IllegalArgumentException if the question cannot be asked
   */
  Questioner(
      IoEventLoop loop,
      Uplink uplink,
      Question.Dns asked,
      Instruments instruments,
      Dice dice,
      Continuation continuation,
      Consumer<Mono<Unstamped>> observations) {
    this.loop = loop;
    this.uplink = uplink;
    this.instruments = instruments;
    this.dice = dice;
    this.server = new InetSocketAddress(asked.address(), asked.port());
    this.question = NameQuestion.of(asked.name(), asked.type());
    this.expectation = Expectation.of(question, asked);
    this.continuation = continuation;
    this.observations = observations;
  }

  InetSocketAddress server() {
    return server;
  }

  Uplink uplink() {
    return uplink;
  }

  NameQuestion question() {
    return question;
  }

  /** Asks. */
  Unstamped ask(ProbeId id) {
    try {
      line().send(id, () -> question.query(dice));
      return at -> new Observation.Sent(at, id);
    } catch (SystemCallException e) {
      return at -> new Observation.Withheld(at, id, e.errnoName());
    } catch (IOException e) {
      return at -> new Observation.Withheld(at, id, String.valueOf(e.getMessage()));
    }
  }

  private Line line() throws IOException {
    Line present = lines.peekLast();
    if (present != null && present.age() < PORT_NANOS) {
      return present;
    }
    Line next = new Line(loop, uplink, server, this);
    lines.addLast(next);
    if (lines.size() > PORTS) {
      lines.removeFirst().close();
    }
    return next;
  }

  void close() {
    lines.forEach(Line::close);
    lines.clear();
  }

  @Override
  public void answered(Asked asked, Message answer, Rtt rtt) {
    if (!answer.getHeader().getFlag(Flags.TC)) {
      observations.accept(Mono.just(verdict(asked.id(), answer, rtt)));
    } else if (asked.continues()) {
      observations.accept(continuation.observation(this, asked.id(), rtt));
    }
  }

  /**
   * What an answer is worth.
   *
   * @param answer whole; null if it is not for its content that it counts
   */
  Unstamped verdict(ProbeId id, @Nullable Message answer, Rtt rtt) {
    String objection = answer == null ? null : expectation.objection(answer);
    if (objection != null) {
      return bounced(id, objection);
    }
    instruments.timed(rtt.stamping());
    return at -> new Observation.Returned(at, id, rtt.nanos());
  }

  Unstamped bounced(ProbeId id, String reason) {
    return at -> new Observation.Bounced(at, id, server.getAddress(), reason);
  }

  @Override
  public void undelivered(Asked asked, int type, int code, InetAddress reporter) {
    ProbeId id = asked.id();
    observations.accept(Mono.just(at -> new Observation.Bounced(at, id, type, code, reporter)));
  }

  @Override
  public void foreign() {
    instruments.foreign(uplink.id());
  }

  @Override
  public void spent(long bytes) {
    instruments.spent(uplink.id(), bytes);
  }
}
