package dev.linkflux.server;

import static dev.linkflux.server.ServerScene.backup;
import static dev.linkflux.server.ServerScene.main;
import static dev.linkflux.server.ServerScene.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Dated;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server.Returning;
import dev.linkflux.uplink.Server.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which server is in use, and why. */
class ServerElectionTest {
  private final ServerScene scene = ServerScene.up(main("vps", 0), backup("spare", 1));

  @Test
  void theFirstMainOneIsInUseFromTheFirstEventThatCanLeadToAPlan() {
    ServerScene early = new ServerScene(backup("spare", 0), main("vps", 1), main("other", 2));
    early.wake().hear(new Dated(Moment.ZERO, Instant.EPOCH)).at(1).wake().up("fibre");
    assertThat(early.elections()).isEmpty();
    early.at(2).carry("fibre");
    assertThat(early.elections()).containsExactly("vps started at 2.0");
    assertThat(early.outputs.indexOf(early.told(ServerElection.class).getFirst()))
        .isEqualTo(early.outputs.size() - 2);
  }

  @Test
  void withoutAMainOneTheFirstBackupIs() {
    assertThat(ServerScene.up(backup("a", 0), backup("b", 1)).elections())
        .containsExactly("a started at 0.0");
  }

  @Test
  void aBackupTakesOverAtOnceAndTheMainOneIsReturnedToWhenItIsUpAgain() {
    scene.ok("spare", "lte").serve("vps", 1).kill("vps");
    assertThat(scene.active()).isEqualTo("spare");
    scene.at(10).serve("vps", 25);
    assertThat(scene.elections())
        .containsExactly(
            "vps started at 0.0", "spare port-refused at 3.0", "vps recovered at 30.0");
  }

  @Test
  void amongMainServersThePresentOneStays() {
    ServerScene two = ServerScene.up(main("a", 0), main("b", 1), backup("c", 2));
    two.ok("b", "lte").ok("c", "lte").serve("a", 1).kill("a").at(20).serve("a", 60);
    assertThat(two.elections()).containsExactly("a started at 0.0", "b port-refused at 3.0");
    two.kill("b");
    assertThat(two.active()).isEqualTo("a");
  }

  @Test
  void whereNoneWorksThePresentOneStays() {
    scene.serve("vps", 1);
    for (int i = 0; i < 3; i++) {
      scene.fail("vps", Rung.TLS, "fibre", "lte").fail("spare", Rung.TLS, "fibre", "lte").after(1);
    }
    assertThat(scene.at(60).wake().elections()).containsExactly("vps started at 0.0");
  }

  @Test
  void butOneThatServesAndHasYetToProveItselfIsBetterThanNothing() {
    scene.serve("vps", 1).kill("spare").kill("vps").at(20).ok("spare", "lte");
    assertThat(scene.elections())
        .containsExactly("vps started at 0.0", "spare port-refused at 20.0");
    assertThat(scene.told(ServerElection.class).getLast().sentence())
        .isEqualTo(
            "spare takes over from vps: vps is Down (port-refused), though it is Recovering"
                + " (recovered): none is up");
  }

  @Test
  void oneInUseThatServesAgainIsNotLeft() {
    scene
        .serve("vps", 1)
        .kill("spare")
        .kill("vps")
        .at(20)
        .ok("vps", "lte")
        .at(21)
        .ok("spare", "lte");
    assertThat(scene.elections()).hasSize(1);
  }

  @Test
  void withManualReturnOnlyTheOperatorEndsABackup() {
    ServerScene manual =
        ServerScene.up(server("vps", 0, Role.MAIN, Returning.MANUAL), backup("spare", 1));
    manual.ok("spare", "lte").serve("vps", 1).kill("vps").at(10).serve("vps", 100);
    assertThat(manual.active()).isEqualTo("spare");
    manual.auto();
    assertThat(manual.elections()).last().isEqualTo("vps operator at 110.0");
  }

  @Test
  void aManualMainOneIsTakenAllTheSameWhenTheBackupFails() {
    ServerScene manual =
        ServerScene.up(server("vps", 0, Role.MAIN, Returning.MANUAL), backup("spare", 1));
    manual.ok("spare", "lte").serve("vps", 1).kill("vps").at(10).serve("vps", 100).kill("spare");
    assertThat(manual.active()).isEqualTo("vps");
  }

  @Test
  void theOperatorsServerIsInUseAsLongAsItWorksAndAgainWhenItHasProvedItself() {
    scene.ok("spare", "lte").serve("vps", 1).use("spare");
    assertThat(scene.elections()).last().isEqualTo("spare operator at 1.0");
    scene.kill("spare");
    assertThat(scene.active()).isEqualTo("vps");
    scene.at(10).ok("spare", "lte").at(11);
    assertThat(scene.active()).isEqualTo("vps");
    scene.serve("spare", 30);
    assertThat(scene.elections()).last().isEqualTo("spare operator at 30.0");
    scene.auto();
    assertThat(scene.active()).isEqualTo("vps");
  }

