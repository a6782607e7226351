package dev.linkflux.config.imported;

/** A foreign configuration cannot be read: says which file, where, and what to do. */
public final class ImportException extends Exception {
  private static final long serialVersionUID = 1;

  ImportException(String message) {
    super(message);
  }
}
