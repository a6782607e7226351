package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.linkflux.kernel.RouteRequest.AddRoute;
import dev.linkflux.kernel.RouteRequest.AddRule;
import dev.linkflux.kernel.RouteRequest.DeleteRoute;
import dev.linkflux.kernel.RouteRequest.ReplaceRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many changes in one call, as the kernel itself answers them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NetlinkBatchIT {
  private static final int OURS = 76;
  private static final long TABLE = 1001;

  private KernelLab lab;
  private Rtnetlink rtnetlink;
  private int a0;

  @BeforeEach
  void build() throws IOException {
    lab = KernelLab.open();
    rtnetlink = lab.inNear(Rtnetlink::open);
    a0 = lab.inNear(() -> BoundSocket.interfaceIndex("a0")).orElseThrow();
  }

  @AfterEach
  void remove() throws IOException {
    if (rtnetlink != null) {
      rtnetlink.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private RouteEntry route(int number, String gateway) {
    InetAddress host = InetAddress.ofLiteral("10.200." + (number >> 8) + "." + (number & 255));
    return RouteEntry.via(IpPrefix.host(host), InetAddress.ofLiteral(gateway), a0, 50, TABLE, OURS);
  }

  private RouteEntry good(int number) {
    return route(number, "10.77.0.2");
  }

  private RouteEntry bad(int number) {
    return route(number, "10.123.0.1");
  }

  private List<RouteRequest> adding(int count) {
    return IntStream.range(0, count).<RouteRequest>mapToObj(i -> new AddRoute(good(i))).toList();
  }

  private static void assertRefused(
      Optional<NetlinkException> answer, Errno error, String about, String kernelMessage) {
    assertThat(answer)
        .hasValueSatisfying(
            e -> {
              assertThat(e.errnoName()).isEqualTo(error.name());
              assertThat(e.about()).contains(about);
              assertThat(e.kernelMessage()).isEqualTo(kernelMessage);
            });
  }

  @Test
  void eachOfFiveHundredChangesHasItsOwnAnswer() throws IOException {
    List<RouteRequest> requests = new ArrayList<>();
    List<RouteEntry> standing = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      switch (i % 5) {
        case 1 -> requests.add(new AddRoute(bad(i)));
        case 2 -> requests.add(new AddRoute(good(i - 2)));
        case 3 -> requests.add(new DeleteRoute(good(10_000 + i)));
        default -> {
          requests.add(new AddRoute(good(i)));
          standing.add(good(i));
        }
      }
    }
    List<Optional<NetlinkException>> answers = rtnetlink.carryOut(requests);
    assertThat(answers).hasSize(500);
    for (int i = 0; i < 500; i++) {
      Optional<NetlinkException> answer = answers.get(i);
      String about = RouteRequestCodec.about(requests.get(i));
      switch (i % 5) {
        case 1 -> assertRefused(answer, Errno.ENETUNREACH, about, "Nexthop has invalid gateway");
        case 2 -> assertRefused(answer, Errno.EEXIST, about, "");
        case 3 -> assertRefused(answer, Errno.ESRCH, about, "");
        default -> assertThat(answer).as("change %d", i).isEmpty();
      }
    }
    assertThat(rtnetlink.routes(OURS)).containsExactlyInAnyOrderElementsOf(standing);
  }

  @Test
  void changesAreDoneInTheirOrder() throws IOException {
    RouteEntry first = good(1);
    RouteEntry second = RouteEntry.onto(first.destination(), a0, 50, TABLE, OURS);
    RuleEntry rule = RuleEntry.forMark(IpFamily.V6, 1000, 7, 0xff, TABLE, OURS);
    assertThat(
            rtnetlink.carryOut(
                List.of(
                    new AddRoute(first),
                    new ReplaceRoute(second),
                    new DeleteRoute(second),
                    new AddRoute(second),
                    new AddRule(rule))))
        .containsOnly(Optional.empty());
    assertThat(rtnetlink.routes(OURS)).containsExactly(second);
    assertThat(rtnetlink.rules()).contains(rule);
  }

  @Test
  void nothingToDoIsNothingToAnswer() throws IOException {
    assertThat(rtnetlink.carryOut(List.of())).isEmpty();
  }

  @Test
  void whereAnswersAreLostTheCallFailsAndTheNextOneWorks() throws IOException {
    List<NetlinkWriter> requests =
        adding(NetlinkBatch.MAX_REQUESTS).stream().map(RouteRequestCodec::write).toList();
    List<String> about = requests.stream().map(_ -> "a route").toList();
    // The least room that the kernel gives holds some ACKs, not all.
    try (NetlinkSocket narrow =
        lab.inNear(
            () -> NetlinkSocket.open(NetlinkOptions.of(NetlinkSocket.ROUTE).withReceiveRoom(1)))) {
      int before = narrow.port();
      assertThatExceptionOfType(SystemCallException.class)
          .isThrownBy(() -> narrow.batch(requests, about))
          .isNotInstanceOf(NetlinkException.class)
          .matches(e -> e.is(Errno.ENOBUFS))
          .satisfies(
              e -> assertThat(e).hasMessageMatching(".*netlink batch with \\d+ of 64 answered"));
      List<Optional<NetlinkException>> again =
          lab.inNear(() -> narrow.batch(requests.subList(0, 1), about.subList(0, 1)));
      assertRefused(again.getFirst(), Errno.EEXIST, "a route", "");
      assertThat(narrow.isOwn(before)).isTrue();
      assertThat(narrow.isOwn(narrow.port())).isTrue();
      assertThat(narrow.isOwn(0)).isFalse();
      assertThat(narrow.isOwn(rtnetlink.port())).isFalse();
    }
  }
}
