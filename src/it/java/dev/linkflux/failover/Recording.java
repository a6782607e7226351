package dev.linkflux.failover;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.TraceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recorded trace, held against its own decisions by {@code linkflux replay --verify}. */
public record Recording(Path directory) {
  private static final Pattern SAME = Pattern.compile("all (\\d+) recorded decisions are the same");

  /**
   * Replays it, each process's file by itself.
   *
   * @return how many recorded decisions are the same as the replayed ones
   * @throws AssertionError with what the replay said if one differs, or if there are none at all
   */
  public int verify() {
    int same = files().stream().mapToInt(Recording::verify).sum();
    if (same == 0) {
      throw new AssertionError("no decision is recorded in " + directory);
    }
    return same;
  }

  private static int verify(String file) {
    String launcher = Path.of(System.getProperty("linkflux.home"), "bin", "linkflux").toString();
    Command.Answer replay = Command.run(List.of(launcher, "replay", "--verify", file));
    Matcher same = SAME.matcher(replay.said());
    if (replay.status() != 0 || !same.find()) {
      throw new AssertionError(
          "replay of " + file + " gave status " + replay.status() + ":\n" + replay.said());
    }
    return Integer.parseInt(same.group(1));
  }

  /** How many lines there are. */
  public long lines() {
    long lines = 0;
    for (String file : files()) {
      try (var all = Files.lines(Path.of(file))) {
        lines += all.count();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return lines;
  }

  /** From a moment to the first probe that was sent; the clock of the header has milliseconds. */
  public Duration toFirstProbe(Instant from) {
    try (var lines = Files.lines(Path.of(files().getFirst()))) {
      List<JsonNode> headerAndProbe =
          lines
              .map(Service::json)
              .filter(it -> Set.of("header", "sent").contains(it.path("type").asText()))
              .limit(2)
              .toList();
      Instant zero = Instant.parse(headerAndProbe.getFirst().path("wall").asText());
      return Duration.between(from, zero.plusNanos(headerAndProbe.getLast().path("at").asLong()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private List<String> files() {
    return TraceFiles.in(directory).stream().map(Path::toString).toList();
  }
}
