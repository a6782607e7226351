package dev.linkflux.trace;

import dev.linkflux.time.Moment;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where in traces reading can begin so that a moment is reached without reading all that is
 * before: whole files are passed by what their first lines say, packed ones by their index, plain
 * ones by bisection. Where none of that helps it is the beginning.
 */
final class Seeking {
  /** No line that repeats what stands is farther from the next one, if there is a next one. */
  private static final int REACH = 4 << 20;

  private static final int TAIL = 1 << 16;

  /**
   * Where to begin.
   *
   * @param file which of the files
   * @param offset in it, in bytes; 0 is its beginning
   * @param line the number of the line there, or 0 if that is not known
   */
  record Place(int file, long offset, long line) {}

  private Seeking() {}

  /**
   * Finds it, and tells of the headers up to there.
   *
   * @param from in the time of the whole
   */
  static Place place(List<Path> files, Moment from, Arranger arranger) throws Broken {
    Opening opening = Opening.of(files.getFirst());
    if (opening == null) {
      return new Place(0, 0, 1);
    }
    arranger.header(opening.header());
    int file = 0;
    while (file + 1 < files.size()) {
      Opening next = Opening.of(files.get(file + 1));
      if (next == null || !next.resumes()) {
        break;
      }
      boolean goesOn = next.header().wall().equals(opening.header().wall());
      long end = goesOn ? next.header().began().nanos() : end(files.get(file));
      if (end < 0 || !arranger.pass(end, next.header(), from)) {
        break;
      }
      arranger.header(next.header());
      opening = next;
      file++;
    }
    return place(file, files.get(file), arranger.local(from));
  }

  private static Place place(int number, Path file, long at) {
    try {
      if (isPacked(file)) {
        FrameIndex index = FrameIndex.read(file);
        FrameIndex.Frame frame = index == null ? null : index.before(at);
        if (frame != null && stands(file, frame.offset(), frame.at())) {
          return new Place(number, frame.offset(), frame.line());
        }
      } else if (Files.isRegularFile(file)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          Line line = bisect(channel, at);
          if (line != null && stands(file, line.offset(), line.at())) {
            return new Place(number, line.offset(), 0);
          }
        }
      }
    } catch (IOException | TraceException _) {
      // Then it is read from its beginning, which tells what is wrong with it.
    }
    return new Place(number, 0, 1);
  }

  private static boolean isPacked(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(Compression.GZIP.suffix()) || name.endsWith(Compression.ZSTD.suffix());
  }

  /** Whether at that place stands the line that is expected there, whole. */
  private static boolean stands(Path file, long offset, long at) throws IOException {
    try (LineSource lines = TraceFile.open(file, offset)) {
      if (!lines.next() || standing(lines) != at) {
        return false;
      }
      new LineDecoder(Names.growing(), new Shift())
          .decode(lines.bytes(), lines.from(), lines.to(), new OnlyInputs(_ -> {}));
      return true;
    } catch (Broken _) {
      return false;
    }
  }

  /** The last moment in a file, in nanoseconds; -1 if that cannot be told without reading it. */
  private static long end(Path file) {
    if (isPacked(file)) {
      FrameIndex index = FrameIndex.read(file);
      return index == null ? -1 : index.end();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(Math.max(0, channel.size() - TAIL));
      LineSource lines = new LineSource(Channels.newInputStream(channel));
      long end = -1;
      while (lines.next()) {
        end = Math.max(end, Stamp.of(lines.bytes(), lines.from(), lines.to()));
      }
      return end;
    } catch (IOException _) {
      return -1;
    }
  }

  /** The last line no later than that which repeats what stands; null if none. */
  private static @Nullable Line bisect(FileChannel file, long at) throws IOException {
    Line best = null;
    long low = 0;
    long high = file.size();
    while (high - low > REACH) {
      long middle = low + (high - low) / 2;
      Line found = next(file, middle, high);
      if (found == null || found.at() > at) {
        high = middle;
      } else {
        best = found;
        low = found.offset() + 1;
      }
    }
    for (Line found = next(file, low, high);
        found != null && found.at() <= at;
        found = next(file, found.offset() + 1, high)) {
      best = found;
    }
    return best;
  }

  private record Line(long offset, long at) {}

  /** The first such line that begins behind {@code from} and before {@code limit}. */
  private static @Nullable Line next(FileChannel file, long from, long limit) throws IOException {
    long offset = from;
    LineSource lines = new LineSource(Channels.newInputStream(file.position(from)));
    while (lines.next() && offset < limit && offset - from <= REACH) {
      long at = standing(lines);
      if (at >= 0 && offset > from) {
        return new Line(offset, at);
      }
      offset += lines.after() - lines.from();
    }
    return null;
  }

  private static long standing(LineSource lines) {
    return Stamp.ofStanding(lines.bytes(), lines.from(), lines.to());
  }
}
