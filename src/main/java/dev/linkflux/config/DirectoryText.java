package dev.linkflux.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Directories as text: absolute, since nobody knows where a service is started. */
final class DirectoryText {
  private DirectoryText() {}

  /**
   * The directory, whether it is there or not.
   *
   * @throws MalformedValue if it is no path, or a relative one
   */
  static Path parse(String text) {
    try {
      Path directory = Path.of(text);
      if (!directory.isAbsolute()) {
        throw new MalformedValue(Quoted.of(text) + " is not an absolute path, beginning with /");
      }
      return directory.normalize();
    } catch (InvalidPathException _) {
      throw new MalformedValue(Quoted.of(text) + " is not a path");
    }
  }
}
