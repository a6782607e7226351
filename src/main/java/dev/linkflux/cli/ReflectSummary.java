package dev.linkflux.cli;

import dev.linkflux.probe.udp.ReflectorTally.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what a reflector has refused since it was last asked. */
final class ReflectSummary {
  private final Map<Refusal, Long> told = new EnumMap<>(Refusal.class);

  /**
   * One line, if there is anything to say.
   *
   * @param refused all packets that were refused so far
   */
  Optional<String> news(Map<Refusal, Long> refused) {
    String reasons =
        refused.entrySet().stream()
            .filter(it -> fresh(it) > 0)
            .map(it -> fresh(it) + " " + it.getKey().words())
            .collect(Collectors.joining(", "));
    told.putAll(refused);
    return reasons.isEmpty() ? Optional.empty() : Optional.of("packets refused: " + reasons);
  }

  private long fresh(Map.Entry<Refusal, Long> refused) {
    return refused.getValue() - told.getOrDefault(refused.getKey(), 0L);
  }
}
