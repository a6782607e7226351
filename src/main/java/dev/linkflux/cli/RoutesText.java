package dev.linkflux.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.cli.RouteReport.Line;
import dev.linkflux.cli.RouteReport.Standing;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RouteChange;
import dev.linkflux.uplink.UplinkId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code linkflux routes} prints. */
record RoutesText(
    List<Line> lines,
    List<RouteChange> changes,
    StartPlan start,
    @Nullable RunningService running,
    Path config) {
  RoutesText {
    lines = List.copyOf(lines);
    changes = List.copyOf(changes);
  }

  int size() {
    return lines.size();
  }

  /** How many objects stand like that. */
  long count(Standing standing) {
    return lines.stream().filter(line -> line.standing() == standing).count();
  }

  /** Object by object, group by group. */
  void show(PrintWriter out, boolean coloured) {
    out.println(carrying());
    String group = "";
    for (Line line : lines) {
      if (!line.group().equals(group)) {
        group = line.group();
        out.println();
        out.println(Paint.BOLD.on(group, coloured));
      }
      out.println("  " + paint(line.standing()).on(words(line), coloured));
    }
    out.println();
    start.warnings().forEach(it -> out.println(Paint.YELLOW.on("! " + it, coloured)));
    out.println(sum());
  }

  /** Each change, and what came of them. */
  void done(PrintWriter out, RouteAnswer answer) {
    changes.forEach(change -> out.println(change.words()));
    start.warnings().forEach(it -> out.println("! " + it));
    out.println(
        switch (answer) {
          case RouteAnswer.Applied(_, _, int count, _) ->
              count == 0 ? "Nothing was to be done." : "Done: %d changes.".formatted(count);
          case RouteAnswer.Refused refused -> "The kernel refuses: " + refused.reason();
        });
    if (running != null && !running.observes()) {
      out.println(
          "! The service at %s is running and puts back its own plan.".formatted(running.url()));
    }
  }

  /** All of it as one object. */
  ObjectNode json(@Nullable RouteAnswer answer) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("equal", count(Standing.STANDS) == size());
    root.put("service", running == null ? null : running.url());
    ArrayNode carrying = root.putArray("carrying");
    start.carrying().forEach(uplink -> carrying.add(uplink.name()));
    ArrayNode objects = root.putArray("objects");
    for (Line line : lines) {
      objects
          .addObject()
          .put("group", line.group())
          .put("what", line.what())
          .put("standing", word(line.standing()));
    }
    ArrayNode steps = root.putArray("changes");
    changes.forEach(change -> steps.add(change.words()));
    ArrayNode warnings = root.putArray("warnings");
    start.warnings().forEach(warnings::add);
    switch (answer) {
      case null -> {}
      case RouteAnswer.Applied applied ->
          root.put("result", "applied").put("done", applied.changes());
      case RouteAnswer.Refused refused ->
          root.put("result", "refused").put("reason", refused.reason());
    }
    return root;
  }

  private String carrying() {
    String who =
        start.carrying().isEmpty()
            ? "no uplink carries"
            : start.carrying().stream().map(UplinkId::name).collect(Collectors.joining(" and "))
                + (start.carrying().size() == 1 ? " carries" : " carry");
    return running == null
        ? "No service runs at the port of %s; one that starts now: %s.".formatted(config, who)
        : "The service at %s says: %s.".formatted(running.url(), who);
  }

  private String sum() {
    if (count(Standing.STANDS) == size()) {
      return size() == 0 ? "Nothing should stand, and nothing does." : "The kernel holds the plan.";
    }
    String counts =
        Stream.of(Standing.MISSING, Standing.DIFFERENT, Standing.SUPERFLUOUS)
            .filter(standing -> count(standing) > 0)
            .map(standing -> count(standing) + " " + word(standing))
            .collect(Collectors.joining(", "));
    return "The kernel does not hold the plan: %s. To make it so: linkflux routes %s --apply"
        .formatted(counts, config);
  }

  private static String words(Line line) {
    String mark =
        switch (line.standing()) {
          case STANDS -> "=";
          case MISSING -> "+";
          case DIFFERENT -> "~";
          case SUPERFLUOUS -> "-";
        };
    return "%s %-11s  %s".formatted(mark, word(line.standing()), line.what());
  }

  private static Paint paint(Standing standing) {
    return switch (standing) {
      case STANDS -> Paint.NONE;
      case MISSING -> Paint.RED;
      case DIFFERENT, SUPERFLUOUS -> Paint.YELLOW;
    };
  }

  private static String word(Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT);
  }
}
