package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of {@code mtr --raw}. Who was asked is not in it: it is taken to be the farthest
 * hop that has answered, and its probes are those that are handed on, one a round.
 */
final class MtrRawLog extends LineLog {
  /** Hops that mtr can count. */
  private static final int MOST_HOPS = 256;

  /** Rounds within which an answer is awaited. */
  private static final int PATIENCE = 1024;

  /** One hop: its name once it has one, and its probes by mtr's own numbers. */
  private static final class Hop {
    final Map<Long, Entry> open = new LinkedHashMap<>();
    @Nullable String name;
  }

  private final Origin origin;
  private final TreeMap<Long, Hop> hops = new TreeMap<>();
  private final InOrder order;
  private long rounds;

  MtrRawLog(InputStream in, Origin origin) {
    super(in);
    this.origin = origin;
    order = new InOrder(PATIENCE * origin.spacing());
  }

  @Override
  void line(String text, Consumer<? super Entry> into) throws Unclear {
    String[] words = text.split(" ");
    if (words.length < 3) {
      throw strange(text, "mtr --raw");
    }
    long number = Decimal.scaled(words[1], 0);
    Hop hop = hop(number);
    switch (words[0]) {
      case "x" -> sent(number, hop, Decimal.scaled(words[2], 0), into);
      case "h" -> hop.name = words[2];
      case "p" -> answered(hop, words, into);
      case "d", "m", "l", "t" -> {} // names, labels
      default -> throw strange(text, "mtr --raw");
    }
  }

  private void sent(long place, Hop hop, long number, Consumer<? super Entry> into) throws Unclear {
    rounds += place == 0 || rounds == 0 ? 1 : 0;
    long at = origin.begin("mtr --raw has no times") + (rounds - 1) * origin.spacing();
    hop.open.put(number, Entry.lost(origin.uplink(), Long.toString(place), at));
    if (hop.open.size() > PATIENCE / 2) {
      long oldest = hop.open.keySet().iterator().next();
      settle(hop.open.remove(oldest), into);
    }
  }

  private void answered(Hop hop, String[] words, Consumer<? super Entry> into) throws Unclear {
    if (words.length < 4) {
      throw new Unclear("an answer without its number: mtr is older than 0.87");
    }
    Entry asked = hop.open.remove(Decimal.scaled(words[3], 0));
    if (asked != null) {
      long rtt = Decimal.scaled(words[2], 3); // microseconds
      settle(Entry.replied(asked.uplink(), asked.target(), asked.sent(), rtt), into);
    }
  }

  private void settle(@Nullable Entry probe, Consumer<? super Entry> into) {
    if (probe != null) {
      order.add(probe, held -> release(held, into));
    }
  }

  /** The first hop that has the name of the farthest one is the end of the way. */
  private void release(Entry probe, Consumer<? super Entry> into) {
    String farthest = null;
    for (Hop hop : hops.descendingMap().values()) {
      farthest = farthest == null ? hop.name : farthest;
    }
    Hop own = hops.get(Long.valueOf(probe.target()));
    if (farthest == null || own == null || !farthest.equals(own.name)) {
      return;
    }
    for (Hop hop : hops.values()) {
      if (farthest.equals(hop.name)) {
        if (hop == own) {
          into.accept(new Entry(probe.uplink(), farthest, probe.sent(), probe.rtt(), null));
        }
        return;
      }
    }
  }

  private Hop hop(long number) throws Unclear {
    if (number >= MOST_HOPS) {
      throw new Unclear("more than %d hops".formatted(MOST_HOPS));
    }
    return hops.computeIfAbsent(number, _ -> new Hop());
  }

  @Override
  void end(Consumer<? super Entry> into) {
    for (Hop hop : hops.values()) {
      hop.open.values().forEach(probe -> settle(probe, into));
      hop.open.clear();
    }
    order.finish(held -> release(held, into));
  }
}
