package dev.linkflux.trace;

import dev.linkflux.trace.foreign.Bounce;
import dev.linkflux.trace.foreign.Entry;
import dev.linkflux.trace.foreign.Log;
import dev.linkflux.trace.foreign.Unclear;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A log of another program, record by record. */
final class ForeignContent implements Content {
  private final Log log;
  private final Names names;
  private final LongSupplier position;
  private final Deque<Entry> certain = new ArrayDeque<>();

  /**
   * @param position tells how far in the file that is
   */
  ForeignContent(Log log, Names names, LongSupplier position) {
    this.position = position;
    this.log = log;
    this.names = names;
  }

  @Override
  public boolean next(Decoded into) throws Broken {
    try {
      while (certain.isEmpty()) {
        if (!log.next(certain::add)) {
          return false;
        }
      }
    } catch (Unclear e) {
      throw e.isWhole() ? Broken.whole(e.what()) : new Broken(e.what());
    }
    hand(certain.remove(), into);
    return true;
  }

  private void hand(Entry entry, Decoded into) throws Broken {
    if (!BareLog.isInRange(entry.sent(), entry.rtt())) {
      throw new Broken(
          "a time beyond all bounds: sent %d s".formatted(entry.sent() / 1_000_000_000));
    }
    var uplink = names.uplink(entry.uplink());
    var target = names.target(entry.target());
    Bounce bounce = entry.bounce();
    if (bounce == null) {
      into.bare(entry.sent(), uplink, target, entry.rtt());
    } else {
      into.bounced(entry.sent(), uplink, target, entry.rtt(), bounce);
    }
  }

  @Override
  public long line() {
    return log.line();
  }

  @Override
  public long bytes() {
    return log.bytes();
  }

  @Override
  public long position() {
    return position.getAsLong();
  }

  @Override
  public @Nullable String damage() {
    return log.damage();
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
