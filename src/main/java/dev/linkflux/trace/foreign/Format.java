package dev.linkflux.trace.foreign;

import java.io.InputStream;

/** What one program writes. */
interface Format {
  /** Whether the file is of this kind, as its first bytes say. */
  boolean begins(Opening opening);

  /** Reads such a file from its beginning. */
  Log open(InputStream in, Origin origin);
}
