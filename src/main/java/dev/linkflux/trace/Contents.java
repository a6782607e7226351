package dev.linkflux.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in files, one after another, of which one is open; and how far that is. */
final class Contents implements AutoCloseable {
  private final Opener opener;
  private final Iterator<List<TraceSource>> parts; // each is read at once
  private Path part;
  private Content content;
  private long bytes; // of the files before this one
  private long passed; // the same as they lie on the disk

  /** Opens the first one. */
  Contents(Opener opener, List<TraceSource> sources) {
    this.opener = opener;
    parts = opener.together(sources).iterator();
    List<TraceSource> first = parts.next();
    part = first.getFirst().file();
    content = opener.open(first);
  }

  /** Goes on from a place that is ahead. */
  void jump(Seeking.Place place) {
    if (place.file() > 0 || place.offset() > 0) {
      close();
      for (int i = 0; i < place.file(); i++) {
        passed += part.toFile().length();
        part = parts.next().getFirst().file();
      }
      content = opener.open(part, place);
    }
  }

  /** Turns to the next file, if there is one; false if not. Closes this one in either case. */
  boolean turn() {
    long size = content.position();
    close();
    if (!parts.hasNext()) {
      return false;
    }
    passed += size;
    bytes += content.bytes();
    List<TraceSource> next = parts.next();
    part = next.getFirst().file();
    content = opener.open(next);
    return true;
  }

  /** Reads a line; false at the end of the file. */
  boolean next(Decoded into) throws Broken {
    return content.next(into);
  }

  /** The number of the line that was read. */
  long line() {
    return content.line();
  }

  /** What is wrong with the rest of the file; null if nothing is. */
  @Nullable String damage() {
    return content.damage();
  }

  /** How many bytes were read of all files, unpacked. */
  long bytes() {
    return bytes + content.bytes();
  }

  /** How far in the files that is, in bytes as they lie on the disk; 0 where nobody knows. */
  long position() {
    return passed + content.position();
  }

  /** The file of the line that was read. */
  Path file() {
    Path one = content.file();
    return one == null ? part : one;
  }

  /** The file that is open; of several that are read together the first. */
  Path part() {
    return part;
  }

  @Override
  public void close() {
    try {
      content.close();
    } catch (IOException _) {
      // Nothing was written: nothing can be lost.
    }
  }
}
