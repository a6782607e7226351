package dev.linkflux.doctor;

/**
 * One thing that was looked at.
 *
 * @param about what kind of thing, one word
 * @param what how it is
 * @param cure what to do, as a command where there is one; empty if nothing is to be done
 */
public record Finding(Level level, String about, String what, String cure) {
  /** How bad it is. */
  public enum Level {
    /** As it should be. */
    OK("ok"),
    /** To be known; it may be meant so. */
    NOTE("note"),
    /** Something will not work as well as it could. */
    WARNING("warning"),
    /** Something that the configuration asks for cannot work. */
    ERROR("error");

    private final String wire;

    Level(String wire) {
      this.wire = wire;
    }

    /** The name in output of any kind. */
    public String wire() {
      return wire;
    }
  }

  static Finding ok(String about, String what) {
    return new Finding(Level.OK, about, what, "");
  }

  static Finding note(String about, String what, String cure) {
    return new Finding(Level.NOTE, about, what, cure);
  }

  static Finding warning(String about, String what, String cure) {
    return new Finding(Level.WARNING, about, what, cure);
  }

  static Finding error(String about, String what, String cure) {
    return new Finding(Level.ERROR, about, what, cure);
  }
}
