package dev.linkflux.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is wrong, or doubtful, in one configuration file, from its top to its end. */
public record Problems(List<Problem> list) {
  public static final Problems NONE = new Problems(List.of());

  public Problems {
    list = list.stream().sorted(Problem.BY_PLACE).toList();
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** True if the file cannot be used. */
  public boolean hasErrors() {
    return errors() > 0;
  }

  public long errors() {
    return list.stream().filter(Problem::isError).count();
  }

  public long warnings() {
    return list.size() - errors();
  }

  /** These and those. */
  public Problems and(Problems others) {
    return new Problems(Stream.concat(list.stream(), others.list.stream()).toList());
  }

  /** How many there are: {@code 2 errors, 1 warning}, or {@code no problems}. */
  public String summary() {
    return isEmpty()
        ? "no problems"
        : Stream.of(counted(errors(), "error"), counted(warnings(), "warning"))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
  }

  /** One problem a line, and the summary as the last line; no line end behind it. */
  @Override
  public String toString() {
    return Stream.concat(list.stream().map(Problem::toString), Stream.of(summary()))
        .collect(Collectors.joining("\n"));
  }

  private static String counted(long count, String noun) {
    return count == 0 ? "" : count + " " + noun + (count == 1 ? "" : "s");
  }
}
