package dev.linkflux.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Resolution;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** A place for directories to live in, whose clocks a test sets; the network is the real one. */
final class House implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Instant BEGIN = Instant.parse("2026-11-22T18:00:00Z");

  private final LoopResources loops = LoopResources.create("resolve-test", 1, true);
  private final Scheduler files = Schedulers.newSingle("resolve-test-files", true);
  private final Instruments instruments = new Instruments();
  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L); // it may wrap anywhere
  private final AtomicLong wallNanos = new AtomicLong();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private @Nullable Path state;
  private Path root = Path.of("/nowhere");

  /** One that leaves as the routes say. */
  static Uplink uplink(int number) {
    return new Uplink(new UplinkId("wan" + number, number - 1), "", 1, List.of(), 1, false);
  }

  static Nameserver at(InetSocketAddress address) {
    return new Nameserver(address.getAddress(), address.getPort(), null);
  }

  /** A day at most, and served for a month. */
  static Naming naming(Duration minTtl, int perMinute, InetSocketAddress... servers) {
    return new Naming(
        Arrays.stream(servers).map(House::at).toList(),
        Map.of(),
        minTtl,
        Duration.ofDays(1),
        perMinute,
        Duration.ofDays(30));
  }

  /** As usual, but for the name servers. */
  static Naming usual(InetSocketAddress... servers) {
    return naming(Naming.DEFAULT.minTtl(), Naming.DEFAULT.perMinute(), servers);
  }

  Instruments instruments() {
    return instruments;
  }

  LoopResources loops() {
    return loops;
  }

  List<String> told() {
    return told;
  }

  House remembersIn(Path directory) {
    state = directory;
    return this;
  }

  House readsFilesUnder(Path directory) {
    root = directory;
    return this;
  }

  Housekeeping keeping() {
    return new Housekeeping(
        state, files, told::add, nanos::get, () -> BEGIN.plusNanos(wallNanos.get()), root);
  }

  DnsDirectory directory(Naming naming) {
    return directory(naming, Passage.ANY);
  }

  DnsDirectory directory(Naming naming, Passage passage) {
    return new DnsDirectory(loops, naming, passage, instruments, keeping());
  }

  /** Time goes by on both clocks. */
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    wallNanos.addAndGet(time.toNanos());
  }

  /** Somebody sets the wall clock. */
  void setWall(Instant to) {
    wallNanos.set(Duration.between(BEGIN, to).toNanos());
  }

  Instant wall() {
    return BEGIN.plusNanos(wallNanos.get());
  }

  static Resolution lookUp(DnsDirectory directory, Uplink uplink, String name) {
    return Objects.requireNonNull(directory.lookUp(uplink, name).block(LIMIT));
  }

  static List<InetAddress> addresses(String... literals) {
    return Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
  }

  /** Waits until what was to be written and read has been. */
  void awaitFiles() {
    CountDownLatch done = new CountDownLatch(1);
    files.schedule(done::countDown);
    try {
      assertThat(done.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
    files.dispose();
  }
}
