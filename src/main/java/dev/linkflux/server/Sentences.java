package dev.linkflux.server;

import dev.linkflux.server.Paths.Through;
import dev.linkflux.server.State.Down;
import dev.linkflux.server.State.Recovering;
import dev.linkflux.server.State.Up;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is found of a server, in lines that a person understands. */
final class Sentences {
  private final Watch watch;
  private final Footing footing;

  Sentences(Watch watch, Footing footing) {
    this.watch = watch;
    this.footing = footing;
  }

  /** What a check has found, through one uplink. */
  ServerVerdict verdict(Checked check, @Nullable Breach broken) {
    String through = " through " + check.uplink().name();
    Breach dns = check.dns();
    String said;
    if (broken == null) {
      said = name() + " answers" + through + " within " + Words.millis(check.nanos());
    } else if (broken.rung() == Rung.UPLINK) {
      return verdict(check.at(), check.uplink(), broken);
    } else {
      said =
          name()
              + (check.serves() ? " serves" + through + ", but " : " fails" + through + ": ")
              + what(broken)
              + Ladder.detail(broken);
    }
    return new ServerVerdict(
        check.at(),
        watch.server.id(),
        check.uplink(),
        check.serves(),
        broken,
        dns == null || dns.equals(broken) ? said : said + "; " + Ladder.serving(dns, watch.server),
        hint(broken, check.uplink().name()));
  }

  /** It is the uplink. */
  ServerVerdict verdict(Moment at, UplinkId uplink, Breach down) {
    String said =
        name() + " is out of reach through " + uplink.name() + ": " + isDown(uplink, down);
    return new ServerVerdict(
        at, watch.server.id(), uplink, false, down, said, hint(down, uplink.name()));
  }

  private static String isDown(UplinkId uplink, Breach down) {
    return uplink.name() + " itself is down" + Ladder.detail(down);
  }

  /**
   * The state that it has just taken up.
   *
   * @param before how long it had been in the state before
   */
  ServerTransition transition(State from, Duration before, Moment at) {
    State to = watch.state();
    Path worst = Paths.closest(to instanceof Down ? watch.paths.failing() : watch.paths.serving());
    Breach breach = worst == null ? null : worst.breach();
    String hint =
        switch (to) {
          case Down _ -> hint(breach, names(watch.paths.failing()));
          case State.Degraded _ -> hint(breach, names(watch.paths.serving()));
          default -> "";
        };
    return new ServerTransition(
        at,
        watch.server.id(),
        from.name(),
        to.name(),
        to.cause(),
        new Figures(watch).of(from, before, at),
        name() + " " + said(from, before, at) + whereabouts(),
        hint);
  }

  /** It has to be found out anew, since the configuration has changed. */
  ServerTransition renewed(State from, Moment at) {
    return new ServerTransition(
        at,
        watch.server.id(),
        from.name(),
        watch.state().name(),
        Causes.RECONFIGURED,
        List.of(),
        name() + " is configured otherwise now: it is not known yet",
        "");
  }

  private String said(State from, Duration before, Moment at) {
    return switch (watch.state()) {
      case State.Unknown _, State.Failing _, State.Mending _ -> "is as it was";
      case Up _ when watch.server.check().kind() == Check.Kind.NONE ->
          "is taken to be up: it is not checked";
      case Up up when up.cause().equals(Causes.STARTED) -> "is up: it answers " + answers();
      case Up _ when from instanceof State.Mending ->
          "is well again: nothing is broken any more; it answers " + answers();
      case Up _ ->
          "is up again: it has served for " + Words.seconds(before) + "; it answers " + answers();
      case State.Degraded _ -> "serves, but " + broken(watch.paths.serving());
      case Down _ -> "is down: " + broken(watch.paths.failing()) + others();
      case Recovering recovering when recovering.cause().equals(Causes.DAMPENED) ->
          String.format(
              Locale.ROOT,
              "serves again, %s; it has been flapping (penalty %.0f), so it must hold for %s",
              answers(),
              watch.conduct.penalty(at),
              Words.seconds(recovering.upAt().since(at)));
      case Recovering recovering ->
          "serves again, "
              + answers()
              + "; up in "
              + Words.seconds(recovering.upAt().since(at))
              + " if that lasts";
    };
  }

  /** Through which uplinks, and how quickly. */
  private String answers() {
    List<String> each = new ArrayList<>();
    for (Through it : watch.paths.serving()) {
      Checked latest = it.path().latest();
      each.add(
          it.uplink().name() + (latest == null ? "" : " (" + Words.millis(latest.nanos()) + ")"));
    }
    return "through " + Words.list(each);
  }

  /** What is broken, and through which uplinks: what is furthest up the ladder first. */
  private String broken(List<Through> of) {
    Map<Rung, List<Through>> rungs = new LinkedHashMap<>();
    of.stream()
        .filter(it -> it.path().breach() != null)
        .sorted((one, other) -> rung(other).compareTo(rung(one)))
        .forEach(it -> rungs.computeIfAbsent(rung(it), _ -> new ArrayList<>()).add(it));
    List<String> parts = new ArrayList<>();
    rungs.forEach(
        (_, those) -> {
          Breach breach = those.getFirst().path().breach();
          if (breach != null) {
            parts.add(what(breach) + ", through " + names(those) + Ladder.detail(breach));
          }
        });
    return String.join("; ", parts);
  }

  private static Rung rung(Through it) {
    Breach breach = it.path().breach();
    return breach == null ? Rung.DNS_NO_NAME : breach.rung();
  }

  /** Those that are no evidence, since they are down themselves. */
  private String others() {
    StringBuilder said = new StringBuilder();
    for (Uplink uplink : footing.uplinks()) {
      if (footing.isDown(uplink.id()) && !uplink.disabled()) {
        said.append("; ")
            .append(
                isDown(uplink.id(), new Breach(Rung.UPLINK, footing.cause(uplink.id()).wire())));
      }
    }
    return said.toString();
  }

  /** Said if the name servers fail. */
  private String whereabouts() {
    Located located = watch.located();
    Breach dns = located == null || !located.stale() ? null : located.dns();
    return dns == null ? "" : "; " + Ladder.serving(dns, watch.server);
  }

  private String what(Breach breach) {
    return Ladder.says(breach.rung(), watch.server);
  }

  private String hint(@Nullable Breach breach, String through) {
    return breach == null ? "" : Hints.of(breach, watch.server, through);
  }

  private String name() {
    return watch.server.name();
  }

  private static String names(List<Through> of) {
    return Words.list(of.stream().map(it -> it.uplink().name()).toList());
  }
}
