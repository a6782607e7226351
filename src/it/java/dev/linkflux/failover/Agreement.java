package dev.linkflux.failover;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.Held;
import dev.linkflux.lab.Lab;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Whether the kernel holds what the service has told that it planned, by {@code ip}. */
record Agreement(Lab lab, Service service) {
  private static final int PROTOCOL = 76;
  private static final Duration POLL = Duration.ofMillis(20);

  /** Routes, rules and endpoints; there are none of others here but the kernel's own. */
  List<String> held() {
    TreeSet<String> words = new TreeSet<>(Held.of(lab.router(), PROTOCOL).ours());
    words.addAll(Held.endpoints(lab.router()));
    return List.copyOf(words);
  }

  /**
   * Waits until the last plan that was told is in the kernel, no more and no less.
   *
   * @return how they differ if they still do when the limit is over; else empty
   */
  List<String> await(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isApplied() || !held().equals(planned())) {
      if (System.nanoTime() > deadline) {
        return List.of(
            "plan and kernel differ:\n  plan   "
                + planned()
                + (isApplied() ? "" : " (not applied)")
                + "\n  kernel "
                + held());
      }
      Pause.of(POLL);
    }
    return List.of();
  }

  private List<String> planned() {
    TreeSet<String> words = new TreeSet<>();
    for (JsonNode plan : service.plans()) {
      if (plan.path("result").asText().equals("planned")) {
        words.clear();
        plan.path("routes").forEach(it -> words.add(it.asText()));
        plan.path("rules").forEach(it -> words.add(it.asText()));
        plan.path("endpoints").forEach(it -> words.add(it.asText()));
      }
    }
    return List.copyOf(words);
  }

  private boolean isApplied() {
    List<JsonNode> plans = service.plans();
    return !plans.isEmpty()
        && plans.getLast().path("result").asText().equals("applied")
        && plans.stream()
            .allMatch(
                it ->
                    it.path("generation").asLong() <= plans.getLast().path("generation").asLong());
  }

  /** How many changes the first plan took; -1 if it was overtaken. */
  int changesOfTheFirst() {
    return service.plans().stream()
        .filter(
            it ->
                it.path("result").asText().equals("applied") && it.path("generation").asLong() == 1)
        .map(it -> it.path("changes").asInt())
        .findFirst()
        .orElse(-1);
  }
}
