package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads traces and foreign logs, plain or packed, several files one after another, in constant
 * memory. What is broken is told and skipped; what stands before and behind it is not lost.
 * Recordings that are not of one piece are laid behind one another, by their wall time. It belongs
 * to one owner: not thread safe.
 */
public final class TraceReader implements AutoCloseable {
  private static final int MOST_PROBLEMS = 100;

  private final Contents contents;
  private final Arranger arranger;
  private final List<Event> early = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean anything;
  private boolean exhausted;
  private long problemCount;
  private long lines;

  private TraceReader(
      List<TraceSource> sources, Names names, Consumer<? super Event> recorded, Standing standing) {
    Shift shift = new Shift();
    arranger = new Arranger(names, shift, recorded, standing, early);
    contents = new Contents(new Opener(names, shift), sources);
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
    return openAll(TraceSource.of(paths), names, recorded);
  }

  /**
   * The same of files whose logs need not say everything themselves. Logs that stand one behind
   * another in the list are of one router: they are merged by their time.
   */
  public static TraceReader openAll(
      List<TraceSource> sources, Names names, Consumer<? super Event> recorded) {
    if (sources.isEmpty()) {
      throw new TraceException("no trace named");
    }
    var reader = new TraceReader(sources, names, recorded, new Standing());
    while (!reader.arranger.anything() && reader.line()) {}
    return reader;
  }

  /**
   * The same from a moment on, as if the recording had begun then: what had been said before it and
   * still held (see {@link Standing}) is said at that moment, and nothing else of what was before
   * is handed out. If there is nothing from there on, {@link #read} gives nothing.
   *
   * @param from in the time of the whole, in which the first trace begins at {@link Moment#ZERO}
   */
  public static TraceReader open(
      List<Path> paths, Names names, Consumer<? super Event> recorded, Moment from) {
    return openAll(TraceSource.of(paths), names, recorded, from);
  }

  /** The same of files whose logs need not say everything themselves. */
  public static TraceReader openAll(
      List<TraceSource> sources, Names names, Consumer<? super Event> recorded, Moment from) {
    if (sources.isEmpty()) {
      throw new TraceException("no trace named");
    }
    Passing passing = new Passing(from, recorded);
    TraceReader reader = new TraceReader(sources, names, passing, passing.standing());
    reader.jump(sources.stream().map(TraceSource::file).toList(), from);
    while (!passing.reached(reader.early) && reader.line()) {}
    return reader;
  }

  /** Goes to a place from which on reading leads to that moment. */
  private void jump(List<Path> paths, Moment from) {
    try {
      contents.jump(Seeking.place(paths, from, arranger));
    } catch (Broken e) {
      throw new TraceException(contents.part() + ": " + e.what());
    }
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
    return contents.bytes();
  }

  /** How far in the files that is, in bytes as they lie on the disk; 0 where nobody knows. */
  public long position() {
    return contents.position();
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
    try {
      if (!contents.next(arranger)) {
        return nextFile();
      }
    } catch (Broken e) {
      if (e.isWhole()) {
        throw new TraceException(
            new Problem(contents.file(), contents.line(), e.what()).toString());
      }
      problem(contents.line(), e.what());
    }
    lines++;
    return true;
  }

  private boolean nextFile() {
    String damage = contents.damage();
    if (damage != null) {
      problem(0, "damaged behind line %d: %s".formatted(contents.line(), damage));
    }
    String nothing = contents.line() == 0 ? "is empty" : "holds neither a header nor records";
    if (!arranger.anything()) {
      problem(0, nothing);
    }
    anything |= arranger.anything();
    if (contents.turn()) {
      arranger.beginFile();
      return true;
    }
    exhausted = true;
    if (!anything) {
      String why = problems.size() > 1 ? "; " + problems.getFirst() : "";
      throw new TraceException(contents.part() + ": " + nothing + why);
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
      problems.add(new Problem(contents.file(), line, what));
    }
  }

  @Override
  public void close() {
    contents.close();
  }
}
