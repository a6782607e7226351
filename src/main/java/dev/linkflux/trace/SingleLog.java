package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.trace.foreign.Bounce;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One of several logs that are merged: its next record is known before it is handed on. */
final class SingleLog {
  /**
   * A record.
   *
   * @param bounce null of one that was answered, or lost
   */
  record Held(long sent, UplinkId uplink, TargetId target, long rtt, @Nullable Bounce bounce) {}

  private final Path file;
  private final Content content;
  private final Deque<Held> held = new ArrayDeque<>();
  private final Decoded catching = new Catching();
  private boolean any;
  private boolean ended;

  SingleLog(Path file, Content content) {
    this.file = file;
    this.content = content;
  }

  /**
   * Reads until a record is known.
   *
   * @return false if there are no more
   * @throws Broken of a piece that cannot be understood; it can be read on behind it
   */
  boolean fill() throws Broken {
    while (held.isEmpty() && !ended) {
      ended = !content.next(catching);
      if (ended) {
        check(content.damage());
      }
    }
    return !held.isEmpty();
  }

  private void check(@Nullable String damage) throws Broken {
    if (damage != null) {
      throw new Broken("damaged behind line %d: %s".formatted(content.line(), damage));
    }
    if (!any) {
      throw new Broken(content.line() == 0 ? "is empty" : "holds no records");
    }
  }

  /** When the next record's probe was sent; there is one. */
  long sent() {
    return held.element().sent();
  }

  void handOn(Decoded into) throws Broken {
    Held next = held.remove();
    Bounce bounce = next.bounce();
    if (bounce == null) {
      into.bare(next.sent(), next.uplink(), next.target(), next.rtt());
    } else {
      into.bounced(next.sent(), next.uplink(), next.target(), next.rtt(), bounce);
    }
  }

  Path file() {
    return file;
  }

  /** The line that was read last; 0 if it is about the whole. */
  long line() {
    return ended ? 0 : content.line();
  }

  long bytes() {
    return content.bytes();
  }

  long position() {
    return content.position();
  }

  void close() throws IOException {
    content.close();
  }

  private final class Catching implements Decoded {
    @Override
    public void bare(long sent, UplinkId uplink, TargetId target, long rtt) {
      any = true;
      held.add(new Held(sent, uplink, target, rtt, null));
    }

    @Override
    public void bounced(long sent, UplinkId uplink, TargetId target, long after, Bounce bounce) {
      any = true;
      held.add(new Held(sent, uplink, target, after, bounce));
    }

    @Override
    public void input(long at, Event event) throws Broken {
      throw misplaced();
    }

    @Override
    public void output(Event event) {
      // It was decided about another trace.
    }

    @Override
    public void header(Header header) throws Broken {
      throw misplaced();
    }

    @Override
    public void unknown() {
      // There is nothing that could be done with it here.
    }

    private static Broken misplaced() {
      return new Broken("a line of a trace among records of a log");
    }
  }
}
