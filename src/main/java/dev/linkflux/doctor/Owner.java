package dev.linkflux.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Whom files must be open to: the user of the service where there is one, whoever asks now, else.
 *
 * @param user its number; empty if there is no such user here
 */
record Owner(OptionalLong user, OptionalLong group) {
  private static final String NAME = "linkflux";

  /** What is to be done with a file. */
  enum Need {
    READ(
        PosixFilePermission.OWNER_READ,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OTHERS_READ),
    WRITE(
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.OTHERS_WRITE);

    private final PosixFilePermission owner;
    private final PosixFilePermission group;
    private final PosixFilePermission others;

    Need(PosixFilePermission owner, PosixFilePermission group, PosixFilePermission others) {
      this.owner = owner;
      this.group = group;
      this.others = others;
    }

    private String word() {
      return this == READ ? "read" : "write";
    }
  }

  static Owner of(Machine machine) {
    return new Owner(machine.account("/etc/passwd", NAME), machine.account("/etc/group", NAME));
  }

  /** What keeps the service from it; empty if nothing does, as far as can be seen. */
  String missing(Path file, Need need) {
    if (user.isEmpty()) {
      boolean may = need == Need.READ ? Files.isReadable(file) : Files.isWritable(file);
      return may ? "" : "this user cannot " + need.word() + " it";
    }
    try {
      Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
      long owner = number(file, "unix:uid");
      long owning = number(file, "unix:gid");
      // The first that fits counts, as in the kernel.
      PosixFilePermission asked =
          owner == user.getAsLong()
              ? need.owner
              : group.isPresent() && owning == group.getAsLong() ? need.group : need.others;
      return allowed.contains(asked) ? "" : "the user linkflux cannot " + need.word() + " it";
    } catch (IOException | UnsupportedOperationException _) {
      return "";
    }
  }

  private static long number(Path file, String attribute) throws IOException {
    return Integer.toUnsignedLong((Integer) Files.getAttribute(file, attribute));
  }
}
