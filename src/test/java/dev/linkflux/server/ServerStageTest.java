package dev.linkflux.server;

import static dev.linkflux.server.ServerScene.backup;
import static dev.linkflux.server.ServerScene.main;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server.Returning;
import dev.linkflux.uplink.Server.Role;
import org.junit.jupiter.api.Test;

/** What checks and uplinks make of a server. */
class ServerStageTest {
  private final ServerScene scene = ServerScene.up(main("vps", 0), backup("spare", 1));

  @Test
  void theFirstCheckThatServesMakesItUp() {
    scene.at(1).ok("vps", "lte");
    assertThat(scene.transitions("vps")).containsExactly("Unknown>Up started at 1.0");
    assertThat(scene.verdicts("vps")).containsExactly("lte serves at 1.0");
  }

  @Test
  void itIsDownWhenEnoughChecksHaveFailedThroughEveryUplinkForLongEnough() {
    scene.ok("vps", "fibre", "lte");
    scene.at(1).fail("vps", Rung.PORT_REFUSED, "fibre", "lte");
    scene.at(1.5).fail("vps", Rung.PORT_REFUSED, "fibre", "lte");
    scene.at(2).fail("vps", Rung.PORT_REFUSED, "fibre", "lte");
    assertThat(scene.state("vps")).isEqualTo(StateName.UP);
    scene.at(9).wake();
    assertThat(scene.transitions("vps"))
        .containsExactly("Unknown>Up started at 0.0", "Up>Down port-refused at 3.0");
  }

  @Test
  void aLongTimeWithoutEnoughChecksIsNotEnough() {
    scene.ok("vps", "fibre", "lte").at(1).fail("vps", Rung.TLS, "fibre", "lte");
    scene.at(6).fail("vps", Rung.TLS, "fibre", "lte").at(9).wake();
    assertThat(scene.state("vps")).isEqualTo(StateName.UP);
    scene.at(11).fail("vps", Rung.TLS, "fibre").at(12).fail("vps", Rung.TLS, "lte");
    assertThat(scene.transitions("vps")).last().isEqualTo("Up>Down tls at 12.0");
  }

  @Test
  void oneUplinkThroughWhichItServesKeepsItUp() {
    scene.ok("vps", "fibre", "lte");
    for (int i = 1; i < 50; i++) {
      scene.at(i).fail("vps", Rung.HOST_UNREACHABLE, "fibre");
    }
    assertThat(scene.transitions("vps")).hasSize(1);
    assertThat(scene.verdicts("vps"))
        .containsExactly(
            "fibre serves at 0.0", "lte serves at 0.0", "fibre fails host-unreachable (so) at 1.0");
  }

  @Test
  void whenThatUplinkFallsTheOthersDecideAfterTheConfirmTime() {
    scene.ok("vps", "fibre", "lte");
    for (int i = 1; i < 5; i++) {
      scene.at(i).fail("vps", Rung.HOST_UNREACHABLE, "fibre");
    }
    scene.at(10).down("lte").at(20).wake();
    assertThat(scene.transitions("vps")).last().isEqualTo("Up>Down host-unreachable at 12.0");
  }

  @Test
  void aFrozenModemThatIsTheOnlyWayDoesNotMakeItDown() {
    scene.down("lte").ok("vps", "fibre");
    scene.at(1).fail("vps", Rung.HOST_UNREACHABLE, "fibre");
    scene.at(1.9).fail("vps", Rung.HOST_UNREACHABLE, "fibre");
    scene.at(2.7).fail("vps", Rung.HOST_UNREACHABLE, "fibre");
    scene.at(2.8).down("fibre");
    for (int i = 4; i < 60; i++) {
      scene.at(i).fail("vps", Rung.HOST_UNREACHABLE, "fibre", "lte");
    }
    assertThat(scene.transitions("vps")).hasSize(1);
    assertThat(scene.verdicts("vps"))
        .containsExactly(
            "fibre serves at 0.0",
            "fibre fails host-unreachable (so) at 1.0",
            "fibre fails uplink (blackout) at 2.8",
            "lte fails uplink (blackout) at 4.0");
  }

  @Test
  void whatFailsThroughAnUplinkThatIsDownIsThatUplinksWhateverTheCheckSays() {
    scene.down("lte").at(1).fail("vps", Rung.PORT_FILTERED, "lte");
    scene.at(2).fail("vps", Rung.DNS_SILENT, "lte");
    assertThat(scene.verdicts("vps")).containsExactly("lte fails uplink (blackout) at 1.0");
    scene.at(3).move("lte", StateName.DOWN, Cause.CARRIER_LOST);
    assertThat(scene.verdicts("vps")).last().isEqualTo("lte fails uplink (carrier-lost) at 3.0");
  }

