package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A terminal that one of this process's descriptors is open on: how large it is, and whether it
 * shows and gathers what is typed. Numbers as in asm-generic/ioctls.h and asm-generic/termbits.h,
 * which hold for x86_64 and aarch64.
 */
public final class Tty {
  public static final int INPUT = 0;
  public static final int OUTPUT = 1;
  public static final int ERROR = 2;

  private static final long TCGETS = 0x5401;
  private static final long TCSETS = 0x5402;
  private static final long TIOCGWINSZ = 0x5413;

  /** Of the kernel's struct termios: four flags, the discipline, 19 characters. */
  private static final int TERMIOS = 36;

  private static final int LOCAL_FLAGS = 12;
  private static final int ICANON = 0x2;
  private static final int ECHO = 0x8;

  private Tty() {}

  /**
   * The size of a terminal.
   *
   * @param columns 0 if nobody has said
   * @param rows 0 if nobody has said
   */
  public record Size(int columns, int rows) {}

  /** How a terminal was set before it was changed. */
  public static final class Saved {
    private final int descriptor;
    private final byte[] termios;

    private Saved(int descriptor, byte[] termios) {
      this.descriptor = descriptor;
      this.termios = termios;
    }

    /** Sets it back. */
    public void restore() {
      try (Arena arena = Arena.ofConfined()) {
        int _ = set(descriptor, arena, termios);
      }
    }
  }

  /** The size of the terminal; empty if it is none. */
  public static Optional<Size> size(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(8, 8); // struct winsize: rows, columns, and pixels
      return Ioctl.call(descriptor, TIOCGWINSZ, size) < 0
          ? Optional.empty()
          : Optional.of(
              new Size(
                  Short.toUnsignedInt(size.get(JAVA_SHORT, 2)),
                  Short.toUnsignedInt(size.get(JAVA_SHORT, 0))));
    }
  }

  /**
   * Lets keys come one by one, and unseen; Ctrl-C stays what it is.
   *
   * @return how it was; empty if it is no terminal
   */
  public static Optional<Saved> unbuffered(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(TERMIOS, 8);
      if (Ioctl.call(descriptor, TCGETS, termios) < 0) {
        return Optional.empty();
      }
      byte[] before = termios.toArray(JAVA_BYTE);
      termios.set(JAVA_INT, LOCAL_FLAGS, termios.get(JAVA_INT, LOCAL_FLAGS) & ~(ICANON | ECHO));
      return Ioctl.call(descriptor, TCSETS, termios) < 0
          ? Optional.empty()
          : Optional.of(new Saved(descriptor, before));
    }
  }

  private static int set(int descriptor, Arena arena, byte[] termios) {
    MemorySegment settings = arena.allocate(TERMIOS, 8);
    settings.copyFrom(MemorySegment.ofArray(termios));
    return Ioctl.call(descriptor, TCSETS, settings);
  }
}
