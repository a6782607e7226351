package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prefixes, socket addresses and names of devices. */
class AddressingTest {
  private static InetAddress ip(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 32, 10.1.2.3",
    "10.1.2.255, 31, 10.1.2.254",
    "10.1.2.3, 8, 10.0.0.0",
    "255.255.255.255, 1, 128.0.0.0",
    "10.1.2.3, 0, 0.0.0.0",
    "fd77::ffff, 112, fd77::",
    "fd77::1, 128, fd77::1",
    "fd77::1, 0, ::",
  })
  void aPrefixAroundAnAddressKeepsItsFirstBits(String address, int length, String expected)
      throws UnknownHostException {
    IpPrefix prefix = IpPrefix.around(ip(address), length);
    assertThat(prefix).isEqualTo(new IpPrefix(ip(expected), length));
  }

  @ParameterizedTest
  @CsvSource({"10.1.2.3, 31", "10.0.0.0, 33", "10.0.0.0, -1", "fd77::1, 127", "fd77::, 129"})
  void aPrefixWithBitsBeyondItOrOfWrongLengthIsRefused(String address, int length)
      throws UnknownHostException {
    InetAddress ip = ip(address);
    assertThatIllegalArgumentException().isThrownBy(() -> new IpPrefix(ip, length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "fd77::1", "fe80::1%1", "::"})
  void aSocketAddressIsReadAsItWasWritten(String text) throws UnknownHostException {
    InetAddress address = ip(text);
    MemorySegment bytes = MemorySegment.ofArray(new byte[SocketAddressCodec.MAX_BYTES]);
    int length = SocketAddressCodec.write(address, bytes);
    InetAddress read = SocketAddressCodec.read(bytes, 0, length);
    assertThat(read).isEqualTo(address);
    assertThat(SocketAddressCodec.read(bytes, 0, length - 1)).isNull();
    assertThat(SocketAddressCodec.read(bytes, 1, length)).isNull();
    if (address instanceof Inet6Address wanted && read instanceof Inet6Address got) {
      assertThat(got.getScopeId()).isEqualTo(wanted.getScopeId());
    }
  }

  @Test
  void anIpv4AddressMappedToIpv6StaysIpv6() {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    assertThat(IpFamily.V6.address(mapped, 0)).isInstanceOf(Inet6Address.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sixteen-bytes-xx", "näme-of-15-chrs"})
  void aNameThatTheKernelWouldMisreadIsRefused(String device) {
    assertThatExceptionOfType(SystemCallException.class)
        .isThrownBy(() -> BoundSocket.bindToDevice(-1, device))
        .satisfies(e -> assertThat(e.is(Errno.ENODEV)).isTrue());
  }

  @Test
  void aRefusalNamesCallErrorAndMatter() {
    assertThatExceptionOfType(SystemCallException.class)
        .isThrownBy(() -> BoundSocket.setMark(-1, 0x10))
        .satisfies(
            e -> {
              assertThat(e.call()).isEqualTo("setsockopt SO_MARK");
              assertThat(e.errno()).isEqualTo(9);
              assertThat(e.errnoName()).isEqualTo("EBADF");
            })
        .withMessage("setsockopt SO_MARK: EBADF (9): mark 0x10");
    assertThat(Errno.name(4711)).isEqualTo("errno 4711");
  }
}
