package dev.linkflux.config.imported;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads OpenWrt's configuration files (UCI), and what {@code uci export} prints: {@code package},
 * {@code config}, {@code option} and {@code list}, with both kinds of quotes.
 */
final class Uci {
  private final String file;
  private final UciWords words;
  private final List<UciSection> sections = new ArrayList<>();
  private final Map<String, Integer> nameless = new HashMap<>();
  private final List<Found> options = new ArrayList<>();
  private String pack;
  private String type = "";
  private String name = "";
  private int begins;

  private Uci(String file, String pack, String text) {
    this.file = file;
    this.pack = pack;
    this.words = new UciWords(file, text);
  }

  /**
   * All sections of a file.
   *
   * @param file what it is called in comments
   * @param pack its package, where it does not say so itself
   * @throws ImportException with the line of what is wrong
   */
  static List<UciSection> read(String file, String pack, String text) throws ImportException {
    return new Uci(file, pack, text).read();
  }

  private List<UciSection> read() throws ImportException {
    for (List<String> statement = words.next(); !statement.isEmpty(); statement = words.next()) {
      switch (statement.getFirst()) {
        case "package" -> {
          end();
          pack = word(statement, 1);
        }
        case "config" -> begin(statement);
        case "option", "list" -> {
          if (type.isEmpty()) {
            throw wrong(statement.getFirst() + " before any config");
          }
          options.add(
              new Found(
                  file,
                  words.line(),
                  pack + "." + name + "." + word(statement, 1),
                  word(statement, 2)));
        }
        default ->
            throw wrong(
                "config, option or list expected, not '%s': is this a UCI file, as in /etc/config?"
                    .formatted(Found.one(statement.getFirst())));
      }
    }
    end();
    return sections;
  }

  private void begin(List<String> statement) throws ImportException {
    end();
    type = word(statement, 1);
    begins = words.line();
    int index = nameless.merge(pack + "." + type, 1, Integer::sum) - 1;
    name = statement.size() > 2 ? statement.get(2) : "@%s[%d]".formatted(type, index);
  }

  private void end() {
    if (!type.isEmpty()) {
      sections.add(new UciSection(pack, file, begins, type, name, options));
    }
    options.clear();
    type = "";
  }

  private String word(List<String> statement, int place) throws ImportException {
    if (place >= statement.size()) {
      throw wrong("%s has no %s".formatted(statement.getFirst(), place == 1 ? "name" : "value"));
    }
    return statement.get(place);
  }

  private ImportException wrong(String what) {
    return new ImportException("%s:%d: %s".formatted(file, words.line(), what));
  }
}
