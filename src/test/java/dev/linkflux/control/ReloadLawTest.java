package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Outcome;
import dev.linkflux.quality.Quality;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What holds when the settings are changed in the midst of anything. */
class ReloadLawTest {
  private static List<Event> without(List<Event> events, Predicate<Event> some) {
    return events.stream().filter(some.negate()).toList();
  }

  /** Those moments at which settings are changed, by the number of the input behind. */
  private static Map<Integer, Settings> spread(Settings settings, List<Event> inputs, int count) {
    Map<Integer, Settings> changes = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      changes.put((int) ((long) inputs.size() * (2 * i + 1) / (2L * count)), settings);
    }
    return changes;
  }

  @Test
  void aReloadOfTheSameSettingsChangesNothing() {
    Histories.few(
        20,
        history -> {
          Settings settings = history.settings();
          List<Event> inputs =
              Reloads.among(history.inputs(), spread(settings, history.inputs(), 7));
          Histories.assertSame(
              without(Histories.run(settings, inputs), Reconfigured.class::isInstance),
              history.outputs());
        });
  }

  @Test
  void aReloadOfTheSameSettingsChangesNothingInTenMinutesOfAnyPreset() {
    for (long seed = 20; seed < 22; seed++) {
      Scenario history = Weather.lasting(seed);
      Settings settings = history.settings();
      List<Event> inputs = Reloads.among(history.inputs(), spread(settings, history.inputs(), 50));
      Histories.assertSame(
          without(Histories.run(settings, inputs), Reconfigured.class::isInstance),
          history.outputs());
    }
  }

  /** What is told of each uplink by itself, by names. */
  private static Map<String, List<String>> ofEach(List<Event> outputs, List<String> names) {
    Map<String, List<String>> told = new HashMap<>();
    for (Event event : outputs) {
      String name =
          switch (event) {
            case Transition it -> it.uplink().name();
            case Quality it -> it.uplink().name();
            case Outcome it -> it.id().uplink().name() + " " + it.id().target().name();
            case Blamed it -> it.uplink().name();
            case Pace it -> it.uplink().name();
            default -> "";
          };
      if (names.contains(name.split(" ", -1)[0])) {
        told.computeIfAbsent(name, _ -> new ArrayList<>()).add(plain(event));
      }
    }
    return told;
  }

  private static void assertSameOfEach(
      List<Event> outputs, List<Event> expected, List<String> names) {
    Map<String, List<String>> actual = ofEach(outputs, names);
    ofEach(expected, names)
        .forEach(
            (name, told) -> {
              List<String> own = actual.getOrDefault(name, List.of());
              for (int i = 0; i < Math.min(told.size(), own.size()); i++) {
                assertThat(own.get(i)).as("number %d of %s", i, name).isEqualTo(told.get(i));
              }
              assertThat(own).as(name).hasSameSizeAs(told);
            });
  }

  /**
   * Ids are printed by their names alone; of a quality the targets stand in their order, and sums
   * over them are rounded in it.
   */
  private static String plain(Event event) {
    return switch (event) {
      case Quality it ->
          "%s %s %s %d %d %d %s"
              .formatted(
                  it.at(),
                  it.loss(),
                  it.rtt(),
                  it.recent(),
                  it.floor(),
                  it.jitter(),
                  it.targets().stream().map(Quality.OfTarget::toString).sorted().toList());
      case Transition it ->
          "%s %s %s %s %s".formatted(it.at(), it.from(), it.to(), it.cause(), it.sentence());
      default -> event.toString();
    };
  }

  private static List<String> names(Settings settings) {
    return settings.uplinks().stream().map(Uplink::name).toList();
  }

  /** Who carried, whenever that changed. */
  private static List<String> switches(List<Event> outputs) {
    List<String> switches = new ArrayList<>();
    Set<String> last = Set.of();
    for (Event event : outputs) {
      if (event instanceof Election it) {
        Set<String> names = new TreeSet<>();
        it.carrying().forEach(uplink -> names.add(uplink.name()));
        if (!names.equals(last)) {
          switches.add(it.at() + " " + names);
        }
        last = names;
      }
    }
    return switches;
  }

  /** Each of a tier of its own, so that no place in the file decides. */
  private static boolean isWithoutTies(Settings settings) {
    return settings.uplinks().stream().map(Uplink::tier).distinct().count()
        == settings.uplinks().size();
  }

  @Test
  void anotherOrderChangesNothingWhereNoTieIsBrokenByIt() {
    Reloads reloads = new Reloads(1);
    Histories.few(
        21,
        history -> {
          Settings settings = history.settings();
          Map<Integer, Settings> changes = spread(settings, history.inputs(), 3);
          changes.replaceAll((_, _) -> reloads.shuffled(settings));
          List<Event> outputs = Histories.run(settings, Reloads.among(history.inputs(), changes));
          List<String> names = names(settings);
          if (isOneByOne(history)) {
            assertSameOfEach(outputs, history.outputs(), names);
            if (isWithoutTies(settings)) {
              assertThat(switches(outputs)).isEqualTo(switches(history.outputs()));
            }
          }
        });
  }

  /** Not on a grid: what is due at one moment is so in the order of the configuration. */
  private static boolean isOneByOne(Scenario history) {
    long free =
        history.inputs().stream().filter(event -> event.at().nanos() % 1_000_000 != 0).count();
    return 10 * free > 9L * history.inputs().size();
  }

  /** One that has no carrier can witness nothing. */
  private static LinkFacts unplugged(Moment at, Settings settings) {
    Uplink stranger =
        settings.uplinks().stream()
            .filter(uplink -> uplink.name().startsWith("stranger"))
            .findFirst()
            .orElseThrow();
    return new LinkFacts(at, stranger.id(), 7, true, false, List.of(), List.of(), false);
  }

  @Test
  void whoComesAndGoesLeavesTheOthersAsTheyAre() {
    Reloads reloads = new Reloads(2);
    Histories.few(
        22,
        history -> {
          Settings settings = history.settings();
          List<Event> inputs = history.inputs();
          Settings more = reloads.joined(settings);
          int comes = inputs.size() / 3;
          Map<Integer, Settings> changes = Map.of(comes, more, 2 * inputs.size() / 3, settings);
          List<Event> with = new ArrayList<>(Reloads.among(inputs, changes));
          with.add(comes + 1, unplugged(with.get(comes).at(), more));
          List<Event> outputs = Histories.run(settings, with);
          List<String> names = names(settings);
          boolean independent = switches(outputs).equals(switches(history.outputs()));
          Predicate<Event> others = event -> event instanceof Quality || event instanceof Outcome;
          assertSameOfEach(
              independent ? outputs : without(outputs, others.negate()),
              independent ? history.outputs() : without(history.outputs(), others.negate()),
              names);
          assertThat(outputs)
              .filteredOn(Transition.class::isInstance)
              .anyMatch(it -> ((Transition) it).uplink().name().startsWith("stranger"));
        });
  }

  @Test
  void whateverIsChangedTheLawsHold() {
    Histories.few(
        23,
        history -> {
          List<Event> inputs = history.inputs();
          Map<Integer, Settings> changes =
              new Reloads(inputs.size()).several(history.settings(), 6, inputs.size());
          List<Event> changed = Reloads.among(inputs, changes);
          Histories.assertSame(
              without(Histories.run(history.settings(), woken(changed)), Woken.class::isInstance),
              without(obeys(history.settings(), changed), Woken.class::isInstance));
        });
  }

  /** Time passes by itself before every tenth of them. */
  private static List<Event> woken(List<Event> inputs) {
    List<Event> more = new ArrayList<>();
    for (Event event : inputs) {
      if (more.size() % 10 == 0) {
        more.add(new Woken(event.at()));
      }
      more.add(event);
    }
    return more;
  }

  private static List<Event> obeys(Settings first, List<Event> inputs) {
    List<Event> outputs = Histories.run(first, inputs);
    Moment last = Moment.ZERO;
    Present present = new Present(first);
    for (Event event : outputs) {
      assertThat(event.at()).as("%s", event).isGreaterThanOrEqualTo(last);
      last = event.at();
      present.sees(event);
    }
    assertThat(outputs.stream().filter(Reconfigured.class::isInstance).count())
        .isEqualTo(inputs.stream().filter(Reconfigured.class::isInstance).count());
    return outputs;
  }

  /** How things stand, as far as they were told. */
  private static final class Present {
    private Settings settings;
    private Map<String, StateName> states = new HashMap<>();
    private long generation;

    Present(Settings settings) {
      this.settings = settings;
      follow(settings);
    }

    private void follow(Settings now) {
      Map<String, StateName> before = states;
      states = new HashMap<>();
      for (Uplink uplink : now.uplinks()) {
        StateName first = uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN;
        StateName known = before.get(uplink.name());
        states.put(uplink.name(), known == null ? first : known);
      }
      settings = now;
    }

    void sees(Event event) {
      switch (event) {
        case Reconfigured now -> follow(now.settings());
        case Transition it -> {
          isKnown(it.uplink());
          assertThat(states.put(it.uplink().name(), it.to())).as("%s", it).isEqualTo(it.from());
        }
        case Quality it -> {
          isKnown(it.uplink());
          it.targets()
              .forEach(
                  of ->
                      assertThat(settings.targets().get(of.target().ordinal()).id())
                          .isEqualTo(of.target()));
        }
        case Outcome it -> {
          isKnown(it.id().uplink());
          assertThat(settings.targets().get(it.id().target().ordinal()).id())
              .isEqualTo(it.id().target());
        }
        case Pace it -> isKnown(it.uplink());
        case Blamed it -> isKnown(it.uplink());
        case Election it -> elected(it);
        case ServerVerdict it -> isKnown(it.server());
        case ServerTransition it -> isKnown(it.server());
        case ServerElection it -> isKnown(it.active());
        case RoutePlan it -> {
          assertThat(it.generation()).isGreaterThan(generation);
          generation = it.generation();
        }
        default -> {}
      }
    }

    private void elected(Election it) {
      it.carrying().forEach(this::isKnown);
      it.standby().forEach(this::isKnown);
      it.excluded().forEach(one -> isKnown(one.uplink()));
      assertThat(it.considered().stream().map(Election.Considered::uplink))
          .isEqualTo(settings.uplinks().stream().map(Uplink::id).toList());
      boolean anybody = settings.uplinks().stream().anyMatch(uplink -> !uplink.disabled());
      assertThat(it.carrying().isEmpty()).as("%s", it).isEqualTo(!anybody);
      if (it.cause() == Cause.RECONFIGURED) {
        assertThat(it.sentence()).startsWith("the configuration has changed: ");
      }
    }

    private void isKnown(UplinkId uplink) {
      assertThat(settings.uplinks().get(uplink.ordinal()).id()).isEqualTo(uplink);
    }

    private void isKnown(ServerId server) {
      assertThat(settings.servers().get(server.ordinal()).id()).isEqualTo(server);
    }
  }
}
