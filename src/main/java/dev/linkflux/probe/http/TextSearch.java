package dev.linkflux.probe.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Looks for a text in a stream of bytes, however that is cut into pieces, and keeps none of them
 * (Knuth, Morris and Pratt: each byte is looked at once).
 */
final class TextSearch {
  private final byte[] text;

  /** How much of the text is still matched when the byte after it differs. */
  private final int[] fallback;

  private int matched;

  /**
   * @param text at least one character; found as UTF-8, byte by byte
   */
  TextSearch(String text) {
    this.text = text.getBytes(StandardCharsets.UTF_8);
    this.fallback = new int[this.text.length];
    for (int at = 1, length = 0; at < this.text.length; at++) {
      length = next(length, this.text[at]);
      fallback[at] = length;
    }
  }

  /** Looks at the next piece, without consuming it; true from where the text is complete. */
  boolean isIn(ByteBuf piece, int length) {
    piece.forEachByte(
        piece.readerIndex(),
        length,
        value -> {
          matched = next(matched, value);
          return matched < text.length;
        });
    return matched == text.length;
  }

  private int next(int length, byte value) {
    int longest = length;
    while (longest > 0 && text[longest] != value) {
      longest = fallback[longest - 1];
    }
    return text[longest] == value ? longest + 1 : 0;
  }
}
