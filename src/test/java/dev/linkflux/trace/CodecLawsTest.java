package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of encoding and decoding. */
class CodecLawsTest {
  private final LineEncoder encoder = new LineEncoder();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatIsEncodedDecodesAsItWas(long seed) throws Broken {
    SomeEvents events = new SomeEvents(new Random(seed));
    for (int i = 0; i < 4000; i++) {
      Event event = events.next();
      byte[] line = encoder.encode(event);
      assertThat(slowly(line)).as("seed %d: %s", seed, text(line)).containsExactly(event);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whereTheQuickWayDecodesItSaysWhatTheOtherSays(long seed) throws Broken {
    Random random = new Random(seed);
    SomeEvents events = new SomeEvents(random);
    int quick = 0;
    for (int i = 0; i < 60_000; i++) {
      byte[] line = random.nextInt(3) == 0 ? bare(random) : encoder.encode(events.next());
      if (random.nextBoolean()) {
        line = mutated(line, random);
      }
      Heard heard = new Heard();
      Names names = SomeEvents.names();
      boolean done = new QuickDecoder(names, new Shift()).decode(line, 0, content(line), heard);
      if (done) {
        quick++;
        assertThat(heard.said).as("seed %d: %s", seed, text(line)).isEqualTo(slowly(line));
      } else {
        assertThat(heard.said).isEmpty();
      }
    }
    assertThat(quick).as("seed %d: decoded quickly", seed).isGreaterThan(2_000);
  }

  @Test
  void everyPlainLineOfAKnownNameIsDecodedQuickly() throws Broken {
    for (TargetId target : List.of(SomeEvents.TARGETS.get(0))) {
      for (UplinkId uplink : List.of(SomeEvents.UPLINKS.get(0), SomeEvents.UPLINKS.get(2))) {
        ProbeId id = new ProbeId(uplink, target, 0);
        assertThat(quickly(encoder.encode(new Observation.Sent(Moment.ZERO, id)))).isTrue();
        assertThat(quickly(encoder.encode(new Observation.Returned(new Moment(10), id, 7))))
            .isTrue();
      }
    }
    for (String line :
        List.of(
            "{\"t\":1732240000.123,\"link\":\"fibre\",\"target\":\"cloudflare\",\"rtt_ms\":8.1}",
            "{\"t\": 12, \"link\": \"fibre\", \"target\": \"cloudflare\", \"rtt_ms\": null}")) {
      assertThat(quickly(line.getBytes(UTF_8))).as(line).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void aMutatedLineIsDecodedOrBroken(long seed) {
    Random random = new Random(seed);
    SomeEvents events = new SomeEvents(random);
    int broken = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] line = mutated(encoder.encode(events.next()), random);
      try {
        slowly(line);
      } catch (Broken _) {
        broken++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed %d: %s".formatted(seed, text(line)), e);
      }
    }
    assertThat(broken).isGreaterThan(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"high", "low", "highx", "xhighhigh", "lowhigh"})
  void halfASurrogatePairIsWrittenAndFoundAndNotTakenForAnother(String pattern) throws Broken {
    String name = pattern.replace("high", "\ud800").replace("low", "\udc00");
    Names names = Names.growing();
    UplinkId uplink = names.uplink(name);
    var sent =
        new Observation.Sent(Moment.ZERO, new ProbeId(uplink, names.target("cloudflare"), 1));
    byte[] line = encoder.encode(sent);
    Heard heard = new Heard();
    new LineDecoder(names, new Shift()).decode(line, 0, content(line), heard);
    assertThat(heard.said).containsExactly(sent);
    byte[] other = text(line).replaceAll("\\\\u\\w{4}", "?").getBytes(UTF_8);
    assertThat(new QuickDecoder(names, new Shift()).decode(other, 0, content(other), heard))
        .isFalse();
  }

  private static boolean quickly(byte[] line) throws Broken {
    return new QuickDecoder(SomeEvents.names(), new Shift())
        .decode(line, 0, content(line), new Heard());
  }

  private static List<Object> slowly(byte[] line) throws Broken {
    Heard heard = new Heard();
    new LineDecoder(SomeEvents.names(), new Shift()).decode(line, 0, content(line), heard);
    return heard.said;
  }

  private static int content(byte[] line) {
    return line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
  }

  private static String text(byte[] line) {
    return new String(line, UTF_8);
  }

  private static byte[] bare(Random random) {
    String[] times = {"0", "1.5", "1732240000.123456789", "4000000000", "-3.5", "1e3", "00", "01"};
    String[] rtts = {"null", "8.1", "0", "0.000001", "0.0000004", "3e2", "86400000", "99999999999"};
    String[] links = {"fibre", "Büro", "new", "", "a\\\\b"};
    return "{\"t\":%s,%s\"link\":\"%s\",\"target\":\"cloudflare\",\"rtt_ms\":%s%s}"
        .formatted(
            times[random.nextInt(times.length)],
            random.nextBoolean() ? " " : "",
            links[random.nextInt(links.length)],
            rtts[random.nextInt(rtts.length)],
            random.nextInt(4) == 0 ? ",\"ttl\":55" : "")
        .getBytes(UTF_8);
  }

  /** A few bytes changed, left out, doubled, or the line cut. */
  private static byte[] mutated(byte[] line, Random random) {
    String interesting = "0123456789\"\\{}[]:, .-enul\u007f\n\r";
    byte[] bytes = line.clone();
    for (int i = random.nextInt(3); i >= 0 && bytes.length > 2; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) interesting.charAt(random.nextInt(interesting.length()));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        default -> {
          byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
          System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
          longer[at] = (byte) interesting.charAt(random.nextInt(interesting.length()));
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}
