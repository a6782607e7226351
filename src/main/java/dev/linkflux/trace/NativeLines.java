package dev.linkflux.trace;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of a trace of ours, or bare records. */
final class NativeLines implements Content {
  private final LineSource source;
  private final QuickDecoder quick;
  private final LineDecoder slow;
  private final long first;
  private long bytes;

  NativeLines(LineSource source, QuickDecoder quick, LineDecoder slow) {
    this(source, quick, slow, 1);
  }

  /**
   * @param first the number of the first line; 0 if that is not known
   */
  NativeLines(LineSource source, QuickDecoder quick, LineDecoder slow, long first) {
    this.first = first;
    this.source = source;
    this.quick = quick;
    this.slow = slow;
  }

  @Override
  public boolean next(Decoded into) throws Broken {
    if (!source.next()) {
      return false;
    }
    bytes += source.after() - source.from();
    try {
      decode(source.from(), source.to(), into);
    } catch (Broken e) {
      throw source.isCut() && !e.isWhole() ? new Broken("cut off: " + e.what()) : e;
    }
    return true;
  }

  private void decode(int from, int to, Decoded into) throws Broken {
    if (source.isOverlong()) {
      throw new Broken("longer than %d bytes".formatted(LineSource.LONGEST));
    }
    if (!quick.decode(source.bytes(), from, to, into) && !source.isBlank()) {
      slow.decode(source.bytes(), from, to, into);
    }
  }

  @Override
  public long line() {
    return first == 0 || source.number() == 0 ? 0 : first - 1 + source.number();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long position() {
    return source.position();
  }

  @Override
  public @Nullable String damage() {
    return source.damage();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
