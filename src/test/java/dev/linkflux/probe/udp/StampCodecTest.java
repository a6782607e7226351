package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every field stands where RFC 8762 and RFC 8972 put it. The packets and codes were made by another
 * program: Python's struct and hmac, the first code also by openssl.
 */
class StampCodecTest {
  private static final HexFormat HEX = HexFormat.of();

  private static final StampKey KEY =
      new StampKey(
          HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
  private static final StampKey OTHER_KEY =
      new StampKey(HEX.parseHex("ffeeddccbbaa99887766554433221100"));

  private static final StampRequest REQUEST =
      new StampRequest(
          0x01020304, 0xe5a1b2c3d4e5f607L, new StampEstimate(false, false, 16, 1), 0xbeef);
  private static final StampReply REPLY =
      new StampReply(
          7,
          0xe5a1b2c3e0000000L,
          new StampEstimate(true, false, 10, 5),
          0xe5a1b2c3dff00000L,
          REQUEST,
          63);

  private static final String OPEN_REQUEST =
      "01020304" // Sequence Number
          + "e5a1b2c3d4e5f607" // Timestamp
          + "1001" // Error Estimate
          + "beef" // SSID
          + "00".repeat(28);

  private static final String OPEN_REPLY =
      "00000007" // Sequence Number
          + "e5a1b2c3e0000000" // Timestamp
          + "8a05" // Error Estimate
          + "beef" // SSID
          + "e5a1b2c3dff00000" // Receive Timestamp
          + "01020304" // Session-Sender Sequence Number
          + "e5a1b2c3d4e5f607" // Session-Sender Timestamp
          + "1001" // Session-Sender Error Estimate
          + "0000"
          + "3f" // Session-Sender TTL
          + "000000";

  private static final String SEALED_REQUEST =
      "01020304"
          + "00".repeat(12)
          + "e5a1b2c3d4e5f607"
          + "1001"
          + "beef"
          + "00".repeat(68)
          + "5177424a546445b5de54bc778214b047"; // HMAC

  private static final String SEALED_REPLY =
      "00000007"
          + "00".repeat(12)
          + "e5a1b2c3e0000000"
          + "8a05"
          + "beef"
          + "00".repeat(4)
          + "e5a1b2c3dff00000"
          + "00".repeat(8)
          + "01020304"
          + "00".repeat(12)
          + "e5a1b2c3d4e5f607"
          + "1001"
          + "00".repeat(6)
          + "3f"
          + "00".repeat(15)
          + "aa282f4e59a632602e4a957a67bab2ae"; // HMAC

  private final StampCodec open = new StampCodec(null);
  private final StampCodec sealed = new StampCodec(KEY);

  @Test
  void anUnauthenticatedRequestIsWrittenAndRead() {
    assertThat(written(open, REQUEST)).isEqualTo(OPEN_REQUEST).hasSize(2 * 44);
    assertThat(open.readRequest(bytes(OPEN_REQUEST))).isEqualTo(REQUEST);
  }

  @Test
  void anUnauthenticatedReplyIsWrittenAndRead() {
    assertThat(written(open, REPLY)).isEqualTo(OPEN_REPLY).hasSize(2 * 44);
    assertThat(open.readReply(bytes(OPEN_REPLY))).isEqualTo(REPLY);
  }

  @Test
  void anAuthenticatedRequestIsWrittenAndRead() {
    assertThat(written(sealed, REQUEST)).isEqualTo(SEALED_REQUEST).hasSize(2 * 112);
    assertThat(sealed.readRequest(bytes(SEALED_REQUEST))).isEqualTo(REQUEST);
  }

  @Test
  void anAuthenticatedReplyIsWrittenAndRead() {
    assertThat(written(sealed, REPLY)).isEqualTo(SEALED_REPLY).hasSize(2 * 112);
    assertThat(sealed.readReply(bytes(SEALED_REPLY))).isEqualTo(REPLY);
  }

  @Test
  void anotherKeyMakesAnotherCodeAndReadsNothingOfThisOne() {
    StampCodec other = new StampCodec(OTHER_KEY);

    assertThat(written(other, REQUEST)).endsWith("e07a49581dffcab7ca3aaa6e552e2e82");
    assertThat(other.readRequest(bytes(SEALED_REQUEST))).isNull();
    assertThat(other.readReply(bytes(SEALED_REPLY))).isNull();
  }

  @Test
  void whatHadToBeZeroIsNotLookedAtWithoutACode() {
    assertThat(open.readRequest(bytes(OPEN_REQUEST.substring(0, 32) + "ff".repeat(28))))
        .isEqualTo(REQUEST);
    assertThat(open.readReply(bytes(OPEN_REPLY.substring(0, 82) + "abcdef"))).isEqualTo(REPLY);
  }

  @Test
  void whatFollowsTheBasePacketIsNotLookedAt() {
    assertThat(open.readRequest(bytes(OPEN_REQUEST + "80010004cafebabe"))).isEqualTo(REQUEST);
    assertThat(sealed.readReply(bytes(SEALED_REPLY + "8001"))).isEqualTo(REPLY);
  }

  @Test
  void aPacketThatIsAByteTooShortIsNone() {
    assertThat(open.readRequest(bytes(OPEN_REQUEST.substring(2)))).isNull();
    assertThat(open.readReply(bytes(OPEN_REPLY.substring(2)))).isNull();
    assertThat(sealed.readRequest(bytes(SEALED_REQUEST.substring(2)))).isNull();
    assertThat(sealed.readReply(bytes(SEALED_REPLY.substring(2)))).isNull();
    assertThat(open.readRequest(bytes(""))).isNull();
    assertThat(sealed.readReply(bytes(""))).isNull();
  }

  @Test
  void theBuffersMayBeginAnywhereAndKeepTheirOrder() {
    ByteBuffer out = ByteBuffer.allocate(64).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.position(5);
    out.put(20, (byte) 0x77);
    open.write(REQUEST, out);

    assertThat(out.position()).isEqualTo(49);
    assertThat(open.readRequest(out.flip().position(5))).isEqualTo(REQUEST);
    assertThat(HEX.formatHex(out.array(), 5, 49)).isEqualTo(OPEN_REQUEST);
  }

  private static String written(StampCodec codec, Object packet) {
    ByteBuffer out = ByteBuffer.allocate(200);
    switch (packet) {
      case StampRequest request -> codec.write(request, out);
      case StampReply reply -> codec.write(reply, out);
      default -> throw new IllegalArgumentException(packet.toString());
    }
    return HEX.formatHex(out.array(), 0, out.position());
  }

  private static ByteBuffer bytes(@Nullable String hex) {
    return ByteBuffer.wrap(HEX.parseHex(String.valueOf(hex))).asReadOnlyBuffer();
  }
}
