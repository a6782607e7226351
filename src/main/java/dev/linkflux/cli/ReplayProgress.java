package dev.linkflux.cli;

import dev.linkflux.kernel.Tty;
import dev.linkflux.trace.TraceReader;
import dev.linkflux.trace.TraceSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a terminal how far the reading is, in one line that is drawn anew and goes in the end;
 * nothing is shown elsewhere, nor of what is done at once. One owner.
 */
final class ReplayProgress implements Consumer<TraceReader>, AutoCloseable {
  private static final long PAUSE = Duration.ofMillis(200).toNanos();
  private static final String ERASE = "\r\u001b[K";

  private final @Nullable PrintStream out;
  private final ProgressLine line;
  private final LongSupplier clock;
  private final long began;
  private long shown;
  private boolean drawn;

  /**
   * @param out of a terminal, or null to show nothing
   * @param clock nanoseconds
   */
  ReplayProgress(@Nullable PrintStream out, ProgressLine line, LongSupplier clock) {
    this.out = out;
    this.line = line;
    this.clock = clock;
    began = clock.getAsLong();
    shown = began;
  }

  /** Of the reading of these files, on standard error. */
  static ReplayProgress over(List<TraceSource> files) {
    boolean interactive = Tty.size(Tty.ERROR).isPresent() && Terminal.present().unicode();
    return new ReplayProgress(
        interactive ? System.err : null, new ProgressLine(size(files)), System::nanoTime);
  }

  private static long size(List<TraceSource> files) {
    long size = 0;
    for (TraceSource source : files) {
      try {
        size += Files.size(source.file());
      } catch (IOException _) {
        return 0; // whoever opens it says why
      }
    }
    return size;
  }

  @Override
  public void accept(TraceReader reader) {
    long now = clock.getAsLong();
    if (out != null && now - shown >= PAUSE) {
      shown = now;
      drawn = true;
      Duration since = Duration.ofNanos(now - began);
      out.print(ERASE + line.of(reader.position(), reader.lines(), since));
      out.flush();
    }
  }

  @Override
  public void close() {
    if (out != null && drawn) {
      out.print(ERASE);
      out.flush();
    }
  }
}
