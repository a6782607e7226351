package dev.linkflux.doctor;

import dev.linkflux.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether there is room for what outlives a restart, and for recordings. */
final class Places {
  private static final String ABOUT = "directories";
  private static final long MEGA = 1_000_000;

  /** What is kept beside recordings takes a few of them at most. */
  private static final long LITTLE = 20 * MEGA;

  private Places() {}

  static List<Finding> findings(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    Configuration configuration = patient.configuration();
    findings.add(finding(patient, "state", configuration.state(), LITTLE));
    Configuration.Recording trace = configuration.trace();
    if (trace != null) {
      findings.add(finding(patient, "trace.directory", trace.directory(), trace.size()));
    }
    return findings;
  }

  private static Finding finding(Patient patient, String key, Path directory, long needed) {
    Path there = directory.toAbsolutePath();
    String what = key + ": " + directory;
    if (!Files.isDirectory(there)) {
      return Finding.note(
          ABOUT,
          what + " is not there yet; the service makes it if it may",
          "install -d -o linkflux -g linkflux -m 750 " + directory);
    }
    String missing = Owner.of(patient.machine()).missing(there, Owner.Need.WRITE);
    if (!missing.isEmpty()) {
      return Finding.warning(
          ABOUT, what + ": " + missing, "chown -R linkflux:linkflux " + directory);
    }
    Long free = free(there);
    if (free != null && free < needed) {
      return Finding.warning(
          ABOUT,
          "%s: %d MB are free, and %d MB may be wanted".formatted(what, free / MEGA, needed / MEGA),
          key.equals("state") ? "make room there" : "make room there, or set trace.size lower");
    }
    return Finding.ok(
        ABOUT,
        what + (free == null ? " can be written" : ", %d MB are free".formatted(free / MEGA)));
  }

  private static @Nullable Long free(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException _) {
      return null;
    }
  }
}
