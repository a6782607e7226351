package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.udp.Forwarder.Loss;
import dev.linkflux.probe.udp.ReflectorTally.Refusal;
import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** The prober and our own reflector, over real sockets on loopback. */
class StampProberTest extends Probes {
  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @CsvSource({"127.0.0.1, false", "127.0.0.1, true", "::1, false", "::1, true"})
  void everyProbeIsAnsweredAndCounted(String address, boolean authenticated) throws Exception {
    Path keyFile = authenticated ? keyFile("0123456789abcdef".repeat(4)) : null;
    Reflector reflector = reflector(keyFile);
    try (ReflectorPort port = listen(address, reflector)) {
      List<Observation> seen = ask(port.local(), keyFile, 10);

      List<Returned> returned = returned(seen);
      assertThat(returned).extracting(Returned::reflected).isEqualTo(upTo(10));
      assertThat(returned).extracting(it -> it.id().sequence()).isEqualTo(upTo(10));
      assertThat(returned).allMatch(it -> it.rtt() >= 0 && it.rtt() < LIMIT.toNanos());
      assertThat(seen).hasOnlyElementsOfTypes(Sent.class, Returned.class);
      assertThat(reflector.tally().answered()).isGreaterThanOrEqualTo(10);
      assertThat(reflector.tally().refused()).isEmpty();
      assertThat(reflector.tally().sessions()).isEqualTo(1);
      assertThat(instruments.timings(Stamping.KERNEL)).isPositive();
      assertThat(instruments.foreigners(UPLINK.id())).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lossOnTheWayThereIsToldFromLossOnTheWayBack(boolean authenticated) throws Exception {
    Path keyFile = authenticated ? keyFile("0123456789abcdef".repeat(4)) : null;
    try (ReflectorPort port = listen("127.0.0.1", reflector(keyFile));
        Forwarder there = new Forwarder(port.local(), Loss.THERE);
        Forwarder back = new Forwarder(port.local(), Loss.BACK)) {
      List<Returned> lostThere = returned(ask(there.address(), keyFile, 20));
      List<Returned> lostBack = returned(ask(back.address(), keyFile, 20));

      // Either way 1, 2, 4, 5, 7 ... come back: the sequence numbers alone tell nothing.
      assertThat(lostThere).extracting(it -> it.id().sequence()).isEqualTo(withoutEveryThird(20));
      assertThat(lostBack).extracting(it -> it.id().sequence()).isEqualTo(withoutEveryThird(20));
      // The reflector has had none but those that came back; or all up to the one that it answers.
      assertThat(lostThere).extracting(Returned::reflected).isEqualTo(upTo(20));
      assertThat(lostBack).extracting(Returned::reflected).isEqualTo(withoutEveryThird(20));
    }
  }

  @Test
  void aReflectorThatWasRestartedCountsAnew() throws Exception {
    InetSocketAddress address;
    try (ReflectorPort port = listen("127.0.0.1", reflector(null))) {
      address = port.local();
      assertThat(returned(ask(address, null, 3))).extracting(Returned::reflected).endsWith(3L);
    }
    await("the port to be free", () -> isFree(address));
    try (ReflectorPort _ = listen(address, reflector(null))) {
      assertThat(returned(ask(address, null, 3)))
          .extracting(Returned::reflected)
          .isEqualTo(upTo(3));
    }
  }

  @Test
  void aStatelessReflectorTellsNoDirection() throws Exception {
    StampCodec codec = new StampCodec(null);
    EchoHost.Answer stateless =
        bytes -> {
          StampRequest asked = Objects.requireNonNull(codec.readRequest(ByteBuffer.wrap(bytes)));
          ByteBuffer reply = ByteBuffer.allocate(44);
          codec.write(new StampReply(asked.sequence(), 0, asked.estimate(), 0, asked, 64), reply);
          return List.of(bytes(reply));
        };
    try (EchoHost host = new EchoHost(stateless)) {
      assertThat(returned(ask(host.address(), null, 5)))
          .extracting(Returned::reflected)
          .containsOnly(Returned.UNTOLD);
    }
  }

  @Test
  void whatIsNotMadeWithTheKeyIsNoAnswerToAnybody() throws Exception {
    Path keyFile = keyFile("0123456789abcdef".repeat(4));
    Path other = Files.copy(keyFile, directory.resolve("other"));
    Files.writeString(other, "f".repeat(64));
    Reflector reflector = reflector(keyFile);
    try (ReflectorPort port = listen("127.0.0.1", reflector)) {
      List<Observation> seen =
          until(
              observations(port.local(), other),
              it -> reflector.tally().refused().getOrDefault(Refusal.WRONG_CODE, 0L) >= 5);

      assertThat(seen).hasOnlyElementsOfType(Sent.class);
      assertThat(reflector.tally().answered()).isZero();
    }
  }

  @Test
  void anEchoIsNoReflector() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      List<Observation> seen = until(observations(host.address(), null), several(Sent.class, 5));

      assertThat(seen).hasOnlyElementsOfType(Sent.class);
      await("its answers to be counted", () -> instruments.foreigners(UPLINK.id()) >= 4);
    }
  }

  @Test
  void aKeyFileThatIsNotToBeUsedIsAnError() {
    Path nothing = directory.resolve("nothing");

    assertThatThrownBy(
            () ->
                observations(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9), nothing)
                    .blockFirst(LIMIT))
        .hasRootCauseMessage(
            "key file %s does not exist; make one with: (umask 077; openssl rand -hex 32 > %s)",
            nothing, nothing);
  }

  private List<Observation> ask(InetSocketAddress address, @Nullable Path keyFile, int replies) {
    return until(observations(address, keyFile), several(Returned.class, replies));
  }

  private Flux<Unstamped> observations(InetSocketAddress address, @Nullable Path keyFile) {
    Target target =
        new Target(
            new TargetId("t0", 0),
            new Question.Stamp(
                address.getAddress(),
                address.getPort(),
                keyFile == null ? null : keyFile.toString()));
    return prober(address).observations(UPLINK, List.of(target), turns(target));
  }

  private ReflectorPort listen(String address, Reflector reflector) {
    return listen(new InetSocketAddress(InetAddress.ofLiteral(address), 0), reflector);
  }

  private ReflectorPort listen(InetSocketAddress address, Reflector reflector) {
    return Objects.requireNonNull(
        ReflectorPort.open(
                loop,
                address,
                reflector,
                broken -> {
                  throw new AssertionError(broken);
                })
            .block(LIMIT));
  }

  private static boolean isFree(InetSocketAddress address) {
    try (var _ = new DatagramSocket(address)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static Reflector reflector(@Nullable Path keyFile) throws IOException {
    return new Reflector(keyFile == null ? null : StampKeyFile.read(keyFile));
  }

  private Path keyFile(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static List<Returned> returned(List<Observation> seen) {
    return seen.stream().filter(Returned.class::isInstance).map(Returned.class::cast).toList();
  }

  private static List<Long> upTo(long most) {
    return LongStream.rangeClosed(1, most).boxed().toList();
  }

  private static List<Long> withoutEveryThird(int many) {
    return LongStream.iterate(1, it -> it + 1)
        .filter(it -> it % 3 != 0)
        .limit(many)
        .boxed()
        .toList();
  }

  private static byte[] bytes(ByteBuffer packet) {
    byte[] bytes = new byte[packet.flip().remaining()];
    packet.get(bytes);
    return bytes;
  }
}
