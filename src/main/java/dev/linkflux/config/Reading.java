package dev.linkflux.config;

/** What came of reading a configuration. */
public sealed interface Reading {
  /** What to tell the user: errors if it is invalid, at most warnings if it is valid. */
  Problems problems();

  /**
   * It can be used.
   *
   * @param problems warnings only
   */
  record Valid(Configuration configuration, Problems problems) implements Reading {
    public Valid {
      if (problems.hasErrors()) {
        throw new IllegalArgumentException("a valid configuration has no errors: " + problems);
      }
    }
  }

  /**
   * It cannot.
   *
   * @param problems at least one error
   */
  record Invalid(Problems problems) implements Reading {
    public Invalid {
      if (!problems.hasErrors()) {
        throw new IllegalArgumentException("an invalid configuration has an error");
      }
    }
  }
}
