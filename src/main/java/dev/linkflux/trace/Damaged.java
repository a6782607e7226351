package dev.linkflux.trace;

import java.io.IOException;
import java.io.InputStream;

/** The part of a file that cannot be read, and why. */
final class Damaged extends InputStream {
  private final IOException damage;
  private final InputStream in;

  /**
   * @param in is closed with it
   */
  Damaged(IOException damage, InputStream in) {
    this.damage = damage;
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    throw damage;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    throw damage;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
