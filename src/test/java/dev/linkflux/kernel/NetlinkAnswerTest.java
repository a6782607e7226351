package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetlinkAnswerTest {
  private static final long SEED = 77;
  private static final int SEQUENCE = 5;

  private final List<Integer> seen = new ArrayList<>();

  private final NetlinkAnswer answer =
      new NetlinkAnswer("RTM_GETROUTE", "routes", SEQUENCE, message -> seen.add(message.type()));

  static byte[] join(ByteBuffer... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(it -> it.remaining()).sum());
    for (ByteBuffer part : parts) {
      all.put(part);
    }
    return all.array();
  }

  /** Cut short, or some bytes changed, or both. */
  static byte[] damaged(byte[] good, Random random) {
    byte[] bytes =
        random.nextBoolean() ? good.clone() : Arrays.copyOf(good, random.nextInt(good.length));
    for (int i = random.nextInt(8); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static ByteBuffer message(int type, int flags, int sequence, int number) {
    return new NetlinkWriter(type, flags).s32(number).finish(0, sequence);
  }

  private void take(ByteBuffer... messages) throws IOException {
    answer.take(NetlinkReader.messages(ByteBuffer.wrap(join(messages))));
  }

  @Test
  void itsMessagesAreTakenUntilItsEndAndForeignOnesNever() throws IOException {
    take(
        message(Netlink.RTM_NEWROUTE, 0, SEQUENCE, 0),
        message(Netlink.RTM_NEWRULE, 0, SEQUENCE - 1, 0),
        message(Netlink.NLMSG_ERROR, 0, SEQUENCE - 1, -Errno.EPERM.number()));
    assertThat(answer.isWhole()).isFalse();
    take(message(Netlink.NLMSG_DONE, 0, SEQUENCE, 0), message(Netlink.RTM_NEWADDR, 0, SEQUENCE, 0));
    assertThat(answer.isWhole()).isTrue();
    assertThat(answer.isConsistent()).isTrue();
    assertThat(seen).containsExactly(Netlink.RTM_NEWROUTE);
  }

  @Test
  void aTableThatChangedMeanwhileIsKnownByAnyOfItsMessages() throws IOException {
    take(message(Netlink.RTM_NEWROUTE, Netlink.NLM_F_DUMP_INTR, SEQUENCE, 0));
    take(message(Netlink.NLMSG_DONE, 0, SEQUENCE, 0));
    assertThat(answer.isConsistent()).isFalse();
  }

  @Test
  void aTableThatChangedAtItsEndIsKnownByThat() throws IOException {
    take(message(Netlink.NLMSG_DONE, Netlink.NLM_F_DUMP_INTR, SEQUENCE, 0));
    assertThat(answer.isConsistent()).isFalse();
  }

  @Test
  void aRefusalIsTheWholeAnswer() throws IOException {
    take(message(Netlink.NLMSG_ERROR, 0, SEQUENCE, -Errno.EPERM.number()));
    assertThat(answer.isWhole()).isTrue();
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(answer::isConsistent)
        .withMessage("RTM_GETROUTE: EPERM (1): routes");
  }

  @Test
  void aDumpMayBeRefusedByItsEnd() throws IOException {
    take(message(Netlink.NLMSG_DONE, 0, SEQUENCE, -Errno.EINVAL.number()));
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(answer::isConsistent)
        .matches(e -> e.is(Errno.EINVAL));
  }

  @Test
  void damagedAnswersAreMalformedOrNotWholeAndNothingElse() {
    Random random = new Random(SEED);
    byte[] good =
        join(
            RouteCodec.write(
                    new NetlinkWriter(Netlink.RTM_NEWROUTE, 0), new EntryGenerator(random).route())
                .finish(0, SEQUENCE),
            message(Netlink.NLMSG_DONE, 0, SEQUENCE, 0));
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = damaged(good, random);
      NetlinkAnswer damaged =
          new NetlinkAnswer("request", "something", SEQUENCE, NetlinkEvent::read);
      try {
        damaged.take(NetlinkReader.messages(ByteBuffer.wrap(bytes)));
        if (damaged.isWhole()) {
          boolean _ = damaged.isConsistent();
        }
      } catch (MalformedNetlinkException | NetlinkException _) {
        // This is what they are for.
      } catch (IOException | RuntimeException e) {
        throw new AssertionError("seed " + SEED + ", round " + round, e);
      }
    }
  }
}
