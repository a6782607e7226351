package dev.linkflux.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/**
 * Whatever a server sends, its probe ends, with words that are safe to show. The answers begin with
 * those in {@code answers/}; {@code -Dfuzz=600} goes on for so many seconds.
 */
class AnswerFuzzTest extends HttpProbes {
  private static final Path CORPUS = Path.of("src/test/resources/dev/linkflux/probe/http/answers");
  private static final Duration EACH = Duration.ofSeconds(8);
  private static final int LEAST = 300;

  @Test
  void everyAnswerEndsItsProbeWithPlainWords() throws IOException {
    List<byte[]> corpus = corpus();
    AtomicReference<List<byte[]>> next = new AtomicReference<>(List.of());
    long end = System.nanoTime() + Duration.ofSeconds(Long.getLong("fuzz", 0)).toNanos();
    try (RawServer server =
        new RawServer(
            client -> {
              client.setTcpNoDelay(true);
              for (byte[] piece : next.get()) {
                client.getOutputStream().write(piece);
              }
            })) {
      Target target =
          new Target(new TargetId("t0", 0), text(question(server.port()), "all is well", 500));
      HttpProber prober = prober();
      long first = Long.getLong("seed", 0);
      for (long seed = first; seed < first + LEAST || System.nanoTime() < end; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] answer = corpus.get((int) (seed % corpus.size()));
        next.set(pieces(random, seed < first + corpus.size() ? answer : mutated(random, answer)));
        List<Observation> seen =
            Objects.requireNonNull(
                prober
                    .observations(
                        UPLINK,
                        List.of(target),
                        Flux.just(new ProbeId(UPLINK.id(), target.id(), seed))
                            .concatWith(Flux.never()))
                    .map(it -> (Observation) it.at(Moment.ZERO))
                    .take(2)
                    .take(EACH)
                    .collectList()
                    .block(LIMIT));
        assertThat(seen).as("seed %d", seed).hasSize(2);
        assertThat(seen.get(0)).as("seed %d", seed).isInstanceOf(Observation.Sent.class);
        if (seen.get(1) instanceof Observation.Bounced bounced) {
          assertThat(bounced.reason())
              .as("seed %d", seed)
              .matches("[ -~]{1,150}")
              .doesNotContain("Exception");
        } else {
          assertThat(seen.get(1)).as("seed %d", seed).isInstanceOf(Observation.Returned.class);
        }
      }
    }
  }

  private static List<byte[]> corpus() throws IOException {
    List<byte[]> answers = new ArrayList<>();
    try (var files = Files.list(CORPUS)) {
      for (Path file : files.sorted().toList()) {
        answers.add(Files.readAllBytes(file));
      }
    }
    return answers;
  }

  private static byte[] mutated(SplittableRandom random, byte[] answer) {
    ByteBuf bytes = Unpooled.buffer().writeBytes(answer);
    for (int change = random.nextInt(1, 6); change > 0; change--) {
      int at = random.nextInt(bytes.readableBytes() + 1);
      int length = random.nextInt(Math.min(20, bytes.readableBytes() - at) + 1);
      ByteBuf before = bytes.copy(0, at);
      ByteBuf part = bytes.copy(at, length);
      ByteBuf after = bytes.copy(at + length, bytes.readableBytes() - at - length);
      bytes.clear().writeBytes(before);
      switch (random.nextInt(5)) {
        case 0 -> {} // cut out
        case 1 -> bytes.writeBytes(part.duplicate()).writeBytes(part);
        case 2 -> bytes.writeBytes(part).writeByte(random.nextInt(256));
        case 3 -> bytes.writeBytes(part).writeBytes(new byte[] {'\r', '\n'});
        default ->
            bytes
                .writeBytes(part)
                .writeBytes("9".repeat(random.nextInt(20)).getBytes(StandardCharsets.US_ASCII));
      }
      bytes.writeBytes(after);
    }
    byte[] all = new byte[bytes.readableBytes()];
    bytes.readBytes(all);
    return all;
  }

  private static List<byte[]> pieces(SplittableRandom random, byte[] answer) {
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < answer.length; ) {
      int length = random.nextInt(1, answer.length - at + 1);
      pieces.add(Arrays.copyOfRange(answer, at, at + length));
      at += length;
    }
    return pieces;
  }
}
