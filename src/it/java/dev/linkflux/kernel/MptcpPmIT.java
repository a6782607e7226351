package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kernel's MPTCP endpoints and limits, beside what {@code ip mptcp} shows. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MptcpPmIT {
  private KernelLab lab;
  private MptcpPm mptcp;
  private int a0;
  private EndpointEntry four;
  private EndpointEntry six;

  @BeforeEach
  void build() throws IOException {
    lab = KernelLab.open();
    mptcp = lab.inNear(MptcpPm::open);
    a0 = lab.inNear(() -> BoundSocket.interfaceIndex("a0")).orElseThrow();
    four = new EndpointEntry(7, ip("10.77.0.1"), a0, EndpointEntry.SUBFLOW);
    six =
        new EndpointEntry(
            9,
            ip("fd77::1"),
            a0,
            EndpointEntry.SUBFLOW | EndpointEntry.BACKUP | EndpointEntry.FULLMESH);
  }

  @AfterEach
  void remove() throws IOException {
    if (mptcp != null) {
      mptcp.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private static InetAddress ip(String address) throws IOException {
    return InetAddress.getByName(address);
  }

  private String ipMptcp(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "-n", lab.near, "mptcp"));
    command.addAll(List.of(arguments));
    return KernelLab.run(command.toArray(String[]::new));
  }

  /** Its lines, trimmed: {@code ip} ends them with a blank. */
  private List<String> shown() throws IOException {
    return Arrays.stream(ipMptcp("endpoint", "show").split("\n", -1))
        .map(String::trim)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void whatWeAddTheIpCommandShowsAndWeReadBack() throws IOException {
    mptcp.add(four);
    mptcp.add(six);
    assertThat(shown())
        .containsExactly(
            "10.77.0.1 id 7 subflow dev a0", "fd77::1 id 9 subflow backup fullmesh dev a0");
    assertThat(mptcp.endpoints()).containsExactly(four, six);
  }

  @Test
  void whatTheIpCommandMakesWeReadWithPortsAndWithoutInterface() throws IOException {
    String _ = ipMptcp("endpoint", "add", "10.77.0.1", "id", "3", "signal", "port", "5000");
    assertThat(mptcp.endpoints())
        .containsExactly(new EndpointEntry(3, ip("10.77.0.1"), 0, EndpointEntry.SIGNAL, 5000));
  }

  @Test
  void backupAndFullmeshAreSwitchedOnAndOffAndOthersStayAsTheyAre() throws IOException {
    mptcp.add(four);
    mptcp.add(six);
    for (int flags : new int[] {EndpointEntry.BACKUP, EndpointEntry.FULLMESH, 0}) {
      EndpointEntry changed = four.withFlags(EndpointEntry.SUBFLOW | flags);
      mptcp.setFlags(changed);
      assertThat(mptcp.endpoints()).containsExactly(changed, six);
    }
    mptcp.setFlags(six.withFlags(EndpointEntry.SUBFLOW));
    assertThat(shown())
        .containsExactly("10.77.0.1 id 7 subflow dev a0", "fd77::1 id 9 subflow dev a0");
  }

  @Test
  void onlyTheEndpointOfThatIdIsDeleted() throws IOException {
    mptcp.add(four);
    mptcp.add(six);
    mptcp.delete(four);
    assertThat(mptcp.endpoints()).containsExactly(six);
    mptcp.delete(six);
    assertThat(mptcp.endpoints()).isEmpty();
  }

  @Test
  void theKernelSaysWhatItRefuses() throws IOException {
    mptcp.add(four);
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(() -> mptcp.add(new EndpointEntry(8, four.address(), a0, four.flags())))
        .satisfies(e -> assertThat(e.is(Errno.EEXIST)).isTrue())
        .withMessageStartingWith("MPTCP_PM_CMD_ADD_ADDR: EEXIST (17): MPTCP endpoint 8 of 10.77.0");
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(() -> mptcp.delete(six))
        .withMessage(
            "MPTCP_PM_CMD_DEL_ADDR: EINVAL (22): MPTCP endpoint 9 of fd77:0:0:0:0:0:0:1:"
                + " address not found");
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(() -> mptcp.setFlags(six))
        .satisfies(e -> assertThat(e.kernelMessage()).isEqualTo("address not found"));
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(() -> mptcp.setLimits(9, 0))
        .withMessageStartingWith("MPTCP_PM_CMD_SET_LIMITS: EINVAL");
  }

  @Test
  void limitsAreSetBothAndRead() throws IOException {
    mptcp.setLimits(5, 3);
    assertThat(ipMptcp("limits", "show")).contains("add_addr_accepted 3 subflows 5");
    String _ = ipMptcp("limits", "set", "subflows", "8");
    assertThat(mptcp.limits()).isEqualTo(new MptcpLimits(8, 3));
  }

  @Test
  void aKernelWithoutTheFamilySaysSo() {
    SystemCallException refusal = lab.inNear(() -> refusal("linkflux_none"));
    assertThat(refusal)
        .hasMessage(
            "CTRL_CMD_GETFAMILY: ENOENT (2): this kernel has no such thing (family linkflux_none)");
  }

  private static SystemCallException refusal(String name) throws IOException {
    try (GenericFamily _ = GenericFamily.open(name, "such thing")) {
      throw new AssertionError("there is a family " + name);
    } catch (SystemCallException e) {
      return e;
    }
  }
}
