package dev.linkflux.replay.report;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Strategy;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** In what settings differ from others, in words, as far as decisions on a trace depend on it. */
final class Differences {
  private static final MathContext DIGITS = new MathContext(4);

  private final List<String> found = new ArrayList<>();

  private Differences() {}

  /** Empty if a trace cannot tell them apart. */
  static List<String> of(Settings settings, Settings from) {
    Differences differences = new Differences();
    differences.probing(settings, from);
    differences.demands(settings.demands(), from.demands());
    differences.rules(settings.rules(), from.rules());
    differences.uplinks(settings.uplinks(), from.uplinks());
    differences.targets(settings.targets(), from.targets());
    return List.copyOf(differences.found);
  }

  private void probing(Settings settings, Settings from) {
    time("interval", settings.probing().interval(), from.probing().interval());
    time("fast interval", settings.probing().fast(), from.probing().fast());
    time("time-out", settings.probing().timeout(), from.probing().timeout());
    held("payload", settings.probing().payload(), from.probing().payload(), it -> it + " bytes");
    time("window", settings.windowing().window(), from.windowing().window());
  }

  private void demands(List<Demand> demands, List<Demand> from) {
    for (Metric metric : Metric.values()) {
      Demand own = find(demands, metric);
      Demand other = find(from, metric);
      String name = metric.name().toLowerCase(Locale.ROOT);
      if (own != null && other != null) {
        held(name + " fails at", own.fail(), other.fail(), it -> figure(metric, it));
        held(name + " recovers at", own.recover(), other.recover(), it -> figure(metric, it));
      } else if (own != null) {
        found.add(name + " " + words(own));
      } else if (other != null) {
        found.add("no demand on " + name);
      }
    }
  }

  private static @Nullable Demand find(List<Demand> demands, Metric metric) {
    return demands.stream().filter(it -> it.metric() == metric).findFirst().orElse(null);
  }

  private static String words(Demand demand) {
    return "fails at %s, recovers at %s"
        .formatted(
            figure(demand.metric(), demand.fail()), figure(demand.metric(), demand.recover()));
  }

  private static String figure(Metric metric, double value) {
    return metric.isDuration() ? plain(value / 1e6) + " ms" : plain(value * 100) + " %";
  }

  private void rules(Rules rules, Rules from) {
    held(
        "false switches",
        rules.falseSwitches(),
        from.falseSwitches(),
        it -> "one in " + Amounts.exact(it));
    time("confirm", rules.confirm(), from.confirm());
    time("hold-down", rules.holdDown(), from.holdDown());
    Rules.Dampening own = rules.dampening();
    Rules.Dampening other = from.dampening();
    time("half-life of dampening", own.halfLife(), other.halfLife());
    time("longest dampening", own.cap(), other.cap());
    held("penalty", own.penalty(), other.penalty(), Differences::plain);
    held("suppressed from", own.suppress(), other.suppress(), Differences::plain);
    held("reused from", own.reuse(), other.reuse(), Differences::plain);
    if (rules.recoverAll() != from.recoverAll()) {
      found.add(
          rules.recoverAll()
              ? "every figure must recover"
              : "only the breached figure must recover");
    }
    held("election", rules.strategy(), from.strategy(), Differences::words);
  }

  private static String words(Strategy strategy) {
    return switch (strategy) {
      case Strategy.Failover _ -> strategy.wire();
      case Strategy.Balance(boolean byQuality) ->
          strategy.wire() + (byQuality ? " by quality" : "");
      case Strategy.LowestRtt(Duration margin, double share, Duration lasting) ->
          "%s (by %s and %s %% for %s)"
              .formatted(
                  strategy.wire(),
                  Amounts.exact(margin),
                  plain(share * 100),
                  Amounts.exact(lasting));
    };
  }

  private void uplinks(List<Uplink> uplinks, List<Uplink> from) {
    for (Uplink own : uplinks) {
      from.stream()
          .filter(it -> it.name().equals(own.name()))
          .findFirst()
          .ifPresentOrElse(it -> uplink(own, it), () -> found.add("with uplink " + own.name()));
    }
    missing("without uplink ", uplinks, from, Uplink::name);
    String order = names(uplinks, from, Uplink::name);
    held("order of uplinks", order, names(from, uplinks, Uplink::name), it -> it);
  }

  private void uplink(Uplink own, Uplink from) {
    String name = own.name();
    held(name + " in tier", own.tier(), from.tier(), Object::toString);
    held(name + " of weight", own.weight(), from.weight(), Object::toString);
    held(name + " probed with", own.budget(), from.budget(), it -> budget(it));
    held(name + " with a quota of", own.quota(), from.quota(), it -> budget(it));
    if (own.disabled() != from.disabled()) {
      found.add(name + (own.disabled() ? " disabled" : " not disabled"));
    }
    if (!own.maintenance().equals(from.maintenance())) {
      found.add(name + " with other times of maintenance");
    }
  }

  private static String budget(long bytes) {
    return bytes == Uplink.UNMETERED ? "no limit" : Amounts.bytes(bytes) + " a month";
  }

  private void targets(List<Target> targets, List<Target> from) {
    for (Target own : targets) {
      from.stream()
          .filter(it -> it.name().equals(own.name()))
          .findFirst()
          .ifPresentOrElse(it -> target(own, it), () -> found.add("with target " + own.name()));
    }
    missing("without target ", targets, from, Target::name);
  }

  private void target(Target own, Target from) {
    if (own.required() != from.required()) {
      found.add(own.name() + (own.required() ? " required" : " not required"));
    }
  }

  private <T> void missing(String words, List<T> own, List<T> from, Function<T, String> name) {
    List<String> names = own.stream().map(name).toList();
    from.stream().map(name).filter(it -> !names.contains(it)).forEach(it -> found.add(words + it));
  }

  /** Those that both have. */
  private static <T> String names(List<T> own, List<T> other, Function<T, String> name) {
    List<String> others = other.stream().map(name).toList();
    return own.stream().map(name).filter(others::contains).collect(Collectors.joining(", "));
  }

  private void time(String what, Duration own, Duration from) {
    held(what, own, from, Amounts::exact);
  }

  private <T> void held(String what, T own, T from, Function<T, String> words) {
    if (!Objects.equals(own, from)) {
      found.add(what + " " + words.apply(own) + " instead of " + words.apply(from));
    }
  }

  private static String plain(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
