package dev.linkflux.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.StateFile;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesFileTest {
  private static final Instant DATE = Instant.parse("2026-11-22T18:00:00Z");

  private final List<String> told = new ArrayList<>();

  @TempDir private Path directory;

  private NamesFile file() {
    return new NamesFile(StateFile.in(directory, NamesFile.NAME), told::add);
  }

  private static List<Good> some() {
    return List.of(
        new Good(
            "vps.example",
            "fibre",
            List.of(InetAddress.ofLiteral("2001:db8::1"), InetAddress.ofLiteral("192.0.2.1")),
            100,
            DATE),
        new Good("x.example", "lte \"2\"", List.of(InetAddress.ofLiteral("192.0.2.2")), 100, DATE));
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(file().write(some())).isTrue();
    assertThat(file().read(100, DATE)).isEqualTo(some());
    assertThat(told).isEmpty();
  }

  @Test
  void atTheFirstRunThereIsNothing() {
    assertThat(file().read(100, DATE)).isEmpty();
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"names\":{}}",
        "{\"names\":[7]}",
        "{\"names\":[{\"name\":\"a\",\"uplink\":\"u\",\"at\":\"x\",\"addresses\":[\"1.1.1.1\"]}]}",
        "{\"names\":[{\"name\":\"a\",\"uplink\":\"u\",\"at\":\"2026-11-22T18:00:00Z\",\"addresses\":[]}]}",
        "{\"names\":[{\"name\":\"a\",\"uplink\":\"u\",\"at\":\"2026-11-22T18:00:00Z\",\"addresses\":[\"vps\"]}]}",
        "{\"names\":[{\"name\":\"a\",\"uplink\":\"u\",\"at\":\"-999999999-01-01T00:00:00Z\",\"addresses\":[\"1.1.1.1\"]}]}",
      })
  void whatIsOfNoUseIsToldAndCountsAsEmpty(String content) throws IOException {
    Files.writeString(directory.resolve(NamesFile.NAME), content);
    assertThat(file().read(100, DATE)).isEmpty();
    assertThat(told).singleElement().asString().contains("is of no use");
  }

  @Test
  void brokenBytesDoNoHarm() throws IOException {
    assertThat(file().write(some())).isTrue();
    Path path = directory.resolve(NamesFile.NAME);
    byte[] whole = Files.readAllBytes(path);
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] broken = whole.clone();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      Files.write(path, broken);
      assertThat(file().read(100, DATE)).as("seed %s", seed).hasSizeLessThanOrEqualTo(2);
    }
  }
}
