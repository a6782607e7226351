package dev.linkflux.replay.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is wanted of the settings.
 *
 * @param constraints what must hold
 * @param objectives at least one, the most important first
 * @param text as it was written
 */
public record Goal(List<Constraint> constraints, List<Objective> objectives, String text) {
  /** Less time on a bad uplink, and no more switches than now. */
  public static final String DEFAULT = "switches<=now, badSeconds=min";

  /**
   * Holds unless the goal says otherwise: nobody asks for settings that hold good uplinks to be
   * bad.
   */
  private static final Constraint NO_MORE_OUT =
      new Constraint(Measure.OUT_SECONDS, false, new Limit.Now(0.2), "outSeconds<=now+20%");

  private static final Pattern ITEM =
      Pattern.compile("([a-zA-Z]+)\\s*(<=|<|>=|>|==|=|:)\\s*(\\S.*)");

  public Goal {
    constraints = List.copyOf(constraints);
    objectives = List.copyOf(objectives);
  }

  /**
   * The goal that a text says: {@code switches<=1/d, badSeconds=min}.
   *
   * @throws MalformedGoal with what is wrong and how it is written
   */
  public static Goal parse(String text) {
    List<Constraint> constraints = new ArrayList<>();
    List<Objective> objectives = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      parse(item.strip(), constraints, objectives);
    }
    if (objectives.isEmpty()) {
      throw new MalformedGoal(
          "\"%s\" says what must not be, but not what is wanted: add one as in badSeconds=min"
              .formatted(text.strip()));
    }
    Goal goal = new Goal(constraints, objectives, text.strip());
    return goal.measures().contains(Measure.OUT_SECONDS) ? goal : goal.with(NO_MORE_OUT);
  }

  private Goal with(Constraint more) {
    List<Constraint> all = new ArrayList<>(constraints);
    all.add(more);
    return new Goal(all, objectives, text);
  }

  private static void parse(String item, List<Constraint> constraints, List<Objective> objectives) {
    Matcher matcher = ITEM.matcher(item);
    if (!matcher.matches()) {
      throw new MalformedGoal(
          "\"%s\" is no part of a goal: write as in %s".formatted(item, DEFAULT));
    }
    Measure measure = Measure.named(matcher.group(1)).orElseThrow(() -> unknown(matcher.group(1)));
    String value = matcher.group(3).strip();
    switch (matcher.group(2)) {
      case "<=", "<" -> {
        boolean strictly = matcher.group(2).equals("<");
        constraints.add(new Constraint(measure, strictly, Limit.parse(measure, value), item));
      }
      case "=" -> {
        Objective objective = new Objective(measure, most(measure, value));
        if (objectives.stream().anyMatch(it -> it.measure() == measure)) {
          throw new MalformedGoal(measure.word() + " stands there twice as what is wanted");
        }
        objectives.add(objective);
      }
      default ->
          throw new MalformedGoal(
              "\"%s\": limits are from above, as in %s; wanted is %s=min or %s=max"
                  .formatted(item, Limit.example(measure), measure.word(), measure.word()));
    }
  }

  private static boolean most(Measure measure, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "min" -> false;
      case "max" -> true;
      default ->
          throw new MalformedGoal(
              "\"%s=%s\": %s=min or %s=max is wanted, a limit is written as in %s"
                  .formatted(
                      measure.word(),
                      value,
                      measure.word(),
                      measure.word(),
                      Limit.example(measure)));
    };
  }

  private static MalformedGoal unknown(String word) {
    return new MalformedGoal(
        "there is no measure \"%s\": %s"
            .formatted(
                word,
                Arrays.stream(Measure.values())
                    .map(Measure::word)
                    .collect(Collectors.joining(", "))));
  }

  /** What it speaks of, what is wanted first. */
  public List<Measure> measures() {
    Set<Measure> all = new LinkedHashSet<>();
    objectives.forEach(it -> all.add(it.measure()));
    constraints.forEach(it -> all.add(it.measure()));
    return List.copyOf(all);
  }

  /** By how much a part exceeds the constraints, all in all; 0 if it meets them. */
  double excess(Figures part, Figures now, double whole) {
    return constraints.stream().mapToDouble(it -> it.excess(part, now, whole)).sum();
  }
}
