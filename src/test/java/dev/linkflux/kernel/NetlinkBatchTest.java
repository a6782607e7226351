package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetlinkBatchTest {
  private static final long SEED = 76;
  private static final int FIRST = 100;

  private static NetlinkWriter request(int bytes) {
    return new NetlinkWriter(Netlink.RTM_NEWROUTE, 0).bytes(new byte[bytes]);
  }

  private static List<NetlinkWriter> requests(int count, int bytes) {
    return IntStream.range(0, count).mapToObj(_ -> request(bytes)).toList();
  }

  private static NetlinkBatch batch(int count, int firstSequence) {
    List<String> about = IntStream.range(0, count).mapToObj(i -> "change " + i).toList();
    return new NetlinkBatch(NetlinkSocket.ROUTE, requests(count, 12), about, firstSequence);
  }

  /** NLMSG_ERROR, with the header of the request quoted, and no words. */
  private static ByteBuffer ack(int sequence, Errno error) {
    return message(Netlink.NLMSG_ERROR, sequence, error.number());
  }

  private static ByteBuffer message(int type, int sequence, int errno) {
    return new NetlinkWriter(type, Netlink.NLM_F_CAPPED)
        .s32(-errno)
        .bytes(new byte[Netlink.HEADER_BYTES])
        .finish(0, sequence);
  }

  private static void take(NetlinkBatch batch, ByteBuffer datagram) throws IOException {
    batch.take(NetlinkReader.messages(datagram));
  }

  @Test
  void requestsStandOneAfterTheOtherEachWithItsNumberAndTheWishForAnAck() throws IOException {
    NetlinkBatch batch =
        new NetlinkBatch(
            NetlinkSocket.ROUTE, List.of(request(13), request(12)), List.of("a", "b"), FIRST);
    List<NetlinkMessage> messages = NetlinkReader.messages(batch.datagram());
    assertThat(messages).extracting(NetlinkMessage::sequence).containsExactly(FIRST, FIRST + 1);
    assertThat(messages).extracting(NetlinkMessage::flags).containsOnly(5);
    assertThat(messages).extracting(it -> it.body().remaining()).containsExactly(13, 12);
    assertThat(batch.datagram().remaining()).isEqualTo(32 + 28);
  }

  @Test
  void aDatagramTakesSoManyRequestsThatNeitherItNorTheAcksAreTooLarge() {
    assertThat(NetlinkBatch.fitting(requests(1, 12))).isEqualTo(1);
    assertThat(NetlinkBatch.fitting(requests(64, 12))).isEqualTo(64);
    assertThat(NetlinkBatch.fitting(requests(65, 12))).isEqualTo(64);
    assertThat(NetlinkBatch.fitting(requests(64, 1024 - 16))).isEqualTo(32);
    assertThat(NetlinkBatch.fitting(requests(64, 1025 - 16))).isEqualTo(31);
    assertThat(NetlinkBatch.fitting(requests(2, 50_000))).isEqualTo(1);
  }

  @Test
  void answersGoToTheirPlacesInWhateverOrderTheyCome() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      int first = random.nextInt();
      int count = 1 + random.nextInt(NetlinkBatch.MAX_REQUESTS);
      NetlinkBatch batch = batch(count, first);
      List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
      Collections.shuffle(order, random);
      List<Optional<String>> refused = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        refused.add(random.nextBoolean() ? Optional.empty() : Optional.of("change " + i));
      }
      for (int place : order) {
        assertThat(batch.isWhole()).as("seed %d, round %d", SEED, round).isFalse();
        int errno = refused.get(place).isPresent() ? Errno.EEXIST.number() : 0;
        take(batch, message(Netlink.NLMSG_ERROR, first + place, errno));
      }
      assertThat(batch.isWhole()).as("seed %d, round %d", SEED, round).isTrue();
      assertThat(batch.answers().stream().map(it -> it.map(NetlinkException::about)))
          .as("seed %d, round %d", SEED, round)
          .containsExactlyElementsOf(refused);
    }
  }

  @Test
  void whatIsNoAnswerToTheBatchIsPassedOver() throws IOException {
    NetlinkBatch batch = batch(2, FIRST);
    take(batch, ack(FIRST - 1, Errno.EPERM));
    take(batch, ack(FIRST + 2, Errno.EPERM));
    take(batch, ack(0, Errno.EPERM));
    take(batch, message(Netlink.NLMSG_DONE, FIRST, 0));
    take(batch, message(Netlink.RTM_NEWROUTE, FIRST, 0));
    assertThat(batch.isWhole()).isFalse();
    assertThat(batch).hasToString("netlink batch with 0 of 2 answered");
  }

  @Test
  void theFirstAnswerToARequestStandsAndAnotherMissingOneIsStillMissed() throws IOException {
    NetlinkBatch batch = batch(2, FIRST);
    take(batch, ack(FIRST, Errno.EEXIST));
    take(batch, message(Netlink.NLMSG_ERROR, FIRST, 0));
    assertThat(batch.isWhole()).isFalse();
    assertThat(batch).hasToString("netlink batch with 1 of 2 answered");
    assertThat(batch.answers().getFirst())
        .hasValueSatisfying(e -> assertThat(e.is(Errno.EEXIST)).isTrue());
  }

  @Test
  void numbersBeginAnewAfterTheLastOne() throws IOException {
    NetlinkBatch batch = batch(3, -1);
    for (int sequence = -1; sequence <= 1; sequence++) {
      take(batch, message(Netlink.NLMSG_ERROR, sequence, 0));
    }
    assertThat(batch.isWhole()).isTrue();
    assertThat(batch.answers()).containsOnly(Optional.empty());
  }

  @Test
  void brokenAnswersAreMalformedOrPassedOverAndNothingElse() throws IOException {
    Random random = new Random(SEED);
    byte[] good =
        NetlinkAnswerTest.join(
            ack(FIRST, Errno.EEXIST), ack(FIRST + 1, Errno.EPERM), ack(FIRST + 2, Errno.ESRCH));
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = NetlinkAnswerTest.damaged(good, random);
      NetlinkBatch batch = batch(3, FIRST);
      try {
        take(batch, ByteBuffer.wrap(bytes));
      } catch (MalformedNetlinkException _) {
        // This is what it is for.
      }
      assertThat(batch.answers()).as("seed %d, round %d", SEED, round).hasSize(3);
    }
  }

  @Test
  void theWordsOfTheKernelAreThoseOfTheirOwnRequest() throws IOException {
    NetlinkBatch batch = batch(2, FIRST);
    for (int i = 0; i < 2; i++) {
      NetlinkWriter refusal =
          new NetlinkWriter(Netlink.NLMSG_ERROR, Netlink.NLM_F_CAPPED | Netlink.NLM_F_ACK_TLVS)
              .s32(-Errno.EINVAL.number())
              .bytes(new byte[Netlink.HEADER_BYTES])
              .attribute(Netlink.NLMSGERR_ATTR_MSG, "no " + i);
      take(batch, refusal.finish(0, FIRST + i));
    }
    assertThat(
            batch.answers().stream()
                .map(it -> it.orElseThrow().getMessage())
                .collect(Collectors.joining("; ")))
        .isEqualTo(
            "RTM_NEWROUTE: EINVAL (22): change 0: no 0; RTM_NEWROUTE: EINVAL (22): change 1: no 1");
  }

  @Test
  void bytesAreOfThisMachinesOrder() {
    ByteBuffer datagram = batch(1, 0x01020304).datagram().order(ByteOrder.nativeOrder());
    assertThat(datagram.getInt(8)).isEqualTo(0x01020304);
  }
}
