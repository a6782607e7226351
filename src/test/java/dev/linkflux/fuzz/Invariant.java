package dev.linkflux.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What must hold whatever comes; each is a finding if it does not. */
public final class Invariant {
  private static final int BEFORE = 5;
  private static final int BEHIND = 7;

  private Invariant() {}

  /** Fails with these words. */
  public static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** Words for logs, terminals and pages: printable ASCII, some, and not too many. */
  public static void requirePlain(@Nullable String words, int longest) {
    if (words == null) {
      return;
    }
    require(!words.isEmpty() && words.length() <= longest, words.length() + " characters");
    require(words.chars().allMatch(it -> it >= ' ' && it <= '~'), "not printable: " + words);
  }

  /** The bytes amid others, which are not to be read: nobody may rely on where a packet lies. */
  public static ByteBuffer amid(byte[] bytes) {
    byte[] all = new byte[BEFORE + bytes.length + BEHIND];
    Arrays.fill(all, (byte) 0xa5);
    System.arraycopy(bytes, 0, all, BEFORE, bytes.length);
    return ByteBuffer.wrap(all, BEFORE, bytes.length);
  }

  /** With one bit of that byte turned. */
  public static byte[] turned(byte[] bytes, int at, int bit) {
    byte[] turned = bytes.clone();
    turned[at] ^= (byte) (1 << (bit & 7));
    return turned;
  }
}
