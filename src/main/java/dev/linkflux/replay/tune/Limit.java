package dev.linkflux.replay.tune;

import dev.linkflux.replay.tune.Measure.Kind;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of something a constraint allows. */
sealed interface Limit {
  /**
   * No more than the present settings have.
   *
   * @param more by which share more is allowed all the same
   */
  record Now(double more) implements Limit {}

  /**
   * So much.
   *
   * @param amount count, seconds or bytes
   */
  record Whole(double amount) implements Limit {}

  /**
   * So much in a time.
   *
   * @param amount count, seconds or bytes
   * @param seconds of that time
   */
  record Rate(double amount, double seconds) implements Limit {}

  /** As the present settings do. */
  Pattern NOW = Pattern.compile("now(?:\\s*\\+\\s*(\\d{1,4})%)?", Pattern.CASE_INSENSITIVE);

  /** By their letters; seconds, or bytes. */
  Map<String, Double> TIMES =
      Map.of("ms", 1e-3, "s", 1.0, "m", 60.0, "h", 3600.0, "d", 86_400.0, "w", 604_800.0);

  Map<String, Double> SIZES = Map.of("B", 1.0, "kB", 1e3, "MB", 1e6, "GB", 1e9, "TB", 1e12);

  Pattern AMOUNT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*([a-zA-Z]*)");

  Pattern PERIOD = Pattern.compile("(\\d{0,6})\\s*(m|h|d|w|month)");

  double PER_CENT = 100;

  double MONTH_SECONDS = 30 * 86_400.0;

  /**
   * The limit that a text says.
   *
   * @throws MalformedGoal if the measure cannot be limited so
   */
  static Limit parse(Measure measure, String text) {
    Matcher now = NOW.matcher(text);
    if (now.matches()) {
      return new Now(now.group(1) == null ? 0 : Integer.parseInt(now.group(1)) / PER_CENT);
    }
    int slash = text.indexOf('/');
    double amount = amount(measure, (slash < 0 ? text : text.substring(0, slash)).strip());
    if (slash < 0) {
      return new Whole(amount);
    }
    if (!measure.kind().addsUp()) {
      throw new MalformedGoal(measure.word() + " is a time: write it as in " + example(measure));
    }
    return new Rate(amount, period(measure, text.substring(slash + 1).strip()));
  }

  private static double amount(Measure measure, String text) {
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      throw malformed(measure, text);
    }
    double number = Double.parseDouble(matcher.group(1));
    String unit = matcher.group(2);
    if (unit.isEmpty()) {
      return number;
    }
    Double factor =
        switch (measure.kind()) {
          case COUNT -> null;
          case SECONDS, DELAY -> TIMES.get(unit);
          case BYTES -> SIZES.get(unit);
        };
    if (factor == null) {
      throw malformed(measure, text);
    }
    return number * factor;
  }

  private static double period(Measure measure, String text) {
    Matcher matcher = PERIOD.matcher(text);
    if (!matcher.matches()) {
      throw malformed(measure, "/" + text);
    }
    double count = matcher.group(1).isEmpty() ? 1 : Double.parseDouble(matcher.group(1));
    String unit = matcher.group(2);
    double seconds = count * (unit.equals("month") ? MONTH_SECONDS : TIMES.getOrDefault(unit, 0.0));
    if (!(seconds > 0)) {
      throw malformed(measure, "/" + text);
    }
    return seconds;
  }

  private static MalformedGoal malformed(Measure measure, String text) {
    return new MalformedGoal(
        "\"%s\" does not limit %s: write it as in %s"
            .formatted(text, measure.word(), example(measure)));
  }

  /** How a limit of it looks. */
  static String example(Measure measure) {
    return measure.word()
        + "<="
        + switch (measure.kind()) {
          case COUNT -> "2/d, 10/w, 0, now or now+10%";
          case SECONDS -> "10m/d, 600s or now";
          case DELAY -> "2s or now";
          case BYTES -> "1GB/month, 20MB/d or now";
        };
  }

  /**
   * How much that is for a part of the trace: of what can be counted a whole number, rounded up.
   *
   * @param now what the present settings have in that part
   * @param seconds of that part
   * @param whole seconds of the trace
   */
  static double allowed(Limit limit, Kind kind, double now, double seconds, double whole) {
    double exact =
        switch (limit) {
          case Now(double more) -> now * (1 + more);
          case Whole(double amount) -> kind.addsUp() ? amount * seconds / whole : amount;
          case Rate(double amount, double period) -> amount * seconds / period;
        };
    return kind == Kind.COUNT ? Math.ceil(exact - 1e-9) : exact;
  }
}
