package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads traces and foreign logs, plain or gzip, several files one after another, in constant
 * memory. What is broken is told and skipped; what stands before and behind it is not lost.
 * Recordings that are not of one piece are laid behind one another, by their wall time. It belongs
 * to one owner: not thread safe.
 */
public final class TraceReader implements AutoCloseable {
  private static final int MOST_PROBLEMS = 100;

  private final Iterator<Path> files;
  private final QuickDecoder quick;
  private final LineDecoder slow;
  private final Arranger arranger;
  private final List<Event> early = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private Path file;
  private LineSource source;
  private boolean anything;
  private boolean exhausted;
  private long problemCount;
  private long lines;
  private long bytes;

  private TraceReader(List<Path> paths, Names names, Consumer<? super Event> recorded) {
    Shift shift = new Shift();
    quick = new QuickDecoder(names, shift);
    slow = new LineDecoder(names, shift);
    arranger = new Arranger(names, shift, recorded, early);
    files = paths.iterator();
    file = files.next();
    source = TraceFile.open(file);
  }

  /**
   * Opens traces and reads to the first line that says something.
   *
   * @param paths one or more, in the order of their time
   * @param names whom the names in it stand for; grows
   * @param recorded takes what was decided when it was recorded, in the order of the file, while
   *     the rest is read
   * @throws TraceException if the first file cannot be opened or is of another version, or if there
   *     is nothing in any
   */
  public static TraceReader open(List<Path> paths, Names names, Consumer<? super Event> recorded) {
    if (paths.isEmpty()) {
      throw new TraceException("no trace named");
    }
    var reader = new TraceReader(paths, names, recorded);
    while (!reader.arranger.anything() && reader.line()) {}
    return reader;
  }

  /**
   * Reads on.
   *
   * @param into takes the inputs, in time order
   * @param most after how many to stop; a line of a foreign log may bring a few more
   * @return how many were added; 0 at the end
   * @throws TraceException if a further file cannot be opened or is of another version
   */
  public int read(List<Event> into, int most) {
    int before = into.size();
    into.addAll(early);
    early.clear();
    arranger.into(into);
    while (into.size() - before < most && line()) {}
    arranger.into(early);
    return into.size() - before;
  }

  /** The first header, or null of a foreign log. */
  public @Nullable Header header() {
    return arranger.first();
  }

  /** What a wall clock showed at {@link Moment#ZERO}: by the header, or by the first record. */
  public Optional<Instant> wall() {
    return Optional.ofNullable(arranger.wall());
  }

  /** The first hundred things that were skipped. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** How many things were skipped. */
  public long problemCount() {
    return problemCount;
  }

  /** How many lines were skipped because their type is not known: of a newer linkflux. */
  public long unknownTypes() {
    return arranger.unknownTypes();
  }

  /** How many lines were read, of any kind. */
  public long lines() {
    return lines;
  }

  /** How many bytes these had, unpacked. */
  public long bytes() {
    return bytes;
  }

  /** The last moment in any line so far, those of outputs included. */
  public Moment end() {
    return new Moment(arranger.end());
  }

  /** Reads a line, or turns to the next file; false if there is none. */
  private boolean line() {
    if (exhausted) {
      return false;
    }
    if (!source.next()) {
      return nextFile();
    }
    lines++;
    bytes += source.after() - source.from();
    try {
      decode(source.from(), source.to());
    } catch (Broken e) {
      if (e.isWhole()) {
        throw new TraceException(file + ":" + source.number() + ": " + e.what());
      }
      problem(source.number(), source.isCut() ? "cut off: " + e.what() : e.what());
    }
    return true;
  }

  private void decode(int from, int to) throws Broken {
    if (source.isOverlong()) {
      throw new Broken("longer than %d bytes".formatted(LineSource.LONGEST));
    }
    if (!quick.decode(source.bytes(), from, to, arranger) && !source.isBlank()) {
      slow.decode(source.bytes(), from, to, arranger);
    }
  }

  private boolean nextFile() {
    String damage = source.damage();
    if (damage != null) {
      problem(0, "damaged behind line %d: %s".formatted(source.number(), damage));
    }
    String nothing = source.number() == 0 ? "is empty" : "holds neither a header nor records";
    if (!arranger.anything()) {
      problem(0, nothing);
    }
    anything |= arranger.anything();
    close();
    if (files.hasNext()) {
      file = files.next();
      source = TraceFile.open(file);
      arranger.beginFile();
      return true;
    }
    exhausted = true;
    if (!anything) {
      String why = problems.size() > 1 ? "; " + problems.getFirst() : "";
      throw new TraceException(file + ": " + nothing + why);
    }
    try {
      arranger.release();
    } catch (Broken e) {
      problem(0, e.what());
    }
    return true;
  }

  private void problem(long line, String what) {
    if (problemCount++ < MOST_PROBLEMS) {
      problems.add(new Problem(file, line, what));
    }
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException _) {
      // Nothing was written: nothing can be lost.
    }
  }
}
