package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetlinkReaderTest {
  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static ByteBuffer join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.flip();
  }

  @Test
  void severalMessagesOfADatagramAreReadWithTheirHeaders() throws IOException {
    byte[] first = bytes(new NetlinkWriter(24, 2).attribute(3, "eth0").finish(4, 77));
    byte[] second = bytes(new NetlinkWriter(3, 0).s32(-5).finish(0, 78));
    List<NetlinkMessage> messages = NetlinkReader.messages(join(first, second));
    assertThat(messages).extracting(NetlinkMessage::type).containsExactly(24, 3);
    assertThat(messages).extracting(NetlinkMessage::flags).containsExactly(6, 0);
    assertThat(messages).extracting(NetlinkMessage::sequence).containsExactly(77, 78);
    assertThat(messages.get(1).body().s32()).isEqualTo(-5);
    messages
        .get(0)
        .body()
        .attributes(
            (type, value) -> {
              assertThat(type).isEqualTo(3);
              assertThat(value.text()).isEqualTo("eth0");
            });
  }

  @Test
  void nestedAttributesAreReadByTheirValue() throws IOException {
    NetlinkWriter writer = new NetlinkWriter(16, 0);
    int nest = writer.begin(9 | Netlink.NLA_F_NESTED);
    writer.attribute8(1, 200).attribute32(2, -1);
    byte[] message = bytes(writer.end(nest).attribute(5, new byte[300]).finish(0, 1));
    List<String> seen = new ArrayList<>();
    NetlinkReader.messages(ByteBuffer.wrap(message))
        .getFirst()
        .body()
        .attributes(
            (type, value) -> {
              seen.add(type + " of " + value.remaining());
              if (type == 9) {
                value.attributes((inner, it) -> seen.add(inner + " of " + it.remaining()));
              }
            });
    assertThat(seen).containsExactly("9 of 16", "1 of 1", "2 of 4", "5 of 300");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 15, 21, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aMessageOfImpossibleLengthIsMalformed(int length) {
    ByteBuffer message = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
    message.putInt(0, length);
    assertThatExceptionOfType(MalformedNetlinkException.class)
        .isThrownBy(() -> NetlinkReader.messages(message));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 9, 0xffff})
  void anAttributeOfImpossibleLengthIsMalformed(int length) {
    ByteBuffer attribute = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    attribute.putShort(0, (short) length);
    assertThatExceptionOfType(MalformedNetlinkException.class)
        .isThrownBy(() -> new NetlinkReader(attribute).attributes((_, _) -> {}));
  }

  @Test
  void anErrorCarriesTheWordsOfTheKernel() {
    NetlinkWriter writer =
        new NetlinkWriter(Netlink.NLMSG_ERROR, Netlink.NLM_F_CAPPED | Netlink.NLM_F_ACK_TLVS);
    writer.s32(-22).s32(100).s32(0).s32(0).s32(0).attribute(1, "No such thing");
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(() -> check(writer))
        .satisfies(e -> assertThat(e.kernelMessage()).isEqualTo("No such thing"))
        .withMessage("RTM_X: EINVAL (22): it: No such thing");
  }

  @Test
  void anErrorThatQuotesTheWholeRequestCarriesThemToo() {
    NetlinkWriter writer = new NetlinkWriter(Netlink.NLMSG_ERROR, Netlink.NLM_F_ACK_TLVS);
    writer.s32(-22).s32(21).s32(0).s32(0).s32(0).bytes(new byte[8]).attribute(1, "words");
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(() -> check(writer))
        .satisfies(e -> assertThat(e.kernelMessage()).isEqualTo("words"));
  }

  @Test
  void anAckAndAnEmptyDoneAreNoErrors() throws IOException {
    check(new NetlinkWriter(Netlink.NLMSG_ERROR, Netlink.NLM_F_CAPPED).s32(0));
    check(new NetlinkWriter(Netlink.NLMSG_DONE, 0));
  }

  private static void check(NetlinkWriter writer) throws IOException {
    NetlinkAck.check(NetlinkReader.messages(writer.finish(0, 1)).getFirst(), "RTM_X", "it");
  }

  @Test
  void whateverArrivesIsReadOrMalformedAndNothingElse() {
    long seed = 90210;
    Random random = new Random(seed);
    EntryGenerator entries = new EntryGenerator(random);
    int malformed = 0;
    int read = 0;
    for (int round = 0; round < 100_000; round++) {
      byte[] datagram = bytes(entries.message().finish(0, 1));
      if (random.nextInt(8) == 0) {
        datagram = Arrays.copyOf(datagram, random.nextInt(datagram.length + 4));
      }
      for (int i = random.nextInt(4); i > 0 && datagram.length > 0; i--) {
        datagram[random.nextInt(datagram.length)] = (byte) random.nextInt();
      }
      try {
        NetlinkFuzz.read(datagram);
        for (NetlinkMessage message : NetlinkReader.messages(ByteBuffer.wrap(datagram))) {
          read += NetlinkEvent.read(message) == null ? 0 : 1;
        }
      } catch (MalformedNetlinkException e) {
        malformed++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
    assertThat(malformed).isGreaterThan(1000);
    assertThat(read).isGreaterThan(1000);
  }

  @Test
  void whateverEndsARequestIsReadOrAnIoException() {
    long seed = 555;
    Random random = new Random(seed);
    for (int round = 0; round < 50_000; round++) {
      byte[] body = new byte[random.nextInt(64)];
      random.nextBytes(body);
      int type = random.nextBoolean() ? Netlink.NLMSG_ERROR : Netlink.NLMSG_DONE;
      NetlinkMessage message =
          new NetlinkMessage(
              type, random.nextInt(0x400), 1, 0, new NetlinkReader(ByteBuffer.wrap(body)));
      try {
        NetlinkAck.check(message, "RTM_X", "it");
      } catch (IOException e) {
        assertThat(e).isNotNull();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
  }
}
