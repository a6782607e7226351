package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HousekeepingTest {
  private static MemoryUsage used(long mebibytes) {
    return new MemoryUsage(0, mebibytes << 20, 64L << 20, 64L << 20);
  }

  @ParameterizedTest
  @CsvSource({"0, 6, false", "0, 7, true", "10, 16, false", "10, 17, true", "50, 40, false"})
  void itIsDueWhenThereIsMuchMoreThanTheLastCollectionLeft(long left, long now, boolean due) {
    assertThat(Housekeeping.isDue(used(now), used(left))).isEqualTo(due);
  }

  @Test
  void beforeThereWasACollectionAllIsNew() {
    assertThat(Housekeeping.isDue(used(7), null)).isTrue();
  }

  @Test
  void thisVirtualMachineHasAnOldPart() {
    assertThat(Housekeeping.old()).isNotNull();
  }
}
