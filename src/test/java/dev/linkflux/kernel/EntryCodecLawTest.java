package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Law: what is written is read back the same. */
class EntryCodecLawTest {
  private static final long SEED = 1969;
  private static final int ROUNDS = 20_000;

  private interface Writing<T> {
    NetlinkWriter write(NetlinkWriter writer, T entry);
  }

  private interface Reading<T> {
    @Nullable T read(NetlinkReader reader) throws MalformedNetlinkException;
  }

  private static <T> void holds(
      Function<EntryGenerator, T> any, Writing<T> writing, Reading<T> reading) throws IOException {
    EntryGenerator generator = new EntryGenerator(new Random(SEED));
    for (int round = 0; round < ROUNDS; round++) {
      T entry = any.apply(generator);
      NetlinkWriter written = writing.write(new NetlinkWriter(1, 0), entry);
      NetlinkMessage message = NetlinkReader.messages(written.finish(0, 1)).getFirst();
      assertThat(reading.read(message.body()))
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(entry);
    }
  }

  @Test
  void forLinks() throws IOException {
    holds(EntryGenerator::link, LinkCodec::write, LinkCodec::read);
  }

  @Test
  void forAddresses() throws IOException {
    holds(EntryGenerator::address, AddressCodec::write, AddressCodec::read);
  }

  @Test
  void forRoutes() throws IOException {
    holds(EntryGenerator::route, RouteCodec::write, RouteCodec::read);
  }

  @Test
  void forRules() throws IOException {
    holds(EntryGenerator::rule, RuleCodec::write, RuleCodec::read);
  }

  @Test
  void forEndpoints() throws IOException {
    holds(EntryGenerator::endpoint, EndpointCodec::write, EndpointCodec::read);
  }

  @Test
  void forMptcpLimits() throws IOException {
    holds(EntryGenerator::limits, EndpointCodec::write, EndpointCodec::readLimits);
  }

  @Test
  void forFlows() throws IOException {
    holds(EntryGenerator::flow, FlowCodec::write, FlowCodec::readAttributes);
  }
}
