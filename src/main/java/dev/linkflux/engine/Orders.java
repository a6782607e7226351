package dev.linkflux.engine;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.server.Appointed;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/**
 * What the operator orders, on its way to the gate. May be given from any thread; followed by one
 * pipeline, which finds what was ordered before it began.
 */
public final class Orders {
  /** Orders that may wait for the gate; people give them. */
  private static final int WAITING = 64;

  /** An order was not taken; the message says why. */
  public static final class NotTaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private NotTaken(String message) {
      super(message, null, false, false);
    }

    /** One of these, for a person. */
    public static NotTaken because(String why) {
      return new NotTaken(why);
    }
  }

  private final @Nullable String never;
  private final Sinks.Many<Unstamped> given =
      Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(WAITING));

  public Orders() {
    this(null);
  }

  private Orders(@Nullable String never) {
    this.never = never;
  }

  /**
   * Takes none.
   *
   * @param why not, for a person
   */
  public static Orders none(String why) {
    return new Orders(why);
  }

  /**
   * Orders what is wanted of an uplink.
   *
   * @param lasting after which it is {@link Steering#AUTO} again; null if not by itself
   * @return the order as it has passed the gate, on the gate's thread; or {@link NotTaken}
   */
  public Mono<Steered> steer(UplinkId uplink, Steering steering, @Nullable Duration lasting) {
    return ordered(
        at -> {
          Moment until = lasting == null ? Moment.NEVER : at.plus(lasting);
          return new Steered(at, uplink, steering, until);
        });
  }

  /**
   * Orders which server to use.
   *
   * @param server to be used as long as it works, or null: as the checks say
   * @return the order as it has passed the gate, on the gate's thread; or {@link NotTaken}
   */
  public Mono<Appointed> appoint(@Nullable ServerId server) {
    return ordered(at -> new Appointed(at, server));
  }

  /**
   * Orders that other settings hold from now on. The parameters are those of {@link Reconfigured}.
   *
   * @return the order as it has passed the gate, on the gate's thread; or {@link NotTaken}
   */
  public Mono<Reconfigured> reconfigure(
      Settings settings, @Nullable Settings shadow, String effective, List<String> changes) {
    return ordered(at -> new Reconfigured(at, settings, shadow, effective, changes));
  }

  private <T extends Event> Mono<T> ordered(Function<Moment, T> order) {
    return Mono.defer(
        () -> {
          if (never != null) {
            return Mono.error(new NotTaken(never));
          }
          Sinks.One<T> passed = Sinks.one();
          Unstamped given =
              at -> {
                T event = order.apply(at);
                EmitResult _ = passed.tryEmitValue(event); // whoever gave it may have gone
                return event;
              };
          return switch (give(given)) {
            case OK -> passed.asMono();
            case FAIL_OVERFLOW, FAIL_ZERO_SUBSCRIBER ->
                Mono.error(new NotTaken(WAITING + " orders are waiting already"));
            default -> Mono.error(new NotTaken("the service is ending"));
          };
        });
  }

  private synchronized EmitResult give(Unstamped order) {
    return given.tryEmitNext(order);
  }

  /** To be subscribed once. */
  public Flux<Unstamped> given() {
    return given.asFlux();
  }
}
