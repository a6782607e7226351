package dev.linkflux.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs one finished file, a frame at a time, so that recording goes on in between. The plain file
 * is deleted only when all of the packed one is safe on the disk, under its name.
 */
final class Packing {
  /** What is smaller is not worth a frame. */
  private static final int LEAST = 1 << 16;

  /** Frames of files in which what stands is not repeated; one of ours is a good deal smaller. */
  private static final int MOST = 4 << 20;

  private final Path plain;
  private final Path packed;
  private final Compression compression;
  private final FileChannel in;
  private final FileChannel out;
  private final FileTime written;
  private final LineSource lines;
  private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
  private final List<FrameIndex.Frame> frames = new ArrayList<>();
  private long end;

  /**
   * @param in the file from its beginning, held; closed at the end
   * @param written when the plain file was last written to: the packed one is as old
   */
  Packing(Path plain, FileChannel in, FileTime written, Compression compression)
      throws IOException {
    this.plain = plain;
    this.in = in;
    this.written = written;
    this.compression = compression;
    packed = TraceDirectory.packed(plain, compression);
    out =
        FileChannel.open(
            TraceDirectory.part(packed),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    lines = new LineSource(Channels.newInputStream(in.position(0)));
  }

  Path plain() {
    return plain;
  }

  /** Packs the next frame; true if that was the last and the packed file has taken over. */
  boolean step() throws IOException {
    while (lines.next()) {
      if (lines.isOverlong()) {
        throw new IOException(plain + ": holds what is no line of a trace");
      }
      long standing = Stamp.ofStanding(lines.bytes(), lines.from(), lines.to());
      boolean full = frame.size() > (standing == Stamp.NONE ? MOST : LEAST);
      if (full) {
        writeFrame();
      }
      if (full && standing != Stamp.NONE) {
        frames.add(new FrameIndex.Frame(standing, out.position(), lines.number()));
      }
      frame.write(lines.bytes(), lines.from(), lines.after() - lines.from());
      end = Math.max(end, Stamp.of(lines.bytes(), lines.from(), lines.to()));
      if (full) {
        return false;
      }
    }
    if (lines.damage() != null) {
      throw new IOException(plain + ": " + lines.damage());
    }
    writeFrame();
    takeOver();
    return true;
  }

  private void writeFrame() throws IOException {
    write(compression.pack(frame.toByteArray(), frame.size()));
    frame.reset();
  }

  private void write(byte[] piece) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(piece);
    while (left.hasRemaining()) {
      out.write(left);
    }
  }

  /** What a power cut leaves at any step is the plain file, or the whole packed one, or both. */
  private void takeOver() throws IOException {
    write(compression.aside(new FrameIndex(out.position(), end, frames).text()));
    out.force(true);
    out.close();
    Path part = TraceDirectory.part(packed);
    Files.setLastModifiedTime(part, written);
    Files.move(part, packed, StandardCopyOption.ATOMIC_MOVE);
    TraceDirectory.force(packed);
    Files.delete(plain);
    in.close();
  }

  /** Leaves the plain file as it is. */
  void abandon() {
    try (in;
        out) {
      Files.deleteIfExists(TraceDirectory.part(packed));
    } catch (IOException _) {
      // What is left of the part is deleted when it has become old.
    }
  }
}
