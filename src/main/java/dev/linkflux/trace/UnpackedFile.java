package dev.linkflux.trace;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;

/** What is in a file, unpacked, and how far in the file itself that is. */
final class UnpackedFile extends FilterInputStream {
  private final FileChannel file;

  UnpackedFile(InputStream unpacked, FileChannel file) {
    super(unpacked);
    this.file = file;
  }

  /** How far it is read, in bytes as they lie there; 0 of a pipe, which has no positions. */
  long position() {
    try {
      return file.position();
    } catch (IOException _) {
      return 0;
    }
  }
}
