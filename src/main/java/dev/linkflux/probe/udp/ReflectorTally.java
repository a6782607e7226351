package dev.linkflux.probe.udp;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a reflector did so far. May be asked from any thread. */
public final class ReflectorTally {
  /** Why a packet was not answered. */
  public enum Refusal {
    TOO_SHORT("too short for a test packet"),
    TOO_LONG("too long for an answer"),
    WRONG_CODE("without the right code"),
    NO_PORT("from port 0"),
    ECHOED("an answer to an answer"),
    NOT_SENT("whose answer could not be sent");

    private final String words;

    Refusal(String words) {
      this.words = words;
    }

    /** What was wrong with the packet, to follow its number. */
    public String words() {
      return words;
    }
  }

  private final LongAdder answered = new LongAdder();
  private final Map<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);
  private volatile int sessions;

  ReflectorTally() {
    for (Refusal refusal : Refusal.values()) {
      refused.put(refusal, new LongAdder());
    }
  }

  /** Packets that were answered. */
  public long answered() {
    return answered.sum();
  }

  /** Packets that were not answered, for each reason that there was. */
  public Map<Refusal, Long> refused() {
    Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
    refused.forEach(
        (refusal, counter) -> {
          if (counter.sum() > 0) {
            counts.put(refusal, counter.sum());
          }
        });
    return counts;
  }

  /** Sessions that were known when the latest request came. */
  public int sessions() {
    return sessions;
  }

  void answer() {
    answered.increment();
  }

  void know(int present) {
    sessions = present;
  }

  void refuse(Refusal refusal) {
    LongAdder counter = refused.get(refusal);
    if (counter != null) {
      counter.increment();
    }
  }
}
