package dev.linkflux.config;

import dev.linkflux.config.Problem.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one file while it is read. */
final class Findings {
  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  void error(Position at, String path, String message) {
    found.add(new Problem(file, at.line(), at.column(), path, Severity.ERROR, message));
  }

  void warning(Position at, String path, String message) {
    found.add(new Problem(file, at.line(), at.column(), path, Severity.WARNING, message));
  }

  /** What is wrong with another file that belongs to this one. */
  void add(Problems others) {
    found.addAll(others.list());
  }

  Problems problems() {
    return new Problems(found);
  }
}
