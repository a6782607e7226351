package dev.linkflux.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.config.DurationText;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Shadowed;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Played;
import dev.linkflux.engine.Trouble;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells in lines what happens: transitions, who carries traffic, troubles of our own. One owner;
 * not thread safe.
 */
final class Narrator {
  private final boolean coloured;
  private @Nullable List<String> carrying;
  private @Nullable ShadowNarrator shadow;
  private final Repeats troubles = new Repeats(Duration.ofMinutes(10));
  private final Repeats stalls = new Repeats(Duration.ofMinutes(1));
  private final DriftNarrator drifts = new DriftNarrator();
  private final ServerNarrator servers;
  private final Function<Moment, String> label;
  private boolean isolated;

  Narrator(boolean coloured) {
    this(coloured, null);
  }

  /**
   * @param shadow the name of the shadow's configuration, or null if there is none
   */
  Narrator(boolean coloured, @Nullable String shadow) {
    this(coloured, shadow, at -> String.format(Locale.ROOT, "%8.1f s", at.nanos() / 1e9));
  }

  /**
   * @param label says when something was
   */
  Narrator(boolean coloured, @Nullable String shadow, Function<Moment, String> label) {
    this.coloured = coloured;
    this.label = label;
    this.servers = new ServerNarrator(coloured);
    this.shadow = shadow == null ? null : new ShadowNarrator(shadow);
  }

  /** One that has told nothing yet, whose lines say neither moments nor colours. */
  Narrator withoutMoments() {
    return new Narrator(false, shadow == null ? null : shadow.name(), _ -> "");
  }

  /** The line for an event, or two, without their end; empty if nobody needs to know. */
  Optional<String> line(Event event) {
    Optional<String> drift =
        drifts.line(event).map(words -> warning(event.at(), "routes: " + words));
    Optional<String> line =
        own(event).or(() -> servers.line(event).map(words -> at(event.at()) + words));
    return Stream.of(drift, line).flatMap(Optional::stream).reduce((one, two) -> one + "\n" + two);
  }

  private Optional<String> own(Event event) {
    return switch (event) {
      case Transition transition -> Optional.of(at(event.at()) + told(transition));
      case Election election -> told(election).map(line -> at(event.at()) + line);
      case Reconfigured reloaded -> {
        var _ = servers.line(reloaded);
        yield Optional.of(at(event.at()) + told(reloaded));
      }
      case Shadowed shadowed when shadow != null ->
          shadow.line(shadowed).map(line -> announcement(event.at(), line));
      case Blamed blamed -> Optional.of(at(event.at()) + told(blamed));
      case Steered steered -> Optional.of(at(event.at()) + told(steered));
      case Played played -> Optional.of(announcement(event.at(), played.sentence()));
      case Trouble trouble -> repeated(event.at(), trouble.source() + ": " + trouble.reason());
      case RouteAnswer.Refused refused -> repeated(event.at(), "routes: " + refused.reason());
      case Stalled stalled -> told(stalled);
      default -> Optional.empty();
    };
  }

  /** The line for something that is done to the uplinks, such as by a script. */
  String announcement(Moment at, String sentence) {
    return at(at) + Paint.GREY.on("· " + sentence, coloured);
  }

  private Optional<String> repeated(Moment at, String words) {
    return troubles.line(at, words, words).map(line -> warning(at, line));
  }

  private Optional<String> told(Stalled stalled) {
    double seconds = stalled.until().since(stalled.at()).toNanos() / 1e9;
    return stalls
        .line(
            stalled.until(),
            "",
            String.format(
                Locale.ROOT,
                "… this process stood still for %.1f s; nobody is blamed for that time",
                seconds))
        .map(line -> at(stalled.until()) + Paint.GREY.on(line, coloured));
  }

  private String warning(Moment at, String words) {
    return at(at) + Paint.YELLOW.on("! " + words, coloured);
  }

  private String told(Transition transition) {
    Look look = Look.of(transition.to().wire());
    String change =
        "%s %s %s (%s)"
            .formatted(look.mark(), transition.uplink(), transition.to(), transition.cause());
    return look.paint().on(change, coloured) + "  " + transition.sentence();
  }

  private String told(Reconfigured reloaded) {
    String beside = reloaded.shadow() == null ? null : name(reloaded.effective());
    if (beside == null || shadow == null || !shadow.name().equals(beside)) {
      shadow = beside == null ? null : new ShadowNarrator(beside);
    }
    String changes = String.join("; ", reloaded.changes());
    return Look.ORDER
        .paint()
        .on(
            Look.ORDER.mark()
                + (changes.isEmpty()
                    ? " the configuration was read anew"
                    : " the configuration has changed: " + changes),
            coloured);
  }

  /** What a configuration calls its shadow: the file as it is written there. */
  private static String name(String effective) {
    try {
      return new JsonMapper().readTree(effective).path("shadow").asText("beside");
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("no effective configuration: " + effective, notJson);
    }
  }

  private String told(Blamed blamed) {
    Look look = blamed.bad() ? Look.BAD_TARGET : Look.GOOD_TARGET;
    return look.paint().on(look.mark() + " " + blamed.sentence(), coloured);
  }

  private String told(Steered steered) {
    Duration lasting = steered.until().since(steered.at());
    String end = steered.until().equals(Moment.NEVER) ? "" : " for " + DurationText.print(lasting);
    String order =
        "%s the operator orders: %s %s%s"
            .formatted(Look.ORDER.mark(), steered.steering().wire(), steered.uplink(), end);
    return Look.ORDER.paint().on(order, coloured);
  }

  /** Who carries, if that has changed; and the beginning and end of isolation. */
  private Optional<String> told(Election election) {
    List<String> now = election.carrying().stream().map(UplinkId::name).toList();
    boolean moved = !now.equals(carrying);
    boolean turned = isolated != (election.cause() == Cause.ISOLATED);
    carrying = now;
    isolated ^= turned;
    return moved || turned
        ? Optional.of(Paint.BOLD.on("⇄ " + election.sentence(), coloured))
        : Optional.empty();
  }

  private String at(Moment moment) {
    return label.apply(moment) + "  ";
  }
}
