package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.Used;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a quota of a thousand bytes: how much is used, and when it is used up. */
class QuotasRowsTest {
  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "999, false", "1000, true", "1001, true"})
  void itIsUsedUpByItsLastByte(long bytes, boolean over) {
    Uplink metered =
        new Uplink(Monitors.id(0), "wan0", 1, List.of(), 1, false, 0, 0, 1000, List.of());
    Quotas quotas = new Quotas(List.of(metered), ZoneOffset.UTC);
    assertThat(quotas.take(new Used(Moment.ZERO, metered.id(), bytes))).isEqualTo(over);
    assertThat(quotas.used(metered.id())).isEqualTo(bytes);
  }
}
