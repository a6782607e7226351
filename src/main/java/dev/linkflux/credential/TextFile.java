package dev.linkflux.credential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a small file, or a sentence on why it cannot be had. */
final class TextFile {
  /** A chain of certificates is some ten kilobytes. */
  private static final int LARGEST = 1 << 18;

  private TextFile() {}

  /**
   * All of it, byte by byte as ISO 8859-1; it may block.
   *
   * @throws Unusable if it is not there, may not be read or is larger than 256 KiB
   */
  static String read(String file) throws Unusable {
    try {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path) && Files.exists(path)) {
        throw Unusable.wrong("'" + file + "' is no file");
      }
      try (InputStream input = Files.newInputStream(path)) {
        byte[] bytes = input.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
          throw Unusable.wrong("'" + file + "' is larger than 256 KiB");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
      }
    } catch (NoSuchFileException _) {
      throw new Unusable(
          Unusable.Kind.ABSENT, "there is no file '" + file + "' now; it is read when it is there");
    } catch (AccessDeniedException _) {
      throw new Unusable(
          Unusable.Kind.ABSENT, "'" + file + "' may not be read by this user; chown it");
    } catch (InvalidPathException _) {
      throw Unusable.wrong("is not a path");
    } catch (IOException failure) {
      throw new Unusable(
          Unusable.Kind.ABSENT, "'" + file + "' cannot be read: " + failure.getMessage());
    }
  }
}
