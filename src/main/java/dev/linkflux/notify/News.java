package dev.linkflux.notify;

import dev.linkflux.control.Hook;
import dev.linkflux.control.Wording.Word;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that people may be told.
 *
 * @param about what it is about; what is told about one thing is dampened together
 * @param on whoever wants to be told of one of these is told this
 * @param at when it happened, by the wall clock
 * @param words what stands for it in a template; its sentence at least
 * @param notice what hooks are told of it, or null if it is nothing to them
 */
record News(
    String about,
    Set<Hook.On> on,
    Severity severity,
    Instant at,
    Map<Word, String> words,
    @Nullable Notice notice) {
  News {
    on = Set.copyOf(on);
    words = Map.copyOf(words);
  }

  /** Empty if nothing is known of it. */
  String word(Word word) {
    return words.getOrDefault(word, "");
  }
}
