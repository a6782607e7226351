package dev.linkflux.lab;

import dev.linkflux.lab.Impairment.Burst;
import dev.linkflux.lab.Impairment.Rate;
import dev.linkflux.lab.Timeline.Action;
import dev.linkflux.lab.Timeline.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The written form of a timeline: steps, each {@code TIME WHAT}, parted by semicolons or line ends.
 *
 * <pre>
 *  wanN freeze | thaw | heal           heal: all as in the beginning, but for the carrier
 *  wanN carrier off | on
 *  wanN delay 900ms                    of the round trip, half on each way
 *  wanN jitter 40ms                    likewise
 *  wanN loss 30%                       on the way up
 *  wanN burst ENTER LEAVE LOSS         ratios, on the way up; see Impairment.Burst
 *  wanN rate 125kB QUEUE               a second, on each way, with a queue of so many bytes
 *  wanN up|down delay|jitter|loss|burst|rate ...     one way only
 *  target N silent | answers
 *  end                                 nothing; lets the timeline last until then
 * </pre>
 */
final class TimelineText {
  private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)([a-zA-Z%]+)");

  private TimelineText() {}

  static Timeline parse(String text) {
    List<Step> steps = new ArrayList<>();
    for (String step : text.split("[;\\n]", -1)) {
      String trimmed = step.strip();
      if (!trimmed.isEmpty()) {
        String[] timeAndRest = trimmed.split("\\s+", 2);
        if (timeAndRest.length < 2) {
          throw new IllegalArgumentException("a step is TIME WHAT, not '" + trimmed + "'");
        }
        steps.add(new Step(duration(timeAndRest[0]), timeAndRest[1], action(timeAndRest[1])));
      }
    }
    return new Timeline(steps);
  }

  /** What a step without its time does. */
  static Action action(String text) {
    String[] words = text.strip().split("\\s+");
    try {
      return switch (words[0]) {
        case "wan1", "wan2", "wan3" -> uplink(words[0].charAt(3) - '0', after(words, 1));
        case "target" -> target(Integer.parseInt(words[1]), words[2]);
        case "end" -> _ -> System.nanoTime();
        default -> throw new IllegalArgumentException("neither wan1 to wan3, target nor end");
      };
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      throw new IllegalArgumentException(
          "not a step: '" + text + "': " + wrong.getMessage(), wrong);
    }
  }

  private static Action target(int number, String what) {
    var _ = Lab.target(number);
    return switch (what) {
      case "silent" -> lab -> lab.silence(number);
      case "answers" -> lab -> lab.restore(number);
      default -> throw new IllegalArgumentException("a target is silent or answers");
    };
  }

  private static Action uplink(int number, String[] words) {
    String[] values = after(words, 1);
    return switch (words[0]) {
      case "freeze" -> lab -> lab.uplink(number).freeze();
      case "thaw" -> lab -> lab.uplink(number).thaw();
      case "heal" -> lab -> lab.uplink(number).heal();
      case "carrier" ->
          switch (values[0]) {
            case "off" -> lab -> lab.uplink(number).carrierOff();
            case "on" -> lab -> lab.uplink(number).carrierOn();
            default -> throw new IllegalArgumentException("carrier is off or on");
          };
      case "up" -> oneWay(number, Direction.UP, values[0], after(values, 1));
      case "down" -> oneWay(number, Direction.DOWN, values[0], after(values, 1));
      case "delay" -> roundTrip(duration(values[0]), number);
      case "jitter" -> {
        Duration jitter = duration(values[0]);
        yield lab -> lab.uplink(number).jitter(jitter);
      }
      case "loss", "burst" -> oneWay(number, Direction.UP, words[0], values);
      case "rate" -> {
        Rate rate = rate(values);
        yield lab -> lab.uplink(number).rate(rate);
      }
      default -> throw new IllegalArgumentException("unknown: " + words[0]);
    };
  }

  private static Action roundTrip(Duration delay, int number) {
    return lab -> lab.uplink(number).roundTrip(delay);
  }

  private static Action oneWay(int number, Direction way, String what, String[] values) {
    return switch (what) {
      case "delay" -> {
        Duration delay = duration(values[0]);
        yield lab -> lab.uplink(number).change(way, now -> now.withDelay(delay));
      }
      case "jitter" -> {
        Duration jitter = duration(values[0]);
        yield lab -> lab.uplink(number).change(way, now -> now.withJitter(jitter));
      }
      case "loss" -> {
        double loss = ratio(values[0]);
        yield lab -> lab.uplink(number).change(way, now -> now.withLoss(loss));
      }
      case "burst" -> {
        Burst burst = new Burst(ratio(values[0]), ratio(values[1]), ratio(values[2]));
        yield lab -> lab.uplink(number).change(way, now -> now.withBurst(burst));
      }
      case "rate" -> {
        Rate rate = rate(values);
        yield lab -> lab.uplink(number).change(way, now -> now.withRate(rate));
      }
      default -> throw new IllegalArgumentException("unknown: " + what);
    };
  }

  static Duration duration(String text) {
    return Duration.ofNanos(Math.round(1e9 * amount(text, "ms", 1e-3, "s", 1, "m", 60)));
  }

  static double ratio(String text) {
    double ratio = amount(text, "%", 0.01);
    if (ratio > 1) {
      throw new IllegalArgumentException(text + " is more than all");
    }
    return ratio;
  }

  private static Rate rate(String[] values) {
    return new Rate(bytes(values[0]), bytes(values[1]));
  }

  private static long bytes(String text) {
    return Math.round(amount(text, "B", 1, "kB", 1e3, "MB", 1e6));
  }

  private static double amount(String text, Object... unitsAndFactors) {
    Matcher matcher = AMOUNT.matcher(text);
    if (matcher.matches()) {
      for (int unit = 0; unit < unitsAndFactors.length; unit += 2) {
        if (matcher.group(2).equals(unitsAndFactors[unit])) {
          Number factor = (Number) unitsAndFactors[unit + 1];
          return Double.parseDouble(matcher.group(1)) * factor.doubleValue();
        }
      }
    }
    throw new IllegalArgumentException(
        "not an amount: " + text + "; units and factors: " + Arrays.toString(unitsAndFactors));
  }

  private static String[] after(String[] words, int count) {
    return Arrays.copyOfRange(words, Math.min(count, words.length), words.length);
  }
}
