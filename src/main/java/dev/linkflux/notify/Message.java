package dev.linkflux.notify;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be told at once.
 *
 * @param digests of each thing that it is about; one at least
 * @param afterQuiet true if it was held back for quiet hours
 */
record Message(List<Digest> digests, boolean afterQuiet) {
  Message {
    digests = List.copyOf(digests);
  }

  /** All news in it, in the order in which they happened. */
  List<News> news() {
    return digests.stream()
        .flatMap(digest -> digest.news().stream())
        .sorted(Comparator.comparing(News::at))
        .toList();
  }

  /** How many news it stands for. */
  int count() {
    return digests.stream().mapToInt(Digest::count).sum();
  }

  /** Of how things are at its end. */
  Severity severity() {
    Stream<Severity> all = digests.stream().map(digest -> digest.last().severity());
    return all.max(Comparator.naturalOrder()).orElse(Severity.INFO);
  }
}
