package dev.linkflux.config.imported;

import java.util.ArrayList;
import java.util.List;

/** The statements of a UCI file, each in words, without quotes and comments. */
final class UciWords {
  private final String file;
  private final String text;
  private int at;
  private int line = 1;
  private int begins = 1;

  UciWords(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** The line at which the last statement begins, from 1. */
  int line() {
    return begins;
  }

  /** The next statement; empty at the end. */
  List<String> next() throws ImportException {
    List<String> words = new ArrayList<>();
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '\n' || next == ';') {
        at++;
        if (!words.isEmpty()) {
          line += next == '\n' ? 1 : 0;
          return words;
        }
        line += next == '\n' ? 1 : 0;
      } else if (Character.isWhitespace(next)) {
        at++;
      } else if (next == '#') {
        at = end(text.indexOf('\n', at));
      } else {
        if (words.isEmpty()) {
          begins = line;
        }
        words.add(word());
      }
    }
    return words;
  }

  private String word() throws ImportException {
    StringBuilder word = new StringBuilder();
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '\'' || next == '"') {
        quoted(next, word);
      } else if (Character.isWhitespace(next) || next == ';') {
        break;
      } else {
        if (next == '\\' && at + 1 < text.length()) {
          at++;
        }
        word.append(text.charAt(at++));
      }
    }
    return word.toString();
  }

  private void quoted(char quote, StringBuilder word) throws ImportException {
    for (at++; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == quote) {
        at++;
        return;
      }
      if (next == '\n') {
        line++;
      }
      if (next == '\\' && quote == '"' && at + 1 < text.length()) {
        at++;
      }
      word.append(text.charAt(at));
    }
    throw new ImportException("%s:%d: a quote %s is not closed".formatted(file, begins, quote));
  }

  private int end(int newline) {
    return newline < 0 ? text.length() : newline;
  }
}
