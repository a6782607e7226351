package dev.linkflux.engine;

import dev.linkflux.probe.Budget;
import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.UplinkId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the probers tell besides observations: counted and shown, and no evidence. May be told from
 * any thread.
 */
public final class Instruments {
  /** Where events may have to wait. */
  public enum Queue {
    /** Before the gate, unordered. */
    GATE,
    /** Between the pipeline and the stream. */
    STREAM,
    /** Before the disk that the trace is on. */
    RECORDER;

    /** As it is written in metrics. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What became of calls of hooks and notifications.
   *
   * @param channel its name in the configuration, or what kind it is of: no address, no secret
   * @param outcome {@code delivered} or {@code failed}
   */
  public record Delivery(String channel, String outcome) {}

  /** By the names of uplinks, as the others: those go on when a reload puts them elsewhere. */
  private final Map<String, LongAdder> spent = new ConcurrentHashMap<>();

  private final Map<String, LongAdder> foreign = new ConcurrentHashMap<>();
  private final Map<Stamping, LongAdder> stampings = new EnumMap<>(Stamping.class);
  private final Map<String, Budget.Account> accounts = new ConcurrentHashMap<>();
  private final Map<String, Budget.Past> pasts = new ConcurrentHashMap<>();
  private final Map<Lateness.Of, Lateness> latenesses = new EnumMap<>(Lateness.Of.class);
  private final Map<Queue, Backlog> backlogs = new ConcurrentHashMap<>();
  private final Map<Delivery, LongAdder> deliveries = new ConcurrentHashMap<>();
  private volatile @Nullable LongSupplier recordingLost;

  public Instruments() {
    for (Stamping stamping : Stamping.values()) {
      stampings.put(stamping, new LongAdder());
    }
    for (Lateness.Of what : Lateness.Of.values()) {
      latenesses.put(what, new Lateness());
    }
  }

  /**
   * A packet went out or came in for a probe.
   *
   * @param bytes of IP, its header included
   */
  public void spent(UplinkId uplink, long bytes) {
    spent.computeIfAbsent(uplink.name(), _ -> new LongAdder()).add(bytes);
  }

  /** A round-trip time was measured in this way. */
  public void timed(Stamping stamping) {
    LongAdder counter = stampings.get(stamping);
    if (counter != null) {
      counter.increment();
    }
  }

  /** Something came that pretends to be a reply and is none: wrong address, sequence or token. */
  public void foreign(UplinkId uplink) {
    foreign.computeIfAbsent(uplink.name(), _ -> new LongAdder()).increment();
  }

  /** A turn to probe was taken so late, nanoseconds. */
  public void sentLate(long nanos) {
    lateness(Lateness.Of.SEND).add(nanos);
  }

  /** A reply was handled so long after the kernel had it, nanoseconds. */
  public void receivedLate(long nanos) {
    lateness(Lateness.Of.RECEIVE).add(nanos);
  }

  /** A heartbeat was handled so late, nanoseconds. */
  void wokenLate(long nanos) {
    lateness(Lateness.Of.DEADLINE).add(nanos);
  }

  /** The budget of a metered uplink stands so. */
  void accounted(UplinkId uplink, Budget.Account account) {
    accounts.put(uplink.name(), account);
  }

  /** What the budget of an uplink has come to, at the clock of the probes. */
  void spentSoFar(UplinkId uplink, Budget.Past past) {
    pasts.put(uplink.name(), past);
  }

  /** What the budgets have come to, by the names of the uplinks. */
  public Map<String, Budget.Past> pasts() {
    return Map.copyOf(pasts);
  }

  /** What the budget of an uplink has come to; null if that is not known. */
  Budget.@Nullable Past past(UplinkId uplink) {
    return pasts.get(uplink.name());
  }

  /** What a budget had come to before a restart; before its uplink is probed. */
  void recall(String uplink, Budget.Past past) {
    pasts.put(uplink, past);
  }

  /** How the budget of an uplink stands; null if it is not metered, or not probed yet. */
  public Budget.@Nullable Account account(UplinkId uplink) {
    return accounts.get(uplink.name());
  }

  /** How late this process was with something. */
  public Lateness lateness(Lateness.Of what) {
    return Objects.requireNonNull(latenesses.get(what));
  }

  /** Bytes of IP that the probes of an uplink have cost so far. */
  public long spent(UplinkId uplink) {
    LongAdder counter = spent.get(uplink.name());
    return counter == null ? 0 : counter.sum();
  }

  /** How many round-trip times were measured in this way. */
  public long timings(Stamping stamping) {
    LongAdder counter = stampings.get(stamping);
    return counter == null ? 0 : counter.sum();
  }

  /** How many pretended replies an uplink has had. */
  public long foreigners(UplinkId uplink) {
    LongAdder counter = foreign.get(uplink.name());
    return counter == null ? 0 : counter.sum();
  }

  /** From now on this queue can be asked how much waits in it; before anybody asks. */
  public void watch(Queue queue, Backlog backlog) {
    backlogs.put(queue, backlog);
  }

  /** The queues that can be asked. */
  public Map<Queue, Backlog> backlogs() {
    return Map.copyOf(backlogs);
  }

  /**
   * A trace is recorded; before anybody asks.
   *
   * @param lost how many events are not in it
   */
  public void recording(Backlog backlog, LongSupplier lost) {
    watch(Queue.RECORDER, backlog);
    recordingLost = lost;
  }

  /** True if a trace is recorded. */
  public boolean isRecording() {
    return recordingLost != null;
  }

  /** How many events are not in the trace. */
  public long recordingLost() {
    LongSupplier lost = recordingLost;
    return lost == null ? 0 : lost.getAsLong();
  }

  /**
   * A call of a hook, or a notification, has ended.
   *
   * @param channel as in {@link Delivery#channel}
   * @param delivered false if it was given up
   */
  public void told(String channel, boolean delivered) {
    deliveries
        .computeIfAbsent(
            new Delivery(channel, delivered ? "delivered" : "failed"), _ -> new LongAdder())
        .increment();
  }

  /** How many calls and notifications have ended in which way. */
  public Map<Delivery, LongAdder> deliveries() {
    return Map.copyOf(deliveries);
  }
}
