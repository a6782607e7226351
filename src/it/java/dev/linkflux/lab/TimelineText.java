package dev.linkflux.lab;

import dev.linkflux.lab.Impairment.Burst;
import dev.linkflux.lab.Impairment.Rate;
import dev.linkflux.lab.Timeline.Action;
import dev.linkflux.lab.Timeline.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.UnaryOperator;
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
    Queue<String> words = new ArrayDeque<>(List.of(text.strip().split("\\s+")));
    try {
      Action action =
          switch (words.remove()) {
            case "wan1" -> uplink(1, words);
            case "wan2" -> uplink(2, words);
            case "wan3" -> uplink(3, words);
            case "target" -> target(Integer.parseInt(words.remove()), words.remove());
            case "end" -> _ -> System.nanoTime();
            default -> throw new IllegalArgumentException("neither wan1 to wan3, target nor end");
          };
      if (!words.isEmpty()) {
        throw new IllegalArgumentException("too much: " + words);
      }
      return action;
    } catch (NoSuchElementException tooShort) {
      throw new IllegalArgumentException("not a step: '" + text + "': too short", tooShort);
    } catch (IllegalArgumentException wrong) {
      String why = wrong.getMessage();
      throw new IllegalArgumentException("not a step: '" + text + "': " + why, wrong);
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

  private static Action uplink(int number, Queue<String> words) {
    String what = words.remove();
    return switch (what) {
      case "freeze" -> lab -> lab.uplink(number).freeze();
      case "thaw" -> lab -> lab.uplink(number).thaw();
      case "heal" -> lab -> lab.uplink(number).heal();
      case "carrier" ->
          switch (words.remove()) {
            case "off" -> lab -> lab.uplink(number).carrierOff();
            case "on" -> lab -> lab.uplink(number).carrierOn();
            default -> throw new IllegalArgumentException("carrier is off or on");
          };
      case "delay" -> {
        Duration delay = duration(words.remove());
        yield lab -> lab.uplink(number).roundTrip(delay);
      }
      case "jitter" -> {
        Duration jitter = duration(words.remove());
        yield lab -> lab.uplink(number).jitter(jitter);
      }
      case "rate" -> {
        UnaryOperator<Impairment> rate = impairment(what, words);
        yield lab -> lab.uplink(number).both(rate);
      }
      case "loss", "burst" -> oneWay(number, Direction.UP, impairment(what, words));
      case "up" -> oneWay(number, Direction.UP, impairment(words.remove(), words));
      case "down" -> oneWay(number, Direction.DOWN, impairment(words.remove(), words));
      default -> throw new IllegalArgumentException("unknown: " + what);
    };
  }

  private static Action oneWay(int number, Direction way, UnaryOperator<Impairment> how) {
    return lab -> lab.uplink(number).change(way, how);
  }

  private static UnaryOperator<Impairment> impairment(String what, Queue<String> words) {
    return switch (what) {
      case "delay" -> {
        Duration delay = duration(words.remove());
        yield now -> now.withDelay(delay);
      }
      case "jitter" -> {
        Duration jitter = duration(words.remove());
        yield now -> now.withJitter(jitter);
      }
      case "loss" -> {
        double loss = ratio(words.remove());
        yield now -> now.withLoss(loss);
      }
      case "burst" -> {
        Burst burst =
            new Burst(ratio(words.remove()), ratio(words.remove()), ratio(words.remove()));
        yield now -> now.withBurst(burst);
      }
      case "rate" -> {
        Rate rate = new Rate(bytes(words.remove()), bytes(words.remove()));
        yield now -> now.withRate(rate);
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
}
