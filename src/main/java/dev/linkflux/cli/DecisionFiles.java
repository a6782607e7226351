package dev.linkflux.cli;

import dev.linkflux.replay.Excerpt;
import dev.linkflux.time.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of decisions for each configuration: the first is as it was named, the others have their
 * number in it. None if none is named.
 */
final class DecisionFiles implements AutoCloseable {
  private final List<DecisionFile> files = new ArrayList<>();
  private final Excerpt excerpt;

  private DecisionFiles(Excerpt excerpt) {
    this.excerpt = excerpt;
  }

  /**
   * Makes them.
   *
   * @throws Refusal if that is not possible
   */
  static DecisionFiles open(@Nullable Path named, int configurations, Excerpt excerpt) {
    DecisionFiles all = new DecisionFiles(excerpt);
    for (int i = 0; named != null && i < configurations; i++) {
      all.files.add(DecisionFile.open(i == 0 ? named : numbered(named, i + 1)));
    }
    return all;
  }

  /** {@code decisions-2.ndjson} of {@code decisions.ndjson}. */
  static Path numbered(Path named, int number) {
    String name = named.getFileName().toString();
    int dot = name.lastIndexOf('.');
    int at = dot > 0 ? dot : name.length();
    return named.resolveSibling(name.substring(0, at) + "-" + number + name.substring(at));
  }

  /** Takes what that configuration, from 0, has decided. */
  Consumer<List<Event>> of(int configuration) {
    if (files.isEmpty()) {
      return _ -> {};
    }
    DecisionFile file = files.get(configuration);
    return batch -> {
      for (Event event : batch) {
        if (excerpt.counts(event.at())) {
          file.write(event);
        }
      }
    };
  }

  @Override
  public void close() {
    try {
      for (DecisionFile file : files) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
