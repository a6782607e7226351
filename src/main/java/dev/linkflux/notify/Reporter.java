package dev.linkflux.notify;

import dev.linkflux.control.Hook.On;
import dev.linkflux.control.Settings;
import dev.linkflux.control.Wording.Word;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.WallClock;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.UplinkId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes news of what happens, in the words of templates. That the service has started, and finds
 * everything well, is no news. State of one subscription.
 */
final class Reporter {
  private final Notices notices;
  private final WallClock clock;
  private final Outage outage;
  private List<UplinkId> carrying = List.of();
  private List<UplinkId> standby = List.of();

  /**
   * @param series as of {@link Notices}
   */
  Reporter(Settings settings, WallClock clock, long series) {
    this.notices = new Notices(settings, clock, series);
    this.clock = clock;
    this.outage = new Outage(settings.uplinks());
  }

  /** What is new by an event. */
  List<News> of(Event event) {
    if (event instanceof Election election) {
      carrying = election.carrying();
      standby = election.standby();
    }
    List<News> news = new ArrayList<>();
    notices.of(event).filter(Reporter::isNew).map(this::news).forEach(news::add);
    Outage.Turn turn = outage.after(event);
    if (turn != null) {
      news.add(outage(turn, clock.label(event.at())));
    }
    return news;
  }

  /** That the service has started is not: neither what it finds well, nor what it begins with. */
  private static boolean isNew(Notice notice) {
    return switch (notice.subject()) {
      case Subject.OfUplink(Transition it, _, _) ->
          !((it.cause() == Cause.STARTED || it.cause() == Cause.RECONFIGURED)
              && (it.to() == StateName.UP || it.to() == StateName.UNKNOWN));
      case Subject.OfTraffic(_, List<UplinkId> before) -> !before.isEmpty();
      case Subject.OfServer(ServerTransition it, _) ->
          !(it.from() == StateName.UNKNOWN && it.to() == StateName.UP);
      case Subject.InUse it ->
          it.before() != null && !it.before().name().equals(it.election().active().name());
      case Subject.Moved it -> !it.before().isEmpty();
    };
  }

  private News news(Notice notice) {
    Map<Word, String> words = new EnumMap<>(Word.class);
    String about;
    Severity severity;
    switch (notice.subject()) {
      case Subject.OfUplink(Transition it, _, _) -> {
        about = it.uplink().name();
        severity = it.to() == StateName.UP || better(it.from(), it.to()) ? Severity.INFO : bad(it);
        words.put(Word.UPLINK, about);
        state(words, about, it.from(), it.to(), it.cause().wire(), it.sentence());
        words.put(Word.DETAILS, figures(it.evidence()));
      }
      case Subject.OfTraffic(Election it, List<UplinkId> before) -> {
        about = "traffic";
        severity = Severity.INFO;
        String now = names(it.carrying());
        words.put(Word.UPLINK, now);
        words.put(Word.FROM, names(before));
        words.put(Word.CAUSE, it.cause().wire());
        words.put(Word.SENTENCE, it.sentence());
        words.put(Word.TITLE, now.isEmpty() ? "nothing carries" : now + carry(it) + cause(words));
      }
      case Subject.OfServer(ServerTransition it, _) -> {
        about = "server " + it.server().name();
        severity =
            it.to() == StateName.DOWN
                ? Severity.CRITICAL
                : it.to() == StateName.DEGRADED && !better(it.from(), it.to())
                    ? Severity.WARNING
                    : Severity.INFO;
        words.put(Word.SERVER, it.server().name());
        state(words, it.server().name(), it.from(), it.to(), it.cause(), it.sentence());
        words.put(Word.DETAILS, it.hint());
      }
      case Subject.InUse(ServerElection it, var before, _) -> {
        about = "servers";
        severity = Severity.INFO;
        words.put(Word.SERVER, it.active().name());
        words.put(Word.FROM, before == null ? "" : before.name());
        words.put(Word.CAUSE, it.cause());
        words.put(Word.SENTENCE, it.sentence());
        words.put(Word.TITLE, it.active() + " is in use" + cause(words));
      }
      case Subject.Moved(Located it, _) -> {
        about = "address of " + it.server().name();
        severity = it.addresses().isEmpty() ? Severity.WARNING : Severity.INFO;
        words.put(Word.SERVER, it.server().name());
        words.put(Word.SENTENCE, Words.sentence(it));
        words.put(Word.TITLE, it.server() + " has another address");
      }
    }
    traffic(words);
    return new News(about, Set.of(notice.on()), severity, notice.at(), words, notice);
  }

  private News outage(Outage.Turn turn, Instant at) {
    Map<Word, String> words = new EnumMap<>(Word.class);
    words.put(Word.TITLE, turn.begun() ? "no uplink is usable" : "an uplink is usable again");
    words.put(Word.STATE, turn.begun() ? StateName.DOWN.wire() : StateName.UP.wire());
    words.put(Word.FROM, turn.begun() ? StateName.UP.wire() : StateName.DOWN.wire());
    words.put(Word.CAUSE, turn.cause().wire());
    words.put(Word.SENTENCE, words.get(Word.TITLE) + ": " + turn.sentence());
    traffic(words);
    Severity severity = turn.begun() ? Severity.CRITICAL : Severity.INFO;
    return new News("all uplinks", Set.of(On.TRANSITION, On.ELECTION), severity, at, words, null);
  }

  private void traffic(Map<Word, String> words) {
    words.put(Word.CARRYING, names(carrying));
    words.put(Word.STANDBY, names(standby));
  }

  private static void state(
      Map<Word, String> words,
      String name,
      StateName from,
      StateName to,
      String cause,
      String sentence) {
    words.put(Word.FROM, from.wire());
    words.put(Word.STATE, to.wire());
    words.put(Word.CAUSE, cause);
    words.put(Word.SENTENCE, sentence);
    words.put(Word.TITLE, "%s is %s%s".formatted(name, to, cause(words)));
  }

  private static String cause(Map<Word, String> words) {
    String cause = words.getOrDefault(Word.CAUSE, "");
    return cause.isEmpty() ? "" : " (" + cause + ")";
  }

  private static String carry(Election election) {
    return election.carrying().size() == 1 ? " carries" : " carry";
  }

  private static Severity bad(Transition it) {
    return it.to() == StateName.DISABLED || it.cause() == Cause.RECONFIGURED
        ? Severity.INFO
        : Severity.WARNING;
  }

  private static boolean better(StateName from, StateName to) {
    return from == StateName.DOWN || to == StateName.RECOVERING;
  }

  private static String names(List<UplinkId> uplinks) {
    return uplinks.stream().map(UplinkId::name).collect(Collectors.joining(", "));
  }

  private static String figures(List<Figure> evidence) {
    return evidence.stream()
        .filter(figure -> Double.isFinite(figure.value()) && Double.isFinite(figure.limit()))
        .map(
            it ->
                "%s %s, limit %s %s"
                    .formatted(
                        it.name(),
                        Json.rounded(it.value()).toPlainString(),
                        Json.rounded(it.limit()).toPlainString(),
                        it.unit())
                    .strip())
        .collect(Collectors.joining("\n"));
  }
}
