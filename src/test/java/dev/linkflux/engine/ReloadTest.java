package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Other settings pass the gate: only what differs is begun and ended. */
class ReloadTest {
  private static final Duration RTT = Duration.ofMillis(300);

  private final Settings first = Scenario.settings(2, 2);
  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final Orders orders = new Orders();
  private final List<String> told = new ArrayList<>();
  private final List<Event> journal = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final Map<ProbeKind, Prober> probers = new EnumMap<>(ProbeKind.class);

  /** Answers after a while, and tells when it begins and ends. */
  private final class SlowProber implements Prober {
    @Override
    public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
      String what = uplink.name() + " " + targets.stream().map(Target::name).toList();
      return turns
          .<Unstamped>flatMap(
              id ->
                  Flux.concat(
                      Mono.just(at -> new Observation.Sent(at, id)),
                      Mono.delay(RTT, time)
                          .map(_ -> at -> new Observation.Returned(at, id, RTT.toNanos()))),
              Integer.MAX_VALUE)
          .doOnSubscribe(_ -> told.add("+ " + what))
          .doOnCancel(() -> told.add("- " + what));
    }
  }

  private void begin() {
    for (ProbeKind kind : ProbeKind.values()) {
      probers.put(kind, new SlowProber());
    }
    RouteSink routes = plan -> Mono.just(at -> new RouteAnswer.Applied(at, plan.generation(), 1));
    LinkWatch links =
        () ->
            Flux.fromIterable(first.uplinks())
                .map(uplink -> facts(uplink.id()))
                .concatWith(Flux.never());
    Disposable _ =
        new Engine(
                first,
                _ -> Map.copyOf(probers),
                links,
                routes,
                new Outside(InstantSource.system(), orders, TrafficWatch.NOBODY),
                new Gate(time, journal::add),
                new Instruments(),
                time,
                _ -> {},
                1)
            .events()
            .subscribe(_ -> {}, failures::add);
    advance(5_000);
    told.clear();
  }

  private static Unstamped facts(UplinkId id) {
    return at ->
        new LinkFacts(
            at,
            id,
            id.ordinal() + 2,
            true,
            true,
            List.of(new Prefix(InetAddress.ofLiteral("10.%d.0.2".formatted(id.ordinal())), 24)),
            List.of(InetAddress.ofLiteral("10.%d.0.1".formatted(id.ordinal()))),
            false);
  }

  private void advance(long millis) {
    time.advanceTimeBy(Duration.ofMillis(millis));
    assertThat(failures).isEmpty();
  }

  private void reload(Settings now) {
    Disposable _ = orders.reconfigure(now, null, "{}", List.of()).subscribe(_ -> {}, failures::add);
    advance(0);
  }

  private Settings of(List<Uplink> uplinks, List<Target> targets, Probing probing) {
    return new Settings(
        uplinks,
        targets,
        first.demands(),
        probing,
        first.windowing(),
        first.rules(),
        first.routing());
  }

  private static Uplink uplink(String name, int ordinal, String device) {
    return new Uplink(new UplinkId(name, ordinal), device, 1, List.of(), 1, false);
  }

  private static Uplink placed(Uplink uplink, int ordinal) {
    return uplink(uplink.name(), ordinal, uplink.device());
  }

  private static Target tcp(int ordinal) {
    return new Target(
        new TargetId("tcp", ordinal),
        new Question.Tcp(Host.of(InetAddress.ofLiteral("192.0.2.99")), 443));
  }

  /** What was journalled of one path since the reload. */
  private List<Observation> seen(String uplink, String target) {
    List<Event> since = new ArrayList<>(journal);
    while (!since.isEmpty() && !(since.removeFirst() instanceof Reconfigured)) {}
    return since.stream()
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .filter(it -> it.id().uplink().name().equals(uplink))
        .filter(it -> it.id().target().name().equals(target))
        .toList();
  }

  private static List<Long> sent(List<Observation> seen) {
    return seen.stream()
        .filter(Observation.Sent.class::isInstance)
        .map(it -> it.id().sequence())
        .toList();
  }

  @Test
  void whatIsTheSameGoesOnAndIsJournalledByItsNewPlace() {
    begin();
    Uplink before = placed(first.uplinks().get(0), 1);
    Uplink added = uplink("added", 0, "new0");
    reload(of(List.of(added, before), first.targets(), first.probing()));
    advance(3_000);
    String targets = first.targets().stream().map(Target::name).toList().toString();
    assertThat(told)
        .containsExactlyInAnyOrder(
            "+ added " + targets, "- " + first.uplinks().get(1).name() + " " + targets);
    List<Observation> goesOn = seen(before.name(), first.targets().getFirst().name());
    assertThat(goesOn).extracting(it -> it.id().uplink()).containsOnly(before.id());
    assertThat(sent(goesOn)).hasSizeGreaterThan(2).isSorted().doesNotContain(1L);
    assertThat(seen(first.uplinks().get(1).name(), first.targets().getFirst().name())).isEmpty();
    assertThat(seen("added", first.targets().getFirst().name()))
        .isNotEmpty()
        .extracting(it -> it.id().uplink())
        .containsOnly(added.id());
  }

  @Test
  void aTargetOfAnotherKindTouchesOnlyThatKind() {
    begin();
    List<Target> more = new ArrayList<>(first.targets());
    more.add(tcp(more.size()));
    reload(of(first.uplinks(), more, first.probing()));
    advance(3_000);
    assertThat(told).containsExactlyInAnyOrder("+ u0 [tcp]", "+ u1 [tcp]");
    told.clear();
    reload(first);
    advance(3_000);
    assertThat(told).containsExactlyInAnyOrder("- u0 [tcp]", "- u1 [tcp]");
  }

  @Test
  void whereATargetComesItsKindBeginsAnewAndWhatIsUnderWayIsStillAnswered() {
    begin();
    List<Target> more = new ArrayList<>(first.targets());
    more.add(Target.icmp(more.size(), "third", "192.0.2.98"));
    reload(of(first.uplinks(), more, first.probing()));
    assertThat(told).containsExactlyInAnyOrder("+ u0 [t0, t1, third]", "+ u1 [t0, t1, third]");
    advance(5_000);
    assertThat(told).contains("- u0 [t0, t1]", "- u1 [t0, t1]").hasSize(4);
    List<Observation> all =
        journal.stream()
            .filter(Observation.class::isInstance)
            .map(Observation.class::cast)
            .filter(it -> it.id().uplink().name().equals("u0"))
            .filter(it -> it.id().target().name().equals("t0"))
            .toList();
    List<Long> sent = sent(all);
    assertThat(sent).isSorted().doesNotHaveDuplicates();
    assertThat(sent.getLast() - sent.getFirst()).isEqualTo(sent.size() - 1L);
    assertThat(
            all.stream()
                .filter(Observation.Returned.class::isInstance)
                .map(it -> it.id().sequence()))
        .containsAll(sent.subList(0, sent.size() - 1));
  }

  @Test
  void anotherIntervalChangesTheRhythmAndNothingElse() {
    begin();
    Probing quick =
        new Probing(
            Duration.ofMillis(200),
            first.probing().fast(),
            first.probing().timeout(),
            first.probing().payload());
    reload(of(first.uplinks(), first.targets(), quick));
    advance(10_000);
    assertThat(told).isEmpty();
    assertThat(sent(seen("u0", "t0"))).hasSizeBetween(48, 70);
  }

  @Test
  void anotherDeviceOrAnotherProberBeginsAnewAndSequencesGoOn() {
    begin();
    Uplink moved = uplink("u0", 0, "elsewhere");
    reload(of(List.of(moved, first.uplinks().get(1)), first.targets(), first.probing()));
    assertThat(told).containsExactly("+ u0 [t0, t1]", "- u0 [t0, t1]");
    advance(3_000);
    assertThat(sent(seen("u0", "t0"))).isNotEmpty().doesNotContain(1L, 2L, 3L).isSorted();
    told.clear();
    probers.put(ProbeKind.ICMP, new SlowProber());
    reload(of(List.of(moved, first.uplinks().get(1)), first.targets(), first.probing()));
    advance(3_000);
    assertThat(told)
        .containsExactlyInAnyOrder(
            "+ u0 [t0, t1]", "+ u1 [t0, t1]", "- u0 [t0, t1]", "- u1 [t0, t1]");
  }

  @Test
  void oneThatIsDisabledEndsAndIsBegunWhenItIsNotAnyMore() {
    begin();
    Uplink off =
        new Uplink(
            first.uplinks().get(0).id(), first.uplinks().get(0).device(), 1, List.of(), 1, true);
    reload(of(List.of(off, first.uplinks().get(1)), first.targets(), first.probing()));
    advance(3_000);
    assertThat(told).containsExactly("- u0 [t0, t1]");
    reload(first);
    advance(1_000);
    assertThat(told).containsExactly("- u0 [t0, t1]", "+ u0 [t0, t1]");
  }

  @Test
  void whatIsToldByOldNamesInOneListWithAReloadIsOfTheNewOnesOnlyBehindIt() {
    List<Event> passed = new ArrayList<>();
    Settings turned =
        of(
            List.of(placed(first.uplinks().get(1), 0), placed(first.uplinks().get(0), 1)),
            first.targets(),
            first.probing());
    ProbeId old = new ProbeId(first.uplinks().get(0).id(), first.targets().get(0).id(), 7);
    List<Unstamped> one =
        List.of(
            at -> new Observation.Sent(at, old),
            at -> new Reconfigured(at, turned, null, "{}"),
            at -> new Observation.Returned(at, old, 5));
    Disposable _ =
        new Gate(time, journal::add).order(Flux.just(one)).subscribe(passed::addAll, failures::add);
    advance(0);
    Map<Class<?>, Integer> places = new HashMap<>();
    passed.forEach(
        it -> {
          if (it instanceof Observation seen) {
            places.put(it.getClass(), seen.id().uplink().ordinal());
          }
        });
    assertThat(places)
        .containsEntry(Observation.Sent.class, 0)
        .containsEntry(Observation.Returned.class, 1);
    assertThat(journal).isEqualTo(passed);
  }
}