  @Test
  void anOrderForOneThatServesButHasNotProvedItselfIsCarriedOut() {
    scene.ok("spare", "lte").serve("vps", 1).kill("vps").at(10).ok("vps", "lte").use("vps");
    assertThat(scene.elections()).last().isEqualTo("vps operator at 10.0");
    scene.at(11).ok("vps", "fibre", "lte").at(12).fail("vps", Rung.TLS, "fibre", "lte");
    assertThat(scene.elections()).last().isEqualTo("spare tls at 12.0");
    scene.at(13).ok("vps", "lte").at(14).wake();
    assertThat(scene.active()).isEqualTo("spare");
  }

  @Test
  void anOrderIsAnsweredEvenIfNothingComesOfIt() {
    scene.serve("vps", 1).kill("spare").use("spare");
    assertThat(scene.elections()).last().isEqualTo("vps operator at 4.0");
    assertThat(scene.told(ServerElection.class).getLast().sentence())
        .isEqualTo("vps stays in use: the operator wants spare, but that is Down (port-refused)");
    scene.at(5).auto().at(6).use("vps");
    assertThat(scene.told(ServerElection.class).stream().map(ServerElection::sentence).toList())
        .endsWith("vps stays in use, as the checks say", "vps stays in use: the operator wants it");
  }

  @Test
  void theFirstElectionIsOfWhatIsRemembered() {
    ServerScene back = new ServerScene(main("vps", 0), backup("spare", 1));
    back.hear(new Remembered(Moment.ZERO, back.server("spare"))).at(1).carry("fibre").up("fibre");
    assertThat(back.elections()).containsExactly("spare started at 0.0");
    assertThat(back.told(ServerElection.class).getFirst().sentence())
        .isEqualTo("spare is in use, as before the restart");
  }

  @Test
  void aBackupThatWasInUseBeforeTheRestartIsLeftOnlyForAMainOneThatHasProvedItself() {
    ServerScene back = new ServerScene(main("vps", 0), backup("spare", 1));
    back.hear(new Remembered(Moment.ZERO, back.server("spare"))).at(1).carry("fibre").up("fibre");
    back.at(2).ok("spare", "fibre").ok("vps", "fibre").at(21).ok("vps", "fibre");
    assertThat(back.active()).isEqualTo("spare");
    back.at(23).wake();
    assertThat(back.elections()).last().isEqualTo("vps recovered at 22.0");
  }

  @Test
  void whatIsRememberedLaterCorrectsTheFirstElectionButNoOther() {
    ServerScene back = ServerScene.up(main("vps", 0), backup("spare", 1));
    back.at(1).hear(new Remembered(new Moment(1), back.server("vps")));
    assertThat(back.elections()).hasSize(1);
    back.at(2).hear(new Remembered(new Moment(2_000_000_000), back.server("spare")));
    assertThat(back.elections()).last().isEqualTo("spare started at 2.0");
    back.at(3).hear(new Remembered(new Moment(3_000_000_000L), back.server("vps")));
    assertThat(back.elections()).hasSize(2);
  }

  @Test
  void oneThatIsNotCheckedIsAGoodRefuge() {
    ServerScene some =
        ServerScene.up(
            main("vps", 0), server("spare", 1, Role.BACKUP, Check.Kind.NONE, Returning.AUTO));
    some.serve("vps", 1).kill("vps");
    assertThat(some.active()).isEqualTo("spare");
  }

  @Test
  void aDegradedOneIsNotLeft() {
    scene.ok("spare", "lte");
    for (int i = 0; i < 20; i++) {
      scene.after(1).limp("vps", Rung.CREDENTIALS, "fibre", "lte");
    }
    assertThat(scene.elections()).hasSize(1);
  }

  private static ServerScene idle() {
    ServerScene idle =
        ServerScene.up(server("vps", 0, Role.MAIN, Returning.WHEN_IDLE), backup("spare", 1));
    return idle.ok("spare", "lte").serve("vps", 1);
  }

  @Test
  void whenIdleWaitsUntilLittleHasGoneThroughWhatCarriesForAMinute() {
    ServerScene idle = idle();
    for (int i = 1; i <= 100; i++) {
      idle.at(i).used("fibre", i <= 80 ? 500_000 : 1_000).used("lte", 9_000_000);
      if (i >= 10) {
        idle.ok("vps", "lte");
      } else if (i < 5) {
        idle.fail("vps", Rung.TLS, "fibre", "lte");
      }
    }
    assertThat(idle.active()).isEqualTo("spare");
    idle.at(200).wake();
    // What went through at 79 s and at 80 s makes a million; the former is over at 139 s.
    assertThat(idle.elections()).last().isEqualTo("vps recovered at 139.0");
  }

  @Test
  void withoutCountersWhenIdleReturnsAfterTenMinutes() {
    ServerScene idle = idle();
    idle.kill("vps").at(10).used("lte", 5).serve("vps", 20).serve("vps", 5);
    assertThat(idle.state("vps").wire()).isEqualTo("Up");
    idle.at(2000).wake();
    assertThat(idle.elections()).last().isEqualTo("vps recovered at 630.0");
  }

  @Test
  void countersThatBeginLateAreAskedForAWholeMinute() {
    ServerScene idle = idle();
    idle.kill("vps").at(10).serve("vps", 30).used("fibre", 0).at(500).wake();
    assertThat(idle.elections()).last().isEqualTo("vps recovered at 100.0");
  }
}
