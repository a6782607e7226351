package dev.linkflux.probe.udp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Set;

/**
 * Reads a key: one line of 32 to 128 hexadecimal digits, as {@code openssl rand -hex 32} writes it.
 * No other form is taken, so that no key can be read in two ways. As with the keys of ssh(1), a
 * file is refused that everybody may read, or anybody but its owner may write: who can do either
 * can answer in the reflector's name.
 */
public final class StampKeyFile {
  private static final long MAX_FILE_BYTES = 1024;

  private StampKeyFile() {}

  /**
   * Reads the file; blocks.
   *
   * @throws IOException that says in a sentence which file is wrong, how, and what to do, but never
   *     what it holds
   */
  public static StampKey read(Path file) throws IOException {
    try {
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw wrong(file, "is no regular file");
      }
      requireGuarded(file, attributes.permissions());
      if (attributes.size() > MAX_FILE_BYTES) {
        throw wrong(file, "is no key: it is longer than " + MAX_FILE_BYTES + " bytes");
      }
      return key(file, Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      throw wrong(file, "does not exist; make one with: (umask 077; openssl rand -hex 32 > FILE)");
    } catch (AccessDeniedException _) {
      throw wrong(file, "may not be read by this user");
    } catch (UnsupportedOperationException _) {
      throw wrong(file, "is on a file system without permissions: nobody can say who reads it");
    }
  }

  private static void requireGuarded(Path file, Set<PosixFilePermission> permissions)
      throws IOException {
    boolean written =
        permissions.contains(PosixFilePermission.GROUP_WRITE)
            || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    if (written) {
      throw wrong(file, "may be written by others than its owner; mend it with: chmod 600 FILE");
    }
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      throw wrong(file, "may be read by everybody; mend it with: chmod 600 FILE");
    }
  }

  /**
   * Reads what a file holds.
   *
   * @throws IOException as above
   */
  static StampKey key(Path file, byte[] content) throws IOException {
    String text = new String(content, StandardCharsets.ISO_8859_1).strip();
    int bytes = text.length() / 2;
    if (text.length() % 2 != 0 || !text.chars().allMatch(HexFormat::isHexDigit)) {
      throw wrong(file, "must hold nothing but an even number of hexadecimal digits");
    }
    if (bytes < StampKey.MIN_BYTES || bytes > StampKey.MAX_BYTES) {
      throw wrong(
          file,
          "holds a key of %d bytes; it must have %d to %d, that is %d to %d hexadecimal digits"
              .formatted(
                  bytes,
                  StampKey.MIN_BYTES,
                  StampKey.MAX_BYTES,
                  2 * StampKey.MIN_BYTES,
                  2 * StampKey.MAX_BYTES));
    }
    return new StampKey(HexFormat.of().parseHex(text));
  }

  private static IOException wrong(Path file, String problem) {
    return new IOException("key file " + file + " " + problem.replace("FILE", file.toString()));
  }
}
