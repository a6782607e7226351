package dev.linkflux.server.check;

import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Check;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the password of a log-in from where the operator keeps it, each time it is needed. */
final class Password {
  /** Far more than any has. */
  private static final long MOST = 4_096;

  private final UnaryOperator<@Nullable String> environment;
  private final Consumer<String> told;

  /**
   * @param environment the value of a variable, or null
   * @param told takes sentences for the operator
   */
  Password(UnaryOperator<@Nullable String> environment, Consumer<String> told) {
    this.environment = environment;
    this.told = told;
  }

  /**
   * Reads it; blocks.
   *
   * @throws Broken that says what is wrong, and never what was read
   */
  String read(Check.Credentials credentials) {
    if (credentials.file() != null) {
      return read(Path.of(credentials.file()));
    }
    String variable = String.valueOf(credentials.environment());
    String value = environment.apply(variable);
    if (value == null || value.isEmpty()) {
      throw wrong("the environment has no " + variable);
    }
    return value;
  }

  private String read(Path file) {
    try {
      if (Files.size(file) > MOST) {
        throw wrong(file + " is no password: it is longer than " + MOST + " bytes");
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      warn(file);
      String password = withoutNewline(text);
      if (password.isEmpty()) {
        throw wrong(file + " is empty");
      }
      return password;
    } catch (NoSuchFileException _) {
      throw wrong("cannot read " + file + ": no such file");
    } catch (AccessDeniedException _) {
      throw wrong("cannot read " + file + ": permission denied");
    } catch (CharacterCodingException _) {
      throw wrong("cannot read " + file + ": it is not text in UTF-8");
    } catch (IOException _) {
      // Its message may quote what was read.
      throw wrong("cannot read " + file + ": see whether it is a file and its disk is well");
    }
  }

  private void warn(Path file) throws IOException {
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        told.accept(
            "everybody may read the password in " + file + "; mend it with: chmod 600 " + file);
      }
    } catch (UnsupportedOperationException _) {
      // a file system without permissions has nothing to mend
    }
  }

  /** Editors end a file with one; more than one may be meant. */
  private static String withoutNewline(String text) {
    int end = text.endsWith("\r\n") ? 2 : text.endsWith("\n") ? 1 : 0;
    return text.substring(0, text.length() - end);
  }

  private static Broken wrong(String detail) {
    return new Broken(Rung.CREDENTIALS, detail);
  }
}
