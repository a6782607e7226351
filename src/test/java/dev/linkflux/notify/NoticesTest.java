package dev.linkflux.notify;

import static dev.linkflux.notify.Samples.FIBRE;
import static dev.linkflux.notify.Samples.LTE;
import static dev.linkflux.notify.Samples.SPARE;
import static dev.linkflux.notify.Samples.VPS;
import static dev.linkflux.notify.Samples.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Hook;
import dev.linkflux.time.Event;
import dev.linkflux.time.Woken;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of all that happens hooks are told. */
class NoticesTest {
  private final Notices notices = new Notices(Samples.SETTINGS, Samples.CLOCK, 0xabcL);

  private List<Subject> subjects(Event event) {
    return notices.of(event).map(Notice::subject).toList();
  }

  @Test
  void noticesAreNumberedInASeriesOfTheirOwn() {
    assertThat(notices.of(Samples.transition(1500)))
        .first()
        .satisfies(
            notice -> {
              assertThat(notice.id()).isEqualTo("0000000000000abc-1");
              assertThat(notice.at()).isEqualTo("2026-11-22T03:00:01.500Z");
              assertThat(notice.on()).isEqualTo(Hook.On.TRANSITION);
            });
    assertThat(notices.of(Samples.transition(1600)).map(Notice::id))
        .containsExactly("0000000000000abc-2");
  }

  @Test
  void aTransitionIsToldWithWhoCarries() {
    assertThat(subjects(Samples.election(1, List.of(LTE), List.of(FIBRE)))).hasSize(1);

    assertThat(subjects(Samples.transition(2)))
        .containsExactly(new Subject.OfUplink(Samples.transition(2), List.of(LTE), List.of(FIBRE)));
  }

  @Test
  void anElectionIsToldOnlyIfOthersCarryThanBefore() {
    var first = Samples.election(1, List.of(FIBRE, LTE), List.of());
    var turned = Samples.election(2, List.of(LTE, FIBRE), List.of());
    var moved = Samples.election(3, List.of(LTE), List.of(FIBRE));
    var again = Samples.election(4, List.of(LTE), List.of());

    assertThat(subjects(first)).containsExactly(new Subject.OfTraffic(first, List.of()));
    assertThat(subjects(turned)).isEmpty();
    assertThat(subjects(moved)).containsExactly(new Subject.OfTraffic(moved, List.of(LTE, FIBRE)));
    assertThat(subjects(again)).isEmpty();
  }

  @Test
  void anElectionOfNobodyAtTheStartIsNoChange() {
    assertThat(subjects(Samples.election(1, List.of(), List.of()))).isEmpty();
  }

  @Test
  void aServerIsToldWithTheAddressesThatItHasByConfiguration() {
    var down = Samples.serverDown(1);
    var inUse = Samples.inUse(2, SPARE, "port-refused");
    var back = Samples.inUse(3, VPS, "recovered");

    assertThat(subjects(down)).containsExactly(new Subject.OfServer(down, addresses("192.0.2.1")));
    assertThat(subjects(inUse))
        .containsExactly(new Subject.InUse(inUse, null, addresses("192.0.2.9", "2001:db8::9")));
    assertThat(subjects(back))
        .containsExactly(new Subject.InUse(back, SPARE, addresses("192.0.2.1")));
  }

  @Test
  void whereAServerIsIsToldOnlyIfItsAddressesAreOthersThanBefore() {
    var same = Samples.located(1, "192.0.2.1");
    var moved = Samples.located(2, "192.0.2.2", "192.0.2.3");
    var turned = Samples.stale(3, "192.0.2.3", "192.0.2.2");
    var gone = Samples.located(4);

    assertThat(subjects(same)).isEmpty();
    assertThat(subjects(moved)).containsExactly(new Subject.Moved(moved, addresses("192.0.2.1")));
    assertThat(subjects(turned)).isEmpty();
    assertThat(subjects(gone))
        .containsExactly(new Subject.Moved(gone, addresses("192.0.2.3", "192.0.2.2")));
  }

  @Test
  void nothingElseIsOfInterest() {
    Woken woken = new Woken(Samples.millis(1));

    assertThat(Notices.relevant(List.of(woken, woken))).isEmpty();
    assertThat(Notices.relevant(List.of(woken, Samples.serverDown(2), woken)))
        .containsExactly(Samples.serverDown(2));
    assertThat(notices.of(woken)).isEmpty();
  }
}
