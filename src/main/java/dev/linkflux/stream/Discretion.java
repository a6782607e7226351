package dev.linkflux.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration without what is secret. Of every address who logs in and what is asked are taken
 * out; of those to which something is sent (hooks, notifications), all parts of the path that may
 * be a token, and so of the arguments of programs. Where a secret is read from stays.
 */
final class Discretion {
  static final String HIDDEN = "***";

  private static final Pattern ADDRESS =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)(.*)", Pattern.DOTALL);
  private static final Pattern TELLING =
      Pattern.compile("(?i).*(pass|secret|token|key|auth|credential|signature).*");
  private static final Set<String> SENDING = Set.of("hooks", "notifications");

  /** What follows one of these in a path is a token, however it looks. */
  private static final Set<String> BEFORE_A_TOKEN =
      Set.of("webhook", "webhooks", "hook", "hooks", "services", "token", "key", "bot");

  private static final int LONGEST_WORD = 16;

  private Discretion() {}

  static JsonNode without(JsonNode configuration) {
    return without(configuration, false);
  }

  private static JsonNode without(JsonNode node, boolean sending) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = json.objectNode();
        for (var field : object.properties()) {
          String key = field.getKey();
          JsonNode value = field.getValue();
          boolean sends = sending || SENDING.contains(key);
          copy.set(key, key.equals("run") && sends ? arguments(value) : without(value, sends));
        }
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = json.arrayNode();
        array.forEach(one -> copy.add(without(one, sending)));
        yield copy;
      }
      default -> node.isTextual() ? json.textNode(without(node.textValue(), sending)) : node;
    };
  }

  private static String without(String text, boolean sending) {
    Matcher address = ADDRESS.matcher(text);
    if (!address.matches()) {
      return text.startsWith("/") ? unasked(text) : text;
    }
    String rest = address.group(2);
    // A password may have any sign in it, though it should not.
    int named = rest.lastIndexOf('@');
    String kept = unasked(named < 0 ? rest : HIDDEN + rest.substring(named));
    int slash = kept.indexOf('/');
    return address.group(1)
        + (sending && slash >= 0 ? kept.substring(0, slash) + path(kept.substring(slash)) : kept);
  }

  private static String unasked(String text) {
    int question = text.indexOf('?');
    return question < 0 ? text : text.substring(0, question + 1) + HIDDEN;
  }

  private static String path(String path) {
    StringBuilder kept = new StringBuilder();
    String before = "";
    for (String part : path.split("(?<=/)|(?=/)", -1)) {
      boolean separates = part.equals("/") || part.isEmpty();
      kept.append(separates || !isToken(part, before) ? part : HIDDEN);
      before = separates ? before : part.toLowerCase(Locale.ROOT);
    }
    return kept.toString();
  }

  private static boolean isToken(String part, String before) {
    return BEFORE_A_TOKEN.contains(before) || looksSecret(part);
  }

  /** Not a plain word: long, with digits in it, or with letters of both cases. */
  private static boolean looksSecret(String part) {
    return part.length() > LONGEST_WORD
        || part.chars().anyMatch(Character::isDigit)
        || (part.chars().anyMatch(Character::isUpperCase)
            && part.chars().anyMatch(Character::isLowerCase));
  }

  /** The program itself is kept; of its arguments what is a file or a plain word. */
  private static JsonNode arguments(JsonNode run) {
    if (!(run instanceof ArrayNode all)) {
      return without(run, true);
    }
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    boolean named = false;
    for (int i = 0; i < all.size(); i++) {
      String one = all.get(i).asText();
      boolean telling = i > 0 && TELLING.matcher(one).matches();
      boolean secret = i > 0 && (named || looksSecret(one)) && !one.startsWith("/");
      copy.add(secret || (telling && one.contains("=")) ? HIDDEN : without(one, true));
      named = telling && !one.contains("=");
    }
    return copy;
  }
}
