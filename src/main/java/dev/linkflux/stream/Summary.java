package dev.linkflux.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How things are, in one sentence: who carries, who stands by, and who is out and why. It depends
 * on nothing but what it is given, so that whoever knows the status can say it anew at any time.
 */
public final class Summary {
  private Summary() {}

  /** What an uplink is to the traffic. */
  public enum Role {
    CARRIES,
    /** Usable, and would take over. */
    STANDS_BY,
    /** Not usable now. */
    OUT
  }

  /**
   * How an uplink stands.
   *
   * @param state as on the wire: {@code Up}, {@code Down} and so on
   * @param cause as on the wire; of its exclusion if it is excluded, else of its state
   * @param since when it got into that state
   * @param steering as on the wire: {@code auto}, {@code pin} or {@code avoid}
   */
  public record Standing(
      String name,
      String state,
      String cause,
      Instant since,
      Role role,
      String steering,
      Figures figures) {}

  /**
   * What it is like now; NaN where that is not known.
   *
   * @param loss from 0 to 1
   * @param rtt in milliseconds, as are the others
   */
  public record Figures(double loss, double rtt, double jitter, double pdv) {
    public static final Figures NONE = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /**
   * The sentence, without a full stop.
   *
   * @param uplinks all of them, in the order of the configuration
   * @param isolated true if nothing answers through any of them, and so nothing is changed
   */
  public static String of(List<Standing> uplinks, boolean isolated, Instant now) {
    if (uplinks.isEmpty()) {
      return "no uplink is configured";
    }
    List<Standing> carrying = of(Role.CARRIES, uplinks);
    if (carrying.isEmpty() && uplinks.stream().allMatch(it -> it.state.equals("Unknown"))) {
      return "nothing is known yet: %s %s being probed"
          .formatted(list(names(uplinks)), uplinks.size() == 1 ? "is" : "are");
    }
    List<String> parts = new ArrayList<>();
    if (isolated) {
      parts.add("nothing answers through any uplink, so nothing is changed");
    }
    parts.add(carriers(carrying, isolated, now));
    List<Standing> standby = of(Role.STANDS_BY, uplinks);
    if (!standby.isEmpty()) {
      List<String> noted = standby.stream().map(it -> noted(it, now)).toList();
      parts.add(list(noted) + (standby.size() == 1 ? " stands by" : " stand by"));
    }
    of(Role.OUT, uplinks).forEach(it -> parts.add(out(it, now)));
    return String.join("; ", parts);
  }

  private static String carriers(List<Standing> carrying, boolean isolated, Instant now) {
    if (carrying.isEmpty()) {
      return "nothing carries: no uplink can be used";
    }
    boolean down = !isolated && carrying.stream().allMatch(it -> it.state.equals("Down"));
    String before = down ? "no uplink is usable: " : "";
    String after = down ? " as the least bad" : "";
    if (carrying.size() > 1) {
      List<String> noted = carrying.stream().map(it -> noted(it, now)).toList();
      return before + list(noted) + " carry together" + after;
    }
    Standing only = carrying.getFirst();
    List<String> notes = notes(only, now);
    return before
        + only.name
        + " carries"
        + after
        + (notes.isEmpty() ? "" : ", " + String.join(", ", notes));
  }

  private static String noted(Standing it, Instant now) {
    List<String> notes = notes(it, now);
    return notes.isEmpty() ? it.name : it.name + " (" + String.join(", ", notes) + ")";
  }

  /** What is remarkable of one that can be used. */
  private static List<String> notes(Standing it, Instant now) {
    List<String> notes = new ArrayList<>();
    switch (it.steering) {
      case "pin" -> notes.add("pinned");
      case "avoid" -> notes.add("to be avoided");
      default -> {}
    }
    switch (it.state) {
      case "Degraded" -> notes.add("degraded: " + lasting(it, now));
      case "Down" -> notes.add("down: " + lasting(it, now));
      case "Recovering" -> notes.add("recovering" + lasted(it, now));
      case "Unknown" -> notes.add("not known yet");
      default -> {}
    }
    return notes;
  }

  private static String out(Standing it, Instant now) {
    String dampened = it.cause.equals("dampened") ? " after flapping" : "";
    return it.name
        + switch (it.state) {
          case "Unknown" -> " is not known yet";
          case "Disabled" -> " is disabled";
          case "Recovering" -> " is recovering" + dampened + lasted(it, now);
          case "Up" -> it.steering.equals("avoid") ? " is to be avoided" : " is out: " + reason(it);
          default -> " is out: " + lasting(it, now);
        };
  }

  private static String lasting(Standing it, Instant now) {
    return reason(it) + lasted(it, now);
  }

  private static String reason(Standing it) {
    return switch (it.cause) {
      case "no-interface" -> "no interface";
      case "carrier-lost" -> "no carrier";
      case "no-address" -> "no address";
      case "no-gateway" -> "no gateway";
      case "blackout" -> "no answer";
      case "loss" -> figure("%.0f %% loss", it.figures.loss * 100, "loss");
      case "rtt" -> figure("rtt %.0f ms", it.figures.rtt, "slow answers");
      case "jitter" -> figure("jitter %.0f ms", it.figures.jitter, "jitter");
      case "pdv" -> figure("delay variation %.0f ms", it.figures.pdv, "delay variation");
      case "operator" -> "taken out by the operator";
      case "maintenance" -> "maintenance";
      case "quota" -> "its quota is used up";
      case "dampened" -> "flapping";
      default -> it.cause;
    };
  }

  private static String figure(String format, double value, String otherwise) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : otherwise;
  }

  private static String lasted(Standing it, Instant now) {
    long seconds = Math.max(0, Duration.between(it.since, now).toSeconds());
    return " for "
        + (seconds < 120
            ? seconds + " s"
            : seconds < 7200
                ? seconds / 60 + " min"
                : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d");
  }

  private static List<Standing> of(Role role, List<Standing> uplinks) {
    return uplinks.stream().filter(it -> it.role == role).toList();
  }

  private static List<String> names(List<Standing> uplinks) {
    return uplinks.stream().map(Standing::name).toList();
  }

  /** One, or one and another, or several. */
  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
