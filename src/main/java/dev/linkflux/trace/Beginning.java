package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkflux.trace.foreign.Formats;
import dev.linkflux.trace.foreign.Log;
import dev.linkflux.trace.foreign.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file that was opened, and whose first bytes tell what it is. */
final class Beginning implements AutoCloseable {
  private static final Pattern BARE = Pattern.compile("\"t\"\\s*:");
  private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:");
  private static final Pattern PACKED = Pattern.compile("\\.(?:gz|zst)$");

  private final byte[] first;
  private final InputStream whole;
  private final UnpackedFile file;
  private final String line;

  private Beginning(byte[] first, InputStream rest, UnpackedFile file) {
    this.first = first;
    this.file = file;
    whole = new SequenceInputStream(new ByteArrayInputStream(first), rest);
    line = new String(first, UTF_8).lines().filter(it -> !it.isBlank()).findFirst().orElse("");
  }

  /**
   * @param in read from its beginning, and to be read on by whoever takes it from here
   */
  static Beginning of(UnpackedFile in) {
    byte[] first = new byte[Formats.ENOUGH];
    int length = 0;
    InputStream rest = in;
    try {
      int more = 0;
      while (more >= 0 && length < first.length) {
        length += more;
        more = in.read(first, length, first.length - length);
      }
    } catch (IOException damage) {
      rest = new Damaged(damage, in);
    }
    return new Beginning(Arrays.copyOf(first, length), rest, in);
  }

  /** All lines of the file. */
  LineSource lines() {
    return new LineSource(whole).at(file::position);
  }

  /** How far the file is read, in bytes as they lie there. */
  long position() {
    return file.position();
  }

  /** Reads it as a log of another program; empty if it is none that is known. */
  Optional<Log> foreign(TraceSource source) {
    if (isBare() || line.contains("\"" + Header.FORMAT + "\"")) {
      return Optional.empty();
    }
    Path name = source.file().getFileName();
    String file = PACKED.matcher(name == null ? "log" : name.toString()).replaceFirst("");
    return Formats.open(
        first, whole, new Origin(file, source.uplink(), source.start(), source.interval()));
  }

  /** Whether it begins with a bare record. */
  boolean isBare() {
    return BARE.matcher(line).find() && !TYPE.matcher(line).find();
  }

  @Override
  public void close() throws IOException {
    whole.close();
  }
}
