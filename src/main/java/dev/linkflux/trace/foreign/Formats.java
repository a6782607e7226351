package dev.linkflux.trace.foreign;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The formats that are known. */
public final class Formats {
  private static final List<Format> ALL =
      List.of(
          new Ping(),
          new Fping(),
          new Irtt(),
          new MtrJson(),
          new MtrReport(),
          new MtrCsv(),
          new MtrRaw(),
          new SmokepingLog(),
          new RrdFetch(),
          new Smokeinfo(),
          Atlas.lines(),
          Atlas.array());

  private Formats() {}

  /** How many bytes of a file's beginning are enough to know it by. */
  public static final int ENOUGH = 1 << 14;

  /**
   * What reads a file that begins like that; empty if it is none of these.
   *
   * @param first its first bytes, up to {@link #ENOUGH}
   * @param whole all of it, from its beginning
   */
  public static Optional<Log> open(byte[] first, InputStream whole, Origin origin) {
    Opening opening = Opening.of(first);
    return ALL.stream()
        .filter(format -> format.begins(opening))
        .findFirst()
        .map(format -> format.open(whole, origin));
  }
}
