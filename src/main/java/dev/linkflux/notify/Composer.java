package dev.linkflux.notify;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.linkflux.control.Wording;
import dev.linkflux.control.Wording.Word;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Puts messages into the words of a channel. */
final class Composer {
  private static final int LONGEST_SUBJECT = 200;
  private static final int LONGEST_TEXT = 16_000;
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Wording wording;
  private final String host;
  private final ZoneId zone;

  /**
   * @param host the name of this machine
   * @param zone of the times that are told
   */
  Composer(Wording wording, String host, ZoneId zone) {
    this.wording = wording;
    this.host = host;
    this.zone = zone;
  }

  /**
   * A message in words.
   *
   * @param at when it is written
   */
  Dispatch compose(Message message, String id, Instant at) {
    Map<Word, String> words = words(message);
    // A line end in a subject would begin another header (RFC 5322 section 2.2).
    String subject =
        Plain.text(Wording.fill(wording.subject(), words, word -> word).strip(), LONGEST_SUBJECT);
    String text = text(Wording.fill(wording.text(), words, word -> word));
    String body = wording.body();
    String json =
        body == null
            ? json(message, id, subject, text)
            : Wording.fill(body, words, Composer::escaped);
    return new Dispatch(id, at, message.severity(), subject, text, json);
  }

  private Map<Word, String> words(Message message) {
    Map<Word, String> words = new EnumMap<>(Word.class);
    List<Digest> digests = message.digests();
    if (digests.size() == 1) {
      Digest digest = digests.getFirst();
      words.putAll(digest.last().words());
      if (digest.count() > 1) {
        words.put(Word.FROM, digest.first().word(Word.FROM));
        words.put(Word.SENTENCE, summary(digest));
        words.put(Word.DETAILS, course(message));
      }
    } else {
      for (Word word : List.of(Word.UPLINK, Word.SERVER)) {
        words.put(word, joined(digests, word, ", "));
      }
      words.put(Word.TITLE, joined(digests, Word.TITLE, "; "));
      words.put(
          Word.SENTENCE, digests.stream().map(this::summary).collect(Collectors.joining("; ")));
      words.put(Word.DETAILS, course(message));
      for (Word word : List.of(Word.CARRYING, Word.STANDBY)) {
        words.put(word, message.news().getLast().word(word));
      }
    }
    if (message.afterQuiet()) {
      words.merge(Word.SENTENCE, "in quiet hours: ", (sentence, prefix) -> prefix + sentence);
    }
    words.put(Word.SEVERITY, message.severity().word());
    words.put(Word.HOST, host);
    words.put(Word.AT, AT.format(message.news().getLast().at().atZone(zone)));
    return words;
  }

  /** What happened to one thing, as one thing. */
  private String summary(Digest digest) {
    News first = digest.first();
    News last = digest.last();
    String now = last.word(Word.STATE);
    if (digest.count() == 1) {
      return last.word(Word.SENTENCE);
    }
    String changes =
        "%d changes in %s".formatted(digest.count(), span(Duration.between(first.at(), last.at())));
    return !now.isEmpty() && now.equals(first.word(Word.FROM))
        ? "%s was %s and is %s again; %s"
            .formatted(last.about(), first.word(Word.STATE), now, changes)
        : "%s; %s".formatted(last.word(Word.SENTENCE), changes);
  }

  /** All that happened, a line each. */
  private String course(Message message) {
    List<News> all = message.news();
    String lines =
        all.stream()
            .map(one -> TIME.format(one.at().atZone(zone)) + " " + one.word(Word.SENTENCE))
            .collect(Collectors.joining("\n"));
    int more = message.count() - all.size();
    return more == 0 ? lines : lines + "\nand %d more".formatted(more);
  }

  private static String joined(List<Digest> digests, Word word, String between) {
    return digests.stream()
        .map(digest -> digest.last().word(word))
        .filter(text -> !text.isEmpty())
        .distinct()
        .collect(Collectors.joining(between));
  }

  private static String span(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 120 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min" : hours(seconds);
  }

  private static String hours(long seconds) {
    return "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
  }

  /** Each line by itself, without what is not visible; empty ones are left out where two follow. */
  private static String text(String filled) {
    String lines =
        filled
            .lines()
            .map(line -> Plain.text(line.stripTrailing(), LONGEST_TEXT))
            .collect(Collectors.joining("\n"))
            .replaceAll("\n{2,}", "\n\n")
            .strip();
    return lines.length() <= LONGEST_TEXT ? lines : lines.substring(0, LONGEST_TEXT) + "...";
  }

  private String json(Message message, String id, String subject, String text) {
    return new String(
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("title", subject);
              json.writeStringField("text", text);
              json.writeStringField("severity", message.severity().word());
              json.writeStringField("host", host);
              json.writeStringField("id", id);
              json.writeStringField("at", Json.at(message.news().getLast().at()));
              json.writeNumberField("count", message.count());
              events(json, message);
              json.writeEndObject();
            }),
        StandardCharsets.UTF_8);
  }

  /** The latest as hooks are told it, and the others after it. */
  private static void events(JsonGenerator json, Message message) throws IOException {
    List<Notice> notices =
        message.news().stream().map(News::notice).filter(Objects::nonNull).toList();
    json.writeFieldName("event");
    if (notices.isEmpty()) {
      json.writeNull();
    } else {
      raw(json, notices.getLast());
    }
    json.writeArrayFieldStart("events");
    for (Notice notice : notices) {
      raw(json, notice);
    }
    json.writeEndArray();
  }

  private static void raw(JsonGenerator json, Notice notice) throws IOException {
    json.writeRawValue(new String(NoticeJson.bytes(notice), StandardCharsets.UTF_8));
  }

  private static String escaped(String word) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(word));
  }
}
