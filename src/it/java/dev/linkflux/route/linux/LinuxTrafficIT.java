package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.LinkTraffic;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.lab.Namespace;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/** Real interfaces, and what they count. */
@NeedsLab
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LinuxTrafficIT {
  /** What is sent each time, with the headers of UDP, IP and Ethernet. */
  private static final long SENT = 10 * (1000 + 8 + 20 + 14);

  private final List<Used> told = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private RouteLab lab;
  private Namespace namespace;
  private Rtnetlink rtnetlink;

  @BeforeEach
  void build() throws IOException {
    lab = new RouteLab();
    namespace = new Namespace(lab.router);
    rtnetlink = namespace.call(Rtnetlink::open);
  }

  @AfterEach
  void remove() throws IOException {
    rtnetlink.close();
    lab.close();
    assertThat(failures).isEmpty();
  }

  private static Uplink uplink(int number, long quota) {
    return new Uplink(
        new UplinkId("u" + number, number - 1),
        "wan" + number,
        number,
        List.of(),
        1,
        false,
        Uplink.UNMETERED,
        0,
        quota,
        List.of());
  }

  private Disposable count() {
    return new LinuxTraffic(
            List.of(uplink(1, 1_000_000_000L), uplink(2, Uplink.UNMETERED)),
            List.of(),
            rtnetlink,
            Schedulers.parallel(),
            Schedulers.boundedElastic(),
            Duration.ofMillis(20))
        .used()
        .subscribe(used -> told.add((Used) used.at(Moment.ZERO)), failures::add);
  }

  private void send(int number) {
    namespace.call(
        () -> {
          try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 10; i++) {
              socket.send(
                  new DatagramPacket(
                      new byte[1000], 1000, RouteLab.ip("10.1." + number + ".1"), 9));
            }
            return true;
          }
        });
  }

  private long sum() {
    return told.stream().mapToLong(Used::bytes).sum();
  }

  /** Again and again: it is not told when somebody counts for the first time. */
  private void sendUntilToldOf(long bytes) {
    RouteLab.await(
        bytes + " bytes",
        () -> {
          send(1);
          send(2);
          return sum() >= bytes;
        });
  }

  private static long total(LinkTraffic traffic) {
    return traffic.received() + traffic.sent();
  }

  private LinkTraffic reads(String device) {
    try {
      return Objects.requireNonNull(rtnetlink.traffic(device));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theKernelTellsWhatAnInterfaceCountsAndThatThereIsNone() throws IOException {
    LinkTraffic before = reads("wan1");
    send(1);
    RouteLab.await("sent", () -> reads("wan1").sent() >= before.sent() + SENT);
    assertThat(before.index()).isEqualTo(lab.index("wan1"));
    assertThat(reads("wan1").sent()).isLessThan(before.sent() + 2 * SENT);
    assertThat(rtnetlink.traffic("wan9")).isNull();
  }

  @Test
  void whatGoesThroughIsToldOfThoseWithAQuotaAndAReplacedInterfaceBeginsAnew() throws IOException {
    send(1); // before anybody counts
    LinkTraffic begin = reads("wan1");
    Disposable counting = count();
    sendUntilToldOf(SENT);
    assertThat(told).allSatisfy(used -> assertThat(used.uplink().name()).isEqualTo("u1"));
    long counted = sum();
    LinkTraffic end = reads("wan1");
    assertThat(counted).isLessThanOrEqualTo(total(end) - total(begin));

    lab.inRouter("link", "del", "wan1");
    lab.addWan(1);
    long before = sum();
    sendUntilToldOf(before + SENT);
    assertThat(reads("wan1").index()).isNotEqualTo(begin.index());
    assertThat(told).allSatisfy(used -> assertThat(used.bytes()).isPositive());
    long together = sum();
    assertThat(together).isLessThanOrEqualTo(total(end) + total(reads("wan1")));
    counting.dispose();
  }
}
