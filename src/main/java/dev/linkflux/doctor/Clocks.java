package dev.linkflux.doctor;

import dev.linkflux.kernel.SystemClock;
import java.util.List;

/** Whether the clock on the wall is kept right: certificates and quotas of a month go by it. */
final class Clocks {
  private static final String ABOUT = "clock";

  private Clocks() {}

  static List<Finding> findings(Patient patient) {
    return List.of(
        switch (SystemClock.read()) {
          case KEPT -> Finding.ok(ABOUT, "is kept right");
          case FREE ->
              Finding.warning(
                  ABOUT,
                  "is not kept right: certificates, API servers and quotas of a month go by it",
                  "timedatectl set-ntp true, or run chrony");
          case UNSEEN ->
              Finding.note(ABOUT, "could not be seen: the kernel does not tell here", "");
        });
  }
}
