package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.control.Hook;
import dev.linkflux.control.Hook.On;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code hooks}: programs and web servers that are told of what is decided. */
final class HooksSection {
  private static final String EXAMPLE = "- {run: /etc/linkflux/hook}";
  private static final int MOST = 16;
  private static final int LONGEST_ARGUMENT = 1000;

  private static final Function<String, String> WORDS =
      Choice.of(Arrays.stream(On.values()).map(HooksSection::word).toList());

  /** What the keys of a query are called in which a secret is handed over. */
  private static final Pattern SECRET_IN_URL =
      Pattern.compile("(?i).*[?&][^=&]*(token|secret|password|key|auth)[^=&]*=.*");

  private HooksSection() {}

  /**
   * In the order of the file.
   *
   * @param purpose files are looked for only if they are going to be used
   */
  static List<Hook> read(Section root, Purpose purpose) {
    List<Section> sections = root.sections("hooks", EXAMPLE);
    if (sections.size() > MOST) {
      root.error("hooks", "there are " + sections.size() + "; at most " + MOST);
    }
    return sections.stream()
        .map(section -> hook(section, purpose == Purpose.SERVICE))
        .filter(Objects::nonNull)
        .map(Hook.class::cast)
        .toList();
  }

  static ObjectNode write(Hook hook, ObjectNode node) {
    switch (hook) {
      case Hook.Program(List<String> command, _, _) -> {
        ArrayNode run = node.putArray("run");
        command.forEach(run::add);
      }
      case Hook.Webhook(String url, String secretFile, _, _) -> {
        node.put("url", UrlText.masked(url));
        if (secretFile != null) {
          node.put("secret", secretFile);
        }
      }
    }
    ArrayNode on = node.putArray("on");
    Arrays.stream(On.values()).filter(hook.on()::contains).forEach(one -> on.add(word(one)));
    return node.put("timeout", DurationText.print(hook.timeout()));
  }

  private static @Nullable Hook hook(Section section, boolean looksForFiles) {
    List<String> command = section.oneOrMore("run", HooksSection::argument);
    String url = section.find("url", text -> UrlText.parse(text).print());
    String secret = section.find("secret", text -> FileText.secret(text, "the secret"));
    Set<On> on = on(section);
    Duration timeout =
        section.read(
            "timeout",
            Hook.DEFAULT_TIMEOUT,
            DurationText.between(Duration.ofMillis(100), Duration.ofMinutes(10)));
    section.done();
    if (section.has("run") == section.has("url")) {
      section.error(
          section.has("url") ? "url" : "run",
          section.has("url")
              ? "a hook is a program (run) or a web server (url): make two of it"
              : "is missing: a hook has run, the path of a program, or url, that of a web server");
      return null;
    }
    if (section.has("run")) {
      return section.isSound("run") ? program(section, command, on, timeout, looksForFiles) : null;
    }
    if (url == null) {
      return null;
    }
    checkUrl(section, url, secret, looksForFiles);
    return new Hook.Webhook(url, secret, on, timeout);
  }

  private static @Nullable Hook program(
      Section section, List<String> command, Set<On> on, Duration timeout, boolean looksForFiles) {
    if (section.has("secret")) {
      section.error("secret", "is for url: a program is not sent anything that could be signed");
    }
    if (command.isEmpty()) {
      section.error("run", "is empty: write it as in " + EXAMPLE);
      return null;
    }
    try {
      FileText.program(command.getFirst());
    } catch (MalformedValue wrong) {
      section.error("run", wrong.reason());
      return null;
    }
    if (looksForFiles) {
      FileText.checkProgram(section, "run", command.getFirst());
    }
    return new Hook.Program(command, on, timeout);
  }

  private static void checkUrl(
      Section section, String url, @Nullable String secret, boolean looksForFiles) {
    if (SECRET_IN_URL.matcher(url).matches()) {
      section.warning(
          "url",
          "a secret seems to stand in it: whoever sees this file, a trace or a log has it; sign"
              + " with secret: FILE instead");
    }
    if (secret != null && looksForFiles) {
      FileText.checkSecret(section, "secret", secret);
    }
  }

  /** The order in which they stand there is no matter. */
  private static Set<On> on(Section section) {
    List<On> some =
        section.oneOrMore("on", text -> On.valueOf(WORDS.apply(text).toUpperCase(Locale.ROOT)));
    if (!section.has("on")) {
      return Collections.unmodifiableSet(EnumSet.allOf(On.class));
    }
    if (some.isEmpty() && section.isSound("on")) {
      section.error("on", "is empty: it would be told of nothing; remove the key for everything");
    }
    return Set.copyOf(some);
  }

  private static String argument(String text) {
    if (text.length() > LONGEST_ARGUMENT || text.indexOf('\0') >= 0) {
      throw new MalformedValue(
          "at most " + LONGEST_ARGUMENT + " characters expected, none of them NUL");
    }
    return text;
  }

  private static String word(On on) {
    return on.name().toLowerCase(Locale.ROOT);
  }
}
