package dev.linkflux.config;

import org.yaml.snakeyaml.error.Mark;

/**
 * A place in a file.
 *
 * @param line from 1; 0 if the whole file is meant
 * @param column from 1, in characters; 0 if the whole file is meant
 */
record Position(int line, int column) {
  static final Position WHOLE_FILE = new Position(0, 0);

  static Position of(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /**
   * The place of a character.
   *
   * @param index in code points, from 0
   */
  static Position of(String text, int index) {
    int line = 1;
    int column = 1;
    for (int character : text.codePoints().limit(index).toArray()) {
      column = character == '\n' ? 1 : column + 1;
      line += character == '\n' ? 1 : 0;
    }
    return new Position(line, column);
  }
}
