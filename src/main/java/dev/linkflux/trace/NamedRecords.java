package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.trace.foreign.Bounce;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Bare records that are all about one uplink, whatever they call it. */
final class NamedRecords implements Content {
  private final Content records;
  private final String uplink;
  private final Names names;

  /**
   * @param records with names of their own
   * @param uplink whom they are about
   * @param names whom the names stand for
   */
  NamedRecords(Content records, String uplink, Names names) {
    this.records = records;
    this.uplink = uplink;
    this.names = names;
  }

  @Override
  public boolean next(Decoded into) throws Broken {
    return records.next(new Renaming(into));
  }

  private final class Renaming implements Decoded {
    private final Decoded into;

    Renaming(Decoded into) {
      this.into = into;
    }

    @Override
    public void bare(long sent, UplinkId as, TargetId target, long rtt) throws Broken {
      into.bare(sent, names.uplink(uplink), names.target(target.name()), rtt);
    }

    @Override
    public void bounced(long sent, UplinkId as, TargetId target, long after, Bounce bounce)
        throws Broken {
      into.bounced(sent, names.uplink(uplink), names.target(target.name()), after, bounce);
    }

    @Override
    public void input(long at, Event event) throws Broken {
      throw misplaced();
    }

    @Override
    public void output(Event event) {
      into.unknown();
    }

    @Override
    public void header(Header header) throws Broken {
      throw misplaced();
    }

    @Override
    public void unknown() {
      into.unknown();
    }

    private Broken misplaced() {
      return new Broken("a line of a trace among bare records");
    }
  }

  @Override
  public long line() {
    return records.line();
  }

  @Override
  public long bytes() {
    return records.bytes();
  }

  @Override
  public long position() {
    return records.position();
  }

  @Override
  public @Nullable String damage() {
    return records.damage();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
