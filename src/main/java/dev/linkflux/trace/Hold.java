package dev.linkflux.trace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/** Who has a file to write: two services may record to one directory. */
enum Hold {
  OURS,
  OTHERS,

  /** The file system knows no locks. */
  UNKNOWN;

  /** Takes the file, until the channel is closed, if nobody else has it. */
  static Hold of(FileChannel channel) {
    try {
      return channel.tryLock() == null ? OTHERS : OURS;
    } catch (OverlappingFileLockException _) {
      return OTHERS; // somebody else in this process
    } catch (IOException _) {
      return UNKNOWN;
    }
  }
}
