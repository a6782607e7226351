package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.NeedsLab;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of a large table only the default routes are of interest. */
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DefaultRoutesIT {
  @Test
  void thoseOfEveryTableAndFamilyAreFoundAmongManyOthers() throws IOException {
    try (KernelLab lab = KernelLab.open();
        Rtnetlink rtnetlink = lab.inNear(Rtnetlink::open)) {
      for (String line :
          List.of(
              "-4 route add default via 10.77.0.2 metric 100 proto dhcp",
              "-4 route add default metric 7 nexthop via 10.77.0.2 dev a0 nexthop via 10.77.0.3",
              "-4 route add unreachable default table 7",
              "-4 route add 0.0.0.0/1 via 10.77.0.2",
              "-6 route add default via fe80::1 dev a0 proto ra",
              "-6 route add ::/1 via fe80::1 dev a0")) {
        KernelLab.run(("ip -n " + lab.near + " " + line).split(" "));
      }
      List<RouteEntry> found = rtnetlink.defaultRoutes();
      assertThat(found)
          .isEqualTo(
              rtnetlink.routes().stream()
                  .filter(route -> route.destination().length() == 0)
                  .toList());
      assertThat(found)
          .extracting(RouteEntry::family)
          .containsExactlyInAnyOrder(IpFamily.V4, IpFamily.V4, IpFamily.V4, IpFamily.V6);
    }
  }
}