  @Test
  void whenAnUplinkIsBackNothingIsKnownThroughItUntilTheNextCheck() {
    scene.ok("vps", "fibre", "lte");
    scene.at(1).down("lte").at(2).ok("vps", "lte");
    scene.at(3).move("lte", StateName.RECOVERING, Cause.RECOVERED);
    scene.at(4).fail("vps", Rung.TLS, "fibre");
    scene.at(5).fail("vps", Rung.TLS, "fibre").at(6).fail("vps", Rung.TLS, "fibre");
    assertThat(scene.transitions("vps")).last().isEqualTo("Up>Down tls at 6.0");
    scene.at(7).ok("vps", "lte");
    assertThat(scene.transitions("vps")).last().isEqualTo("Down>Recovering recovered at 7.0");
  }

  @Test
  void aCheckThatFindsNoInterfaceIsNoEvidenceAgainstTheServer() {
    scene.ok("vps", "fibre");
    for (int i = 1; i < 20; i++) {
      scene.at(i).fail("vps", Rung.UPLINK, "fibre", "lte");
    }
    assertThat(scene.transitions("vps")).hasSize(1);
  }

  @Test
  void isolationPardonsWhatFailedAndNothingThatFailsMeanwhileIsToldOrCounts() {
    scene.ok("vps", "fibre", "lte");
    scene.at(1).fail("vps", Rung.HOST_UNREACHABLE, "fibre", "lte");
    scene.at(2).fail("vps", Rung.HOST_UNREACHABLE, "fibre", "lte");
    scene.at(2.5).elect(Cause.ISOLATED, "fibre");
    for (int i = 3; i < 60; i++) {
      scene.at(i).fail("vps", Rung.DNS_SILENT, "fibre", "lte");
      scene.elect(Cause.LOSS, "fibre");
    }
    assertThat(scene.transitions("vps")).hasSize(1);
    assertThat(scene.verdicts("vps")).hasSize(4);
    scene.at(60).elect(Cause.RECOVERED, "fibre");
    scene.at(61).fail("vps", Rung.TLS, "fibre").at(62).fail("vps", Rung.TLS, "fibre");
    scene.at(63).fail("vps", Rung.TLS, "fibre").wake();
    assertThat(scene.transitions("vps")).last().isEqualTo("Up>Down tls at 63.0");
  }

  @Test
  void throughAnUnknownUplinkOnlyACheckThatServesIsEvidence() {
    ServerScene early = new ServerScene(main("vps", 0));
    for (int i = 0; i < 10; i++) {
      early.at(i).fail("vps", Rung.HOST_UNREACHABLE, "fibre", "lte");
    }
    assertThat(early.transitions("vps")).isEmpty();
    assertThat(early.verdicts("vps")).hasSize(2);
    early.at(10).ok("vps", "fibre");
    assertThat(early.transitions("vps")).containsExactly("Unknown>Up started at 10.0");
    early.at(11).up("fibre").at(12).fail("vps", Rung.TLS, "lte").at(30).wake();
    assertThat(early.state("vps")).isEqualTo(StateName.UP);
  }

  @Test
  void oneThatIsDeadFromTheStartIsDownAndProvesItselfFirst() {
    scene.kill("vps");
    assertThat(scene.transitions("vps")).containsExactly("Unknown>Down port-refused at 2.0");
    scene.serve("vps", 30);
    assertThat(scene.transitions("vps"))
        .containsExactly(
            "Unknown>Down port-refused at 2.0",
            "Down>Recovering recovered at 3.0",
            "Recovering>Up recovered at 23.0");
  }

  @Test
  void itRecoversWithACheckThatServesThroughAnyUplinkAndRelapsesWithOneThatFailsThroughAll() {
    scene.serve("vps", 1).kill("vps");
    scene.at(5).ok("vps", "lte");
    assertThat(scene.state("vps")).isEqualTo(StateName.RECOVERING);
    scene.at(6).fail("vps", Rung.TLS, "fibre");
    assertThat(scene.state("vps")).isEqualTo(StateName.RECOVERING);
    scene.at(7).fail("vps", Rung.API_ERROR, "lte");
    assertThat(scene.transitions("vps")).last().isEqualTo("Recovering>Down api-error at 7.0");
  }

  @Test
  void theEndOfTheHoldDownAloneDoesNotMakeItUp() {
    scene.serve("vps", 1).kill("vps").at(5).ok("vps", "fibre").at(60).wake();
    assertThat(scene.state("vps")).isEqualTo(StateName.RECOVERING);
    scene.at(61).ok("vps", "fibre");
    assertThat(scene.state("vps")).isEqualTo(StateName.UP);
  }

  @Test
  void afterALongerAbsenceItProvesItselfForAsLongButForThreeHoldDownsAtMost() {
    scene.serve("vps", 1).kill("vps").at(35).serve("vps", 50);
    assertThat(scene.transitions("vps")).last().isEqualTo("Recovering>Up recovered at 70.0");
    scene.at(2000).kill("vps").at(9000).serve("vps", 70);
    assertThat(scene.transitions("vps")).last().isEqualTo("Recovering>Up recovered at 9060.0");
  }

