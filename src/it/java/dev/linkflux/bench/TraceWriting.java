package dev.linkflux.bench;

import dev.linkflux.control.Control;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Header;
import dev.linkflux.trace.LineEncoder;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Writes what the recorder would have written of some uplinks in {@link UplinkWeather}: probes at
 * the tempo that was decided, their replies, and every decision, in the encoder's own lines; or of
 * the same probes bare records.
 */
final class TraceWriting {
  private static final long EPOCH = 1_732_240_000;

  private final Settings settings;
  private final SplittableRandom random = new SplittableRandom(8);
  private final PriorityQueue<Observation> coming =
      new PriorityQueue<>(Comparator.comparing(Observation::at));
  private final Queue<LinkFacts> facts = new ArrayDeque<>();
  private final Tempo[] tempos;
  private final UplinkWeather[] weather;

  /** Round-trip time of the probe that was sent last; negative if it is lost. */
  private long lastRtt;

  TraceWriting(Settings settings) {
    this.settings = settings;
    this.tempos = new Tempo[settings.uplinks().size()];
    this.weather = new UplinkWeather[settings.uplinks().size()];
    Arrays.fill(tempos, Tempo.STEADY);
    for (int uplink = 0; uplink < weather.length; uplink++) {
      weather[uplink] = new UplinkWeather(uplink, random.split());
    }
  }

  /** Writes lines of a native trace until there are so many bytes. */
  void nativeLines(OutputStream out, Header header, long bytes) {
    LineEncoder encoder = new LineEncoder();
    Control control = new Control(settings);
    long written = write(out, encoder.encode(header));
    begin();
    while (written < bytes) {
      Event input = facts.isEmpty() ? next() : facts.remove();
      written += write(out, encoder.encode(input));
      List<Event> results = new ArrayList<>();
      control.accept(input, results::add);
      for (Event result : results) {
        written += result.equals(input) ? 0 : write(out, encoder.encode(result));
        if (result instanceof Pace pace) {
          tempos[pace.uplink().ordinal()] = pace.tempo();
        }
      }
    }
  }

  /** Writes bare records until there are so many bytes. */
  void bareRecords(OutputStream out, long bytes) {
    begin();
    for (long written = 0; written < bytes; ) {
      if (next() instanceof Observation.Sent sent) {
        written += write(out, bare(sent, lastRtt).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String bare(Observation.Sent sent, long rtt) {
    long micros = sent.at().nanos() / 1000;
    return String.format(
        Locale.ROOT,
        "{\"t\":%d.%06d,\"link\":\"%s\",\"target\":\"%s\",\"rtt_ms\":%s}\n",
        EPOCH + micros / 1_000_000,
        micros % 1_000_000,
        sent.id().uplink(),
        sent.id().target(),
        rtt < 0 ? "null" : String.format(Locale.ROOT, "%.3f", rtt / 1e6));
  }

  private void begin() {
    for (Uplink uplink : settings.uplinks()) {
      facts.add(facts(uplink));
      for (Target target : settings.targets()) {
        long at = random.nextLong(settings.probing().interval().toNanos());
        coming.add(new Observation.Sent(new Moment(at), new ProbeId(uplink.id(), target.id(), 0)));
      }
    }
  }

  private Observation next() {
    Observation next = coming.remove();
    if (next instanceof Observation.Sent sent) {
      ProbeId id = sent.id();
      lastRtt = weather[id.uplink().ordinal()].rtt(sent.at(), id.target().ordinal());
      if (lastRtt >= 0) {
        // The program handles it a little later than the kernel stamped it.
        Moment handled = sent.at().plusNanos(lastRtt + 20_000 + random.nextInt(60_000));
        coming.add(new Observation.Returned(handled, id, lastRtt));
      }
      coming.add(
          new Observation.Sent(
              sent.at().plusNanos(pause(id)),
              new ProbeId(id.uplink(), id.target(), id.sequence() + 1)));
    }
    return next;
  }

  /** Three quarters of the interval to all of it. */
  private long pause(ProbeId id) {
    boolean fast = tempos[id.uplink().ordinal()] == Tempo.FAST;
    long interval = (fast ? settings.probing().fast() : settings.probing().interval()).toNanos();
    return interval * 3 / 4 + random.nextLong(interval / 4);
  }

  private static LinkFacts facts(Uplink uplink) {
    int ordinal = uplink.id().ordinal();
    InetAddress own = InetAddress.ofLiteral("10.0." + ordinal + ".2");
    InetAddress gateway = InetAddress.ofLiteral("10.0." + ordinal + ".1");
    return new LinkFacts(
        Moment.ZERO,
        uplink.id(),
        ordinal + 2,
        true,
        true,
        List.of(new Prefix(own, 24)),
        List.of(gateway),
        false);
  }

  private static int write(OutputStream out, byte[] line) {
    try {
      out.write(line);
      return line.length;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
