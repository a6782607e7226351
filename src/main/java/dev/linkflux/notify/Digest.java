package dev.linkflux.notify;

import java.util.List;

/**
 * All news about one thing since it was told of before.
 *
 * @param news the first and the latest, in order; one at least
 * @param count of all, of which some may be left out of {@code news} where they are many
 */
record Digest(List<News> news, int count) {
  Digest {
    news = List.copyOf(news);
  }

  News first() {
    return news.getFirst();
  }

  News last() {
    return news.getLast();
  }
}