  @Test
  void itIsDegradedWhenSomethingIsBrokenInEnoughChecksAndUpWhenNothingWasForTheHoldDown() {
    scene.ok("vps", "fibre");
    scene.at(1).limp("vps", Rung.CREDENTIALS, "fibre").at(2).limp("vps", Rung.CLOCK, "fibre");
    assertThat(scene.state("vps")).isEqualTo(StateName.UP);
    scene.at(3).limp("vps", Rung.CREDENTIALS, "fibre");
    assertThat(scene.transitions("vps")).last().isEqualTo("Up>Degraded credentials at 3.0");
    for (int i = 4; i < 30; i++) {
      scene.at(i).ok("vps", "fibre");
    }
    assertThat(scene.transitions("vps")).last().isEqualTo("Degraded>Up recovered at 24.0");
    assertThat(scene.elections()).hasSize(1);
  }

  @Test
  void wellThroughOneUplinkIsUpWhateverIsBrokenThroughAnother() {
    for (int i = 0; i < 9; i++) {
      scene.at(i).limp("vps", Rung.API_ERROR, "lte").ok("vps", "fibre");
    }
    assertThat(scene.state("vps")).isEqualTo(StateName.UP);
  }

  @Test
  void whatIsBrokenOtherwiseForAWhileIsTheCauseFromThenOn() {
    scene.serve("vps", 1).kill("vps");
    for (int i = 0; i < 3; i++) {
      scene.fail("vps", Rung.API_ERROR, "fibre", "lte").after(1);
    }
    assertThat(scene.transitions("vps")).last().isEqualTo("Down>Down api-error at 6.0");
  }

  @Test
  void ofSeveralRungsTheFurthestUpTheLadderIsTheCause() {
    for (int i = 1; i < 5; i++) {
      scene.at(i).fail("vps", Rung.HOST_UNREACHABLE, "fibre").fail("vps", Rung.TLS_PIN, "lte");
    }
    assertThat(scene.transitions("vps")).containsExactly("Unknown>Down tls-pin at 3.0");
  }

  @Test
  void oneThatIsNotCheckedIsUpFromTheStart() {
    ServerScene other =
        new ServerScene(ServerScene.server("vps", 0, Role.MAIN, Check.Kind.NONE, Returning.AUTO));
    assertThat(other.wake().outputs).hasSize(1);
    other.at(1).carry("fibre").at(500).down("fibre").down("lte").wake();
    assertThat(other.transitions("vps")).containsExactly("Unknown>Up started at 1.0");
    assertThat(other.elections()).containsExactly("vps started at 1.0");
  }

  @Test
  void ourOwnStallPutsOffWhatWasAboutToBeDecided() {
    scene.ok("vps", "fibre", "lte");
    for (double at : new double[] {1, 1.1, 1.2}) {
      scene.at(at).fail("vps", Rung.TLS, "fibre", "lte");
    }
    scene.at(2).hear(new Stalled(new Moment(2_000_000_000L), new Moment(7_000_000_000L)));
    scene.at(7).wake();
    assertThat(scene.state("vps")).isEqualTo(StateName.UP);
    scene.at(9).wake();
    assertThat(scene.transitions("vps")).last().isEqualTo("Up>Down tls at 8.0");
  }

  @Test
  void aVerdictIsToldOnChangeAndATimeIsNone() {
    for (int i = 0; i < 5; i++) {
      Breach slow = new Breach(Rung.PORT_FILTERED, "no answer within 3.0 s; ping " + i + " ms");
      scene.at(i).check("vps", "lte", false, slow, null);
    }
    assertThat(scene.verdicts("vps")).hasSize(1);
    scene.at(6).check("vps", "lte", false, new Breach(Rung.API_ERROR, "status 503"), null);
    scene.at(7).check("vps", "lte", false, new Breach(Rung.API_ERROR, "status 500"), null);
    scene.at(8).check("vps", "lte", true, new Breach(Rung.API_ERROR, "status 500"), null);
    assertThat(scene.verdicts("vps")).hasSize(4);
  }

  @Test
  void nothingComesOfServersThatNobodyKnows() {
    ServerScene stranger = ServerScene.up(main("other", 0));
    scene.outputs.clear();
    scene.hear(
        new Checked(
            Moment.ZERO,
            stranger.servers.getFirst().id(),
            ServerScene.uplink("lte"),
            null,
            0,
            true,
            null,
            null));
    scene.hear(new Remembered(Moment.ZERO, stranger.servers.getFirst().id()));
    scene.hear(new Appointed(Moment.ZERO, stranger.servers.getFirst().id()));
    assertThat(scene.outputs).hasSize(3);
  }
}
