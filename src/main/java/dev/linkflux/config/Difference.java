package dev.linkflux.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What differs between two configurations, by their effective forms, and what a running service
 * follows.
 *
 * <table>
 * <caption>What a reload does with a change of a key</caption>
 * <tr><td>uplinks, targets, probing, quality, demands, decision, election, timezone, preset,
 *     servers, mptcp, routes.metric, routes.flows, shadow</td>
 *     <td>followed at the gate; what is the same goes on as it was</td></tr>
 * <tr><td>dns, hooks, notifications, trace, routes.onExit</td>
 *     <td>followed; what is the same is not touched</td></tr>
 * <tr><td>access.tokens, access.origins, access.clients</td>
 *     <td>followed, all at one moment; who was let in by a token that stays is not touched</td></tr>
 * <tr><td>access.tls</td>
 *     <td>restart: whether the server encrypts, and with which files, is decided when it binds. What
 *     stands in these files is followed at any time.</td></tr>
 * <tr><td>listen</td>
 *     <td>restart: the kernel does not let one listen on 0.0.0.0 beside 127.0.0.1 at the same port,
 *     so that the old address would have to be left before the new one is had</td></tr>
 * <tr><td>state</td><td>restart: what is kept would be in two places</td></tr>
 * <tr><td>routes.protocol, routes.tables, routes.marks, routes.priority</td>
 *     <td>restart: what is ours in the kernel is known by these numbers</td></tr>
 * </table>
 *
 * @param changes in the order of the file, what needs a restart among them
 */
public record Difference(List<Change> changes) {
  public Difference {
    changes = List.copyOf(changes);
  }

  /**
   * One of them.
   *
   * @param key such as {@code demands.rtt.fail}; that of a list if something in it was added,
   *     removed or put elsewhere
   * @param words for a person, such as {@code demands.rtt.fail: 300ms → 400ms}
   */
  public record Change(String key, String words) {
    /** The key that has to wait for a restart, or empty if this is followed. */
    private String waiting() {
      return Restarting.KEYS.stream()
          .filter(one -> key.equals(one) || key.startsWith(one + "."))
          .findFirst()
          .orElse("");
    }

    public boolean needsRestart() {
      return !waiting().isEmpty();
    }
  }

  /** From one effective configuration to another. */
  public static Difference between(JsonNode before, JsonNode after) {
    List<Change> changes = new ArrayList<>();
    compare("", before, after, changes);
    return new Difference(changes);
  }

  /**
   * From the effective configuration that a running service shows, without what is secret, to
   * another one. What is not shown is taken for the same.
   */
  public static Difference fromShown(JsonNode shown, JsonNode after) {
    return between(shown, ShownConfiguration.likewise(after, shown));
  }

  /**
   * From one configuration to another, with what the effective forms do not show: secrets, and what
   * stands in other files.
   */
  public static Difference between(Configuration before, Configuration after) {
    List<Change> changes = new ArrayList<>(between(before.effective(), after.effective()).changes);
    unseen("hooks", !before.hooks().equals(after.hooks()), changes);
    unseen("notifications", !before.notifications().equals(after.notifications()), changes);
    var was = before.shadow();
    var is = after.shadow();
    unseen("shadow", was != null && is != null && !was.settings().equals(is.settings()), changes);
    return new Difference(changes);
  }

  private static void unseen(String key, boolean differs, List<Change> changes) {
    boolean told = changes.stream().anyMatch(it -> (it.key + ".").startsWith(key + "."));
    if (differs && !told) {
      changes.add(new Change(key, key + ": not as before, in what is not shown"));
    }
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** What is followed, in words. */
  public List<String> followed() {
    return changes.stream().filter(it -> !it.needsRestart()).map(Change::words).toList();
  }

  /** The keys that wait for a restart. */
  public List<String> restart() {
    return changes.stream().map(Change::waiting).filter(it -> !it.isEmpty()).distinct().toList();
  }

  /** What waits for a restart, in words. */
  public List<String> waiting() {
    return changes.stream().filter(Change::needsRestart).map(Change::words).toList();
  }

  private static void compare(String path, JsonNode before, JsonNode after, List<Change> changes) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      Set<String> keys = new LinkedHashSet<>();
      after.fieldNames().forEachRemaining(keys::add);
      before.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        compare(
            path.isEmpty() ? key : path + "." + key, before.path(key), after.path(key), changes);
      }
    } else if (isNamed(before) && isNamed(after)) {
      compareNamed(path, named(before), named(after), changes);
    } else {
      changes.add(
          new Change(
              path, path + ": " + DifferenceText.of(before) + " → " + DifferenceText.of(after)));
    }
  }

  private static void compareNamed(
      String path,
      Map<String, JsonNode> before,
      Map<String, JsonNode> after,
      List<Change> changes) {
    after.keySet().stream()
        .filter(name -> !before.containsKey(name))
        .forEach(name -> changes.add(new Change(path, path + ": " + name + " added")));
    before.keySet().stream()
        .filter(name -> !after.containsKey(name))
        .forEach(name -> changes.add(new Change(path, path + ": " + name + " removed")));
    List<String> common = before.keySet().stream().filter(after::containsKey).toList();
    if (!common.equals(after.keySet().stream().filter(before::containsKey).toList())) {
      changes.add(
          new Change(path, path + ": in another order: " + String.join(", ", after.keySet())));
    }
    for (String name : common) {
      compare(
          path + "." + name,
          Objects.requireNonNull(before.get(name)),
          Objects.requireNonNull(after.get(name)),
          changes);
    }
  }

  /** True for a list of things with names, and for one that is not there. */
  private static boolean isNamed(JsonNode node) {
    if (node.isMissingNode()) {
      return true;
    }
    if (!node.isArray()) {
      return false;
    }
    for (JsonNode one : node) {
      if (!one.path("name").isTextual()) {
        return false;
      }
    }
    return !node.isEmpty();
  }

  private static Map<String, JsonNode> named(JsonNode list) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    list.forEach(one -> byName.put(one.path("name").asText(), one));
    return byName;
  }
}
