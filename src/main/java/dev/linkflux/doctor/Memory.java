package dev.linkflux.doctor;

import java.util.List;
import java.util.Optional;

/** Whether there is room for one more process. */
final class Memory {
  private static final String ABOUT = "memory";

  /** What the service takes at most in use, in MB, and a little for everybody else. */
  private static final long NEEDED = 100;

  private static final long KILO = 1024;

  private Memory() {}

  static List<Finding> findings(Patient patient) {
    return patient
        .machine()
        .entry("/proc/meminfo", "MemAvailable")
        .flatMap(Memory::megabytes)
        .map(
            free ->
                free < NEEDED
                    ? Finding.warning(
                        ABOUT,
                        "%d MB are free; the service takes about 80".formatted(free),
                        "stop what is not needed, or add swap (zram)")
                    : Finding.ok(ABOUT, "%d MB are free".formatted(free)))
        .stream()
        .toList();
  }

  private static Optional<Long> megabytes(String text) {
    return Optional.of(text.split(" ", 2)[0])
        .filter(number -> number.matches("[0-9]{1,15}"))
        .map(kilobytes -> Long.parseLong(kilobytes) / KILO);
  }
}
