package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.LinkTraffic;
import org.junit.jupiter.api.Test;

class OdometerTest {
  private final Odometer odometer = new Odometer();

  private long reads(int index, long received, long sent) {
    return odometer.since(new LinkTraffic(index, received, sent));
  }

  @Test
  void whatIsThereAtTheBeginningIsNotOfThisTime() {
    assertThat(reads(3, 7_000_000_000L, 5)).isZero();
  }

  @Test
  void bothDirectionsCount() {
    reads(3, 100, 50);
    assertThat(reads(3, 130, 57)).isEqualTo(37);
    assertThat(reads(3, 130, 57)).isZero();
    assertThat(reads(3, 131, 57)).isEqualTo(1);
  }

  @Test
  void aCounterThatGoesBackIsReadFromThereOn() {
    reads(3, 7_000_000_000L, 50);
    assertThat(reads(3, 6_999_999_990L, 60)).isEqualTo(10);
    assertThat(reads(3, 7_000_000_000L, 60)).isEqualTo(10);
    assertThat(reads(3, 0, 0)).isZero();
    assertThat(reads(3, 4, 0)).isEqualTo(4);
  }

  @Test
  void anotherInterfaceOfThatNameIsReadFromThereOn() {
    reads(3, 100, 50);
    assertThat(reads(4, 9_000_000_000L, 50)).isZero();
    assertThat(reads(4, 9_000_000_001L, 50)).isEqualTo(1);
  }

  @Test
  void anInterfaceThatWasAwayIsReadFromThereOn() {
    reads(3, 100, 50);
    assertThat(odometer.since(null)).isZero();
    assertThat(odometer.since(null)).isZero();
    assertThat(reads(3, 200, 50)).isZero();
    assertThat(reads(3, 201, 51)).isEqualTo(2);
  }
}
