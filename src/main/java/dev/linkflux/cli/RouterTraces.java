package dev.linkflux.cli;

import dev.linkflux.engine.Reason;
import dev.linkflux.replay.trial.Beginning;
import dev.linkflux.trace.Header;
import dev.linkflux.trace.TraceException;
import dev.linkflux.trace.TraceSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The traces of one router, in the order of their time.
 *
 * @param name of its directory, or what the traces are called
 */
record RouterTraces(String name, List<TraceSource> files) {
  /**
   * What is named on the command line: files of one router, or a directory of each of several.
   *
   * @throws Refusal if that is mixed, or there is no trace in a directory
   */
  static List<RouterTraces> of(List<TraceSource> arguments) {
    List<TraceSource> directories =
        arguments.stream().filter(it -> Files.isDirectory(it.file())).toList();
    if (directories.isEmpty()) {
      String name = arguments.getFirst().file().toString();
      return List.of(new RouterTraces(name, TraceSource.inOrder(arguments)));
    }
    for (TraceSource argument : arguments) {
      if (!directories.contains(argument)) {
        throw new Refusal(
            Refusal.WRONG,
            ("linkflux: %s is a file and %s a directory; name the files of one router, or a"
                    + " directory of each")
                .formatted(argument.file(), directories.getFirst().file()));
      }
      if (argument.uplink() != null || argument.start() != null) {
        throw new Refusal(
            Refusal.WRONG,
            "linkflux: " + argument.file() + ": is a directory; NAME= is for the log of a program");
      }
    }
    Set<String> names = new HashSet<>();
    List<RouterTraces> routers = new ArrayList<>();
    for (TraceSource argument : directories) {
      Path directory = argument.file();
      String last = directory.toAbsolutePath().normalize().getFileName().toString();
      String name = names.add(last) ? last : directory.toString();
      routers.add(new RouterTraces(name, in(directory)));
    }
    return routers;
  }

  /**
   * What they say at their beginning.
   *
   * @param wholly true to read foreign logs to their end
   * @throws Refusal if they are none, or of a newer version
   */
  Beginning beginning(boolean wholly) {
    try {
      return Beginning.of(files, wholly);
    } catch (TraceException wrong) {
      throw new Refusal(Refusal.WRONG, "linkflux: " + wrong.getMessage());
    }
  }

  /**
   * Each run of the service by itself: one that began anew knew nothing of what was before. A file
   * that says nothing goes with those before it.
   */
  List<RouterTraces> runs() {
    Map<Instant, List<TraceSource>> byZero = new LinkedHashMap<>();
    List<TraceSource> latest = new ArrayList<>();
    for (TraceSource file : files) {
      Header header = header(file);
      if (header != null && !byZero.containsKey(header.wall())) {
        latest = byZero.isEmpty() ? latest : new ArrayList<>();
        byZero.put(header.wall(), latest);
      }
      latest.add(file);
    }
    if (byZero.size() < 2) {
      return List.of(this);
    }
    List<RouterTraces> runs = new ArrayList<>();
    byZero.forEach(
        (zero, of) -> runs.add(new RouterTraces(name + " from " + WallText.of(zero), of)));
    return runs;
  }

  private static @Nullable Header header(TraceSource file) {
    try {
      return Beginning.of(List.of(file), false).header();
    } catch (TraceException _) {
      return null; // whoever reads it says why
    }
  }

  private static List<TraceSource> in(Path directory) {
    try {
      List<TraceSource> files = TraceSource.in(directory);
      if (files.isEmpty()) {
        throw new Refusal(
            Refusal.WRONG,
            "linkflux: " + directory + ": holds no traces (*.ndjson, *.ndjson.gz, *.ndjson.zst)");
      }
      return files;
    } catch (IOException e) {
      throw new Refusal(
          Refusal.FAILED, "linkflux: " + directory + ": cannot be read: " + Reason.of(e));
    }
  }
}
