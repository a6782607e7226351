package dev.linkflux.cli;

import dev.linkflux.control.Shadowed;
import dev.linkflux.decision.Election;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a shadow would have moved traffic. One owner; not thread safe.
 *
 * <p>Its transitions are not told here: most would say what the live ones say. They are on the
 * stream.
 */
final class ShadowNarrator {
  private final String name;
  private @Nullable List<String> carrying;

  /**
   * @param name of the shadow's configuration
   */
  ShadowNarrator(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** The sentence, without its end; empty if traffic would have stayed where it would be. */
  Optional<String> line(Shadowed event) {
    if (!(event.decision() instanceof Election election)) {
      return Optional.empty();
    }
    List<String> before = carrying;
    List<String> now = election.carrying().stream().map(UplinkId::name).toList();
    carrying = now;
    if (now.equals(before)) {
      return Optional.empty();
    }
    return Optional.of(
        "shadow %s: would have %s: %s"
            .formatted(
                name,
                before == null
                    ? "begun with " + names(now)
                    : "moved from " + names(before) + " to " + names(now),
                reason(election.sentence())));
  }

  /** What an election says behind «traffic moves from … to …:», or all of it. */
  private static String reason(String sentence) {
    int colon = sentence.indexOf(": ");
    return sentence.startsWith("traffic ") && colon > 0 ? sentence.substring(colon + 2) : sentence;
  }

  private static String names(List<String> uplinks) {
    return uplinks.isEmpty() ? "nothing" : String.join(", ", uplinks);
  }
}
