package dev.linkflux.trace;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * What a person is told of a failure, of files above all: which one, and why; no names of classes.
 */
public final class Words {
  private Words() {}

  /** Of a failure, whoever wraps it. */
  public static String of(Throwable e) {
    return switch (e) {
      case UncheckedIOException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case NoSuchFileException gone when gone.getReason() == null ->
          gone.getFile() + ": no such file";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileAlreadyExistsException there -> there.getFile() + ": is there but no directory";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      case EOFException _ -> "it ends too early";
      default ->
          e.getMessage() == null || e.getMessage().isBlank()
              ? "no reason is given"
              : e.getMessage();
    };
  }
}
