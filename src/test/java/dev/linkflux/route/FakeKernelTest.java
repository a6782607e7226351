package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.route.FakeKernel.HeldRule;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How rules and endpoints of the kernel in small behave; each row was seen of Linux 6.18 with
 * {@code ip rule} and {@code ip mptcp} before it was written here.
 */
class FakeKernelTest {
  private final FakeKernel kernel = new FakeKernel();
  private final FakeLinks.Link one = kernel.links.make("wan1", List.of());
  private final FakeLinks.Link two = kernel.links.make("wan2", List.of());

  @Test
  void rulesAreToldApartByProtocolAndDeletedByWhatIsSaid() {
    Prefix source = FakeWorld.prefix("10.1.1.2", 32);
    Rule rule = new Rule(20_002, false, source, 0, 0, null, 1001);
    assertThat(kernel.add(new HeldRule(rule, FakeKernel.OURS))).isNull();
    assertThat(kernel.add(new HeldRule(rule, FakeKernel.OURS))).isEqualTo("EEXIST");
    assertThat(kernel.add(new HeldRule(rule, FakeKernel.FOREIGN))).isNull();
    Rule broader = new Rule(20_002, false, null, 0, 0, null, 1001);
    assertThat(kernel.delete(new HeldRule(broader, FakeKernel.OURS))).isNull();
    assertThat(kernel.rules).containsExactly(new HeldRule(rule, FakeKernel.FOREIGN));
  }

  @Test
  void anAddressIsOneEndpointAndThereAreEightAtMost() {
    Endpoint first = endpoint(1, one, Mptcp.SUBFLOW);
    assertThat(kernel.add(first)).isNull();
    assertThat(kernel.add(endpoint(1, two, Mptcp.SIGNAL))).startsWith("EEXIST");
    for (int number = 2; number <= Endpoint.MOST; number++) {
      assertThat(kernel.add(endpoint(number, one, Mptcp.SUBFLOW))).isNull();
    }
    assertThat(kernel.add(endpoint(9, one, Mptcp.SUBFLOW))).startsWith("ERANGE");
    kernel.remove(one);
    assertThat(kernel.endpoints).hasSize(Endpoint.MOST);
  }

  @Test
  void anEndpointBecomesBackupButNeverSignal() {
    assertThat(kernel.add(endpoint(1, one, Mptcp.SUBFLOW))).isNull();
    assertThat(kernel.change(endpoint(1, one, Mptcp.BACKUP))).isNull();
    assertThat(kernel.change(endpoint(1, one, Mptcp.SIGNAL))).startsWith("EINVAL");
    assertThat(kernel.change(endpoint(2, one, Mptcp.BACKUP))).startsWith("ENOENT");
  }

  private static Endpoint endpoint(int number, FakeLinks.Link link, Mptcp kind) {
    return new Endpoint(FakeWorld.ip("10.9.0." + number), link.device, link.index, kind, false);
  }
}
