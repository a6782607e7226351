package dev.linkflux.config.imported;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A section of an OpenWrt configuration: {@code config TYPE 'NAME'} and its options. A list has an
 * option for each of its values.
 *
 * @param pack the package, which is the file's name on a router: {@code network}
 * @param name or, of one without, {@code @TYPE[INDEX]} as {@code uci show} has it
 */
record UciSection(
    String pack, String file, int line, String type, String name, List<Found> options) {
  UciSection {
    options = List.copyOf(options);
  }

  /** The last one of that name counts, as with UCI. */
  Optional<Found> option(String option) {
    return all(option).reduce((_, later) -> later);
  }

  List<Found> list(String option) {
    return all(option).toList();
  }

  boolean isOn(String option, boolean byDefault) {
    return option(option).map(Found::isOn).orElse(byDefault);
  }

  String text(String option, String byDefault) {
    return option(option).map(Found::value).orElse(byDefault);
  }

  private Stream<Found> all(String option) {
    String key = pack + "." + name + "." + option;
    return options.stream().filter(found -> found.key().equals(key));
  }
}
