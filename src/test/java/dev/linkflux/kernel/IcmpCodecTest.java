package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IcmpCodecTest {
  private static final int IDENTIFIER = 0xbeef;
  private static final byte[] TOKEN = "token-of-16bytes".getBytes(StandardCharsets.US_ASCII);

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static byte[] request(IpFamily family, int sequence, byte[] payload) {
    byte[] bytes = new byte[IcmpCodec.HEADER_BYTES + payload.length];
    int length =
        IcmpCodec.writeRequest(
            MemorySegment.ofArray(bytes), family, IDENTIFIER, sequence, ByteBuffer.wrap(payload));
    assertThat(length).isEqualTo(bytes.length);
    if (family == IpFamily.V4) {
      IcmpCodec.writeChecksum(MemorySegment.ofArray(bytes), length);
    }
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  /** An IPv4 header with protocol ICMP, hop limit 57, 192.0.2.9 to 198.51.100.7. */
  private static byte[] header4(int words) {
    byte[] header = new byte[words * 4];
    byte[] fixed = hex("45000000 00004000 39010000 c0000209 c6336407");
    System.arraycopy(fixed, 0, header, 0, fixed.length);
    header[0] = (byte) (0x40 | words);
    return header;
  }

  private static byte[] header6(int next) {
    byte[] header = new byte[40];
    header[0] = 0x60;
    header[6] = (byte) next;
    header[7] = 64;
    header[24] = (byte) 0xfd;
    header[39] = 9;
    return header;
  }

  /** Sets the checksum of the ICMP message that begins at {@code start}, by another algorithm. */
  private static byte[] checked(byte[] packet, int start) {
    packet[start + 2] = 0;
    packet[start + 3] = 0;
    long sum = 0;
    for (int i = start; i < packet.length; i++) {
      sum += (long) (packet[i] & 255) << ((i - start & 1) == 0 ? 8 : 0);
    }
    sum %= 0xffff;
    int checksum = (int) (~sum & 0xffff);
    packet[start + 2] = (byte) (checksum >> 8);
    packet[start + 3] = (byte) checksum;
    return packet;
  }

  private static byte[] message(int type, int code, byte[] rest) {
    return join(new byte[] {(byte) type, (byte) code, 0, 0, 0, 0, 0, 0}, rest);
  }

  private static byte[] reply4(int sequence, byte[] payload) {
    byte[] echo = request(IpFamily.V4, sequence, payload);
    echo[0] = 0;
    return checked(join(header4(5), echo), 20);
  }

  private static @Nullable IcmpMessage raw4(byte[] bytes) {
    return IcmpCodec.readRaw4(MemorySegment.ofArray(bytes), bytes.length, IDENTIFIER);
  }

  private static @Nullable IcmpMessage raw6(byte[] bytes) {
    return IcmpCodec.readRaw6(MemorySegment.ofArray(bytes), bytes.length, IDENTIFIER);
  }

  @Test
  void aRequestIsAsRfc792Says() {
    assertThat(request(IpFamily.V4, 0x1234, hex("0102030405")))
        .isEqualTo(checked(hex("08 00 0000 beef 1234 0102030405"), 0));
  }

  @Test
  void theChecksumOfIpv6IsLeftToTheKernel() {
    assertThat(request(IpFamily.V6, 0x1234, hex("01"))).isEqualTo(hex("80 00 0000 beef 1234 01"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 1399, 1400})
  void aRawReplyIsReadWithItsPayload(int size) {
    assertThat(raw4(reply4(65535, new byte[size])))
        .isEqualTo(new IcmpMessage.Reply(65535, 28, size));
  }

  @Test
  void aRawReplyWithWrongChecksumIdentifierOrTypeIsNotOurs() {
    byte[] broken = reply4(1, TOKEN);
    broken[30] ^= 1;
    assertThat(raw4(broken)).isNull();
    byte[] foreign = reply4(1, TOKEN);
    foreign[24] ^= 1;
    assertThat(raw4(checked(foreign, 20))).isNull();
    byte[] request = join(header4(5), request(IpFamily.V4, 1, TOKEN));
    assertThat(raw4(request)).isNull();
  }

  @Test
  void aRawErrorNamesTheRequestThatItQuotes() throws UnknownHostException {
    byte[] quoted = join(header4(6), request(IpFamily.V4, 99, TOKEN));
    byte[] packet = checked(join(header4(5), message(3, 1, quoted)), 20);
    InetAddress destination = InetAddress.getByName("198.51.100.7");
    assertThat(raw4(packet)).isEqualTo(new IcmpMessage.Refusal(99, destination, 3, 1));
    // RFC 792 has routers quote no more than the first 8 bytes behind the IP header.
    byte[] least = checked(Arrays.copyOf(packet, 20 + 8 + 24 + 8), 20);
    assertThat(raw4(least)).isEqualTo(new IcmpMessage.Refusal(99, destination, 3, 1));
    assertThat(raw4(checked(Arrays.copyOf(packet, 20 + 8 + 24 + 7), 20))).isNull();
  }

  @Test
  void aRawIpv6ErrorNamesTheRequestThatItQuotes() throws UnknownHostException {
    byte[] echo = request(IpFamily.V6, 99, TOKEN);
    assertThat(raw6(message(1, 3, join(header6(58), echo))))
        .isEqualTo(new IcmpMessage.Refusal(99, InetAddress.getByName("fd00::9"), 1, 3));
    assertThat(raw6(message(1, 3, join(header6(17), echo)))).isNull();
    assertThat(raw6(message(4, 3, join(header6(58), echo)))).isNull();
  }

  @Test
  void aPingSocketReadsRepliesWithoutIpHeader() {
    byte[] echo = request(IpFamily.V6, 5, TOKEN);
    echo[0] = (byte) 129;
    MemorySegment bytes = MemorySegment.ofArray(echo);
    assertThat(IcmpCodec.readBare(bytes, echo.length, IpFamily.V6))
        .isEqualTo(new IcmpMessage.Reply(5, 8, TOKEN.length));
    assertThat(IcmpCodec.readBare(bytes, echo.length, IpFamily.V4)).isNull();
    assertThat(IcmpCodec.readBare(bytes, 7, IpFamily.V6)).isNull();
  }

  @Test
  void whateverArrivesIsReadOrPassedOverAndNeverBeyondItsEnd() {
    long seed = 4711;
    Random random = new Random(seed);
    byte[][] seeds = {
      reply4(7, TOKEN),
      checked(
          join(header4(5), message(11, 0, join(header4(5), request(IpFamily.V4, 7, TOKEN)))), 20),
      message(1, 0, join(header6(58), request(IpFamily.V6, 7, TOKEN))),
    };
    int understood = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 8));
      for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      if (random.nextBoolean() && bytes.length > 24) {
        bytes = checked(bytes, 20);
      }
      MemorySegment segment = MemorySegment.ofArray(bytes);
      try {
        understood += raw4(bytes) == null ? 0 : 1;
        understood += raw6(bytes) == null ? 0 : 1;
        understood += IcmpCodec.readBare(segment, bytes.length, IpFamily.V4) == null ? 0 : 1;
        int sequence = IcmpCodec.quotedSequence(segment, bytes.length, IpFamily.V4);
        assertThat(sequence).isBetween(-1, 65535);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
    assertThat(understood).isPositive();
  }
}
