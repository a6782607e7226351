package dev.linkflux.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a chunked answer (RFC 9112 section 7.1), as it comes. */
final class Unchunked extends InputStream {
  private final InputStream in;
  private int left;
  private boolean begun;

  Unchunked(InputStream in) {
    this.in = in;
  }

  @Override
  public int available() throws IOException {
    return Math.min(left, in.available());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (left == 0) {
      if (begun) {
        var _ = in.readNBytes(2);
      }
      begun = true;
      StringBuilder size = new StringBuilder();
      for (int one = in.read(); one != '\n'; one = in.read()) {
        if (one < 0) {
          throw new EOFException("cut off between two chunks");
        }
        size.append((char) one);
      }
      left = Integer.parseInt(size.toString().strip(), 16);
    }
    if (left == 0) {
      return -1;
    }
    int read = in.read(into, from, Math.min(length, left));
    left -= Math.max(0, read);
    return read;
  }
}
