package dev.linkflux.lab;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The lab does what it was told: without that no figure taken in it means anything. */
@NeedsLab
class LabIT {
  @Test
  void everyUplinkTakesItsTime() {
    try (Lab lab = Lab.open()) {
      for (int number = 1; number <= 3; number++) {
        lab.router().ip("route add default via 10." + number + ".0.1 metric " + number);
      }
      for (int number = 1; number <= 3; number++) {
        var answers =
            Pinger.ping(
                lab.router(),
                "wan" + number,
                Lab.target(1),
                100,
                Duration.ofMillis(10),
                Duration.ofSeconds(1));
        System.out.println(
            number
                + " "
                + answers.median()
                + " "
                + answers.lossRatio()
                + " "
                + answers.answered()
                + lab.uplink(number).counts(Direction.UP)
                + lab.uplink(number).counts(Direction.DOWN));
      }
    }
  }
}
