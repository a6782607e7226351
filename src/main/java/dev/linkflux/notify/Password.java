package dev.linkflux.notify;

import dev.linkflux.control.Access.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The password of a channel, read anew each time, and neither kept nor shown. */
final class Password {
  private static final int LONGEST = 4096;

  private Password() {}

  /**
   * The first line of a file, or a variable. Blocks.
   *
   * @throws IOException if there is none; says where it was looked for, and nothing of what it is
   */
  static String read(Source source) throws IOException {
    String password =
        switch (source) {
          case Source.File(String path) -> ofFile(Path.of(path));
          case Source.Environment(String name) -> {
            String value = System.getenv(name);
            yield value == null ? "" : value;
          }
        };
    if (password.isEmpty()) {
      throw new IOException(
          switch (source) {
            case Source.File(String path) -> "the password in " + path + " is empty";
            case Source.Environment(String name) -> "the variable " + name + " has no password";
          });
    }
    return password;
  }

  private static String ofFile(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      byte[] content = input.readNBytes(LONGEST + 1);
      if (content.length > LONGEST) {
        throw new IOException(file + " is too long for a password");
      }
      return new String(content, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
  }
}
