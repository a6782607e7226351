package dev.linkflux.trace.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A log of which every line says something by itself, or together with those before it. */
abstract class LineLog implements Log {
  private static final int SHOWN = 60;

  private final Lines lines;
  private boolean ended;

  LineLog(InputStream in) {
    lines = new Lines(in);
  }

  /** Takes one line, not blank. */
  abstract void line(String text, Consumer<? super Entry> into) throws Unclear;

  /** There is nothing more. */
  void end(Consumer<? super Entry> into) throws Unclear {}

  @Override
  public final boolean next(Consumer<? super Entry> into) throws Unclear {
    if (ended) {
      return false;
    }
    String text = lines.next();
    if (text == null) {
      ended = true;
      end(into);
      return true;
    }
    if (!text.isBlank()) {
      try {
        line(text.strip(), into);
      } catch (Unclear e) {
        throw lines.isCut() && !e.isWhole() ? new Unclear("cut off: " + e.what()) : e;
      }
    }
    return true;
  }

  static Unclear strange(String text, String program) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return new Unclear("no line of " + program + ": " + shown);
  }

  @Override
  public final long line() {
    return lines.number();
  }

  @Override
  public final long bytes() {
    return lines.bytes();
  }

  @Override
  public final @Nullable String damage() {
    return lines.damage();
  }

  @Override
  public final void close() throws IOException {
    lines.close();
  }
}
