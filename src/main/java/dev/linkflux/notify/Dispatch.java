package dev.linkflux.notify;

import java.time.Instant;

/**
 * A message in its words, the same at each try.
 *
 * @param id another for each, ever
 * @param at when it was written, by the wall clock
 * @param subject one line without any control character
 * @param text lines that end in LF
 * @param json the same for programs
 */
record Dispatch(
    String id, Instant at, Severity severity, String subject, String text, String json) {}
