package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Strategy;

/** The rules of decision and election as keys of the file, every default filled in. */
final class RulesKeys {
  private RulesKeys() {}

  static ObjectNode of(Rules rules) {
    Rules.Dampening dampening = rules.dampening();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("falseSwitches", FrequencyText.print(rules.falseSwitches()))
            .put("confirm", DurationText.print(rules.confirm()))
            .put("holdDown", DurationText.print(rules.holdDown()))
            .put("recoverAll", rules.recoverAll());
    node.putObject("dampening")
        .put("penalty", NumberText.print(dampening.penalty()))
        .put("suppress", NumberText.print(dampening.suppress()))
        .put("reuse", NumberText.print(dampening.reuse()))
        .put("halfLife", DurationText.print(dampening.halfLife()))
        .put("cap", DurationText.print(dampening.cap()));
    return node;
  }

  static ObjectNode of(Strategy strategy) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("strategy", strategy.wire());
    return switch (strategy) {
      case Strategy.Failover _ -> node;
      case Strategy.Balance balance -> node.put("byQuality", balance.byQuality());
      case Strategy.LowestRtt rtt ->
          node.put("margin", DurationText.print(rtt.margin()))
              .put("share", RatioText.print(rtt.share()))
              .put("lasting", DurationText.print(rtt.lasting()));
    };
  }
}
