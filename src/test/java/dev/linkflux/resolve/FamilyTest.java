package dev.linkflux.resolve;

import static dev.linkflux.resolve.House.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.resolve.Family.Due;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

class FamilyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final List<Nameserver> SERVERS =
      List.of(Nameserver.at(InetAddress.ofLiteral("192.0.2.53")));
  private static final List<Nameserver> OTHERS =
      List.of(Nameserver.at(InetAddress.ofLiteral("192.0.2.54")));

  private final Family family = new Family(Type.A, new Bounds(Naming.DEFAULT));

  private static Found found(int ttl) {
    return new Found.Addresses(addresses("192.0.2.1"), Duration.ofSeconds(ttl));
  }

  private static Found failed(boolean asked) {
    return new Found.Failed(new Breach(Rung.DNS_SILENT, "no answer"), asked);
  }

  /** Seconds from now on until it is due in that way. */
  private int seconds(Due due, long now) {
    for (int seconds = 0; seconds < 200_000; seconds++) {
      if (family.due(now + seconds * SECOND, SERVERS) == due) {
        return seconds;
      }
    }
    return -1;
  }

  @Test
  void whatWasNeverAskedForIsDue() {
    assertThat(family.due(Long.MIN_VALUE, SERVERS)).isEqualTo(Due.NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, 5",
    "5, 5, 5",
    "19, 19, 19",
    "20, 18, 20",
    "60, 55, 60",
    "300, 295, 300",
    "100000, 86395, 86400"
  })
  void addressesHoldForTheirTtlWithinBoundsAndAreRenewedBefore(int ttl, int soon, int now) {
    long at = Long.MAX_VALUE - 7 * SECOND; // the clock may wrap
    family.take(found(ttl), SERVERS, at, true);
    assertThat(seconds(Due.NOW, at)).isEqualTo(now);
    assertThat(seconds(Due.SOON, at)).isEqualTo(soon == now ? -1 : soon);
    assertThat(family.holds(at + (now - 1) * SECOND)).isTrue();
    assertThat(family.holds(at + now * SECOND)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "60, 60", "3600, 300"})
  void thatThereIsNothingHoldsForFiveMinutesAtMost(int ttl, int now) {
    family.take(new Found.Nothing("NXDOMAIN", Duration.ofSeconds(ttl)), SERVERS, 0, false);
    assertThat(seconds(Due.NOW, 0)).isEqualTo(now);
    assertThat(seconds(Due.SOON, 0)).isEqualTo(-1);
    assertThat(family.holds(0)).isFalse();
  }

  private List<Integer> pauses(boolean helpless) {
    List<Integer> pauses = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 7; i++) {
      family.take(failed(true), SERVERS, now, helpless);
      int pause = seconds(Due.NOW, now);
      pauses.add(pause);
      now += pause * SECOND;
    }
    return pauses;
  }

  @Test
  void failuresAreKeptLongerAndLonger() {
    assertThat(pauses(false)).containsExactly(5, 10, 20, 40, 60, 60, 60);
    family.take(found(5), SERVERS, 0, false);
    assertThat(pauses(false).getFirst()).as("after it has worked").isEqualTo(5);
  }

  @Test
  void whileNothingIsKnownItIsAskedForMoreOften() {
    assertThat(pauses(true)).containsExactly(5, 10, 10, 10, 10, 10, 10);
  }

  @Test
  void whereNothingCouldBeSentItIsTriedAgainInASecond() {
    for (int i = 0; i < 3; i++) {
      family.take(failed(false), SERVERS, 0, false);
      assertThat(seconds(Due.NOW, 0)).isEqualTo(1);
    }
  }

  @Test
  void aFailureOfOtherNameServersSaysNothing() {
    family.take(failed(true), SERVERS, 0, false);
    assertThat(family.due(1, SERVERS)).isEqualTo(Due.NO);
    assertThat(family.due(1, OTHERS)).isEqualTo(Due.NOW);
    family.take(found(60), SERVERS, 0, false);
    assertThat(family.due(1, OTHERS)).isEqualTo(Due.NO);
  }

  @Test
  void whereTheLimitForbidsToAskWhatIsKnownStands() {
    family.take(found(5), SERVERS, 0, false);
    family.take(new Found.Withheld(), SERVERS, 10 * SECOND, false);
    assertThat(family.last()).isEqualTo(found(5));
    assertThat(seconds(Due.NOW, 10 * SECOND)).isEqualTo(1);
  }
}
