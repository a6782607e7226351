package dev.linkflux.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Files that are named in a configuration: absolute, since nobody knows where a service starts. */
final class FileText {
  private FileText() {}

  /**
   * A parser of the path of a file that holds a secret. What stands there in its place may be the
   * secret itself, and is never shown.
   *
   * @param what it is, such as {@code the password}
   */
  static String secret(String text, String what) {
    try {
      if (Path.of(text).isAbsolute()) {
        return Path.of(text).normalize().toString();
      }
    } catch (InvalidPathException _) {
      // told below
    }
    throw new MalformedValue(
        "is not an absolute path, beginning with /: %s stands in a file of its own, and the file's path here"
            .formatted(what));
  }

  /**
   * The path of a file that is no secret.
   *
   * @throws MalformedValue if it is not absolute
   */
  static String absolute(String text) {
    return DirectoryText.parse(text).toString();
  }

  /**
   * The path of a program, as it stands there.
   *
   * @throws MalformedValue if it is not absolute
   */
  static String program(String text) {
    try {
      if (Path.of(text).isAbsolute()) {
        return text;
      }
    } catch (InvalidPathException _) {
      // told below
    }
    throw new MalformedValue(
        Quoted.of(text)
            + " is not an absolute path, beginning with /: it is run as it is, by no shell, and"
            + " PATH is not searched");
  }

  /** Warns of a secret that is not there now, or that others may read. */
  static void checkSecret(Section section, String key, String file) {
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      section.warning(key, "there is no file " + Quoted.of(file) + " now; it is read when needed");
    } else if (isOpenToOthers(path)) {
      section.warning(
          key, Quoted.of(file) + " may be read by everybody; let only its user: chmod o= " + file);
    }
  }

  /** Warns of a program that is not there now, or cannot be run. */
  static void checkProgram(Section section, String key, String file) {
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      section.warning(key, "there is no file " + Quoted.of(file) + " now");
    } else if (Files.isDirectory(path)) {
      section.warning(key, Quoted.of(file) + " is a directory, and no program");
    } else if (!Files.isExecutable(path)) {
      section.warning(key, Quoted.of(file) + " cannot be run by this user: chmod +x " + file);
    }
  }

  private static boolean isOpenToOthers(Path path) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      return permissions.contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
