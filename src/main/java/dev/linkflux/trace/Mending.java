package dev.linkflux.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Cuts off what a power cut has left behind the last whole line. */
final class Mending {
  private static final int BLOCK = 1 << 16;

  private Mending() {}

  /**
   * Cuts a file behind its last line end. Some file systems leave zeros there: they go as well.
   *
   * @return how many bytes were cut off
   */
  static long mend(FileChannel file) throws IOException {
    long size = file.size();
    long whole = 0;
    ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, size));
    for (long end = size; end > 0 && whole == 0; end -= Math.min(BLOCK, end)) {
      long from = Math.max(0, end - BLOCK);
      block.clear().limit((int) (end - from));
      while (block.hasRemaining() && file.read(block, from + block.position()) > 0) {}
      int last = block.position() - 1;
      while (last >= 0 && block.get(last) != '\n') {
        last--;
      }
      whole = last < 0 ? 0 : from + last + 1;
    }
    if (whole < size) {
      file.truncate(whole);
      file.force(true);
    }
    return size - whole;
  }
}
