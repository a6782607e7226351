package dev.linkflux.config;

import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** {@code targets}: the hosts that are probed through every uplink, in the order of the file. */
final class TargetsSection {
  private static final String EXAMPLE = "- {name: cloudflare, address: 1.1.1.1}";
  private static final int MOST = 64;

  private static final Function<String, String> KINDS =
      Choice.of(Arrays.stream(ProbeKind.values()).map(TargetsSection::word).toList());

  private final Set<String> names = new HashSet<>();
  private final Set<Question> probed = new HashSet<>();
  private final List<Target> targets = new ArrayList<>();

  private TargetsSection() {}

  static List<Target> read(Section root) {
    if (!root.has("targets")) {
      return Target.DEFAULTS;
    }
    TargetsSection reader = new TargetsSection();
    List<Section> sections = root.sections("targets", EXAMPLE);
    for (Section section : sections) {
      reader.add(section);
      section.done();
    }
    if (root.isSound("targets") && sections.size() > MOST) {
      root.error("targets", "there are " + sections.size() + "; at most " + MOST);
    } else if (root.isSound("targets") && sections.isEmpty()) {
      root.error("targets", "at least one is needed; remove the key to have three public ones");
    }
    return reader.targets;
  }

  /** The kind as it is written. */
  static String word(ProbeKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private void add(Section section) {
    ProbeKind kind =
        ProbeKind.valueOf(section.read("kind", "icmp", KINDS).toUpperCase(Locale.ROOT));
    String written = section.need("address", EXAMPLE, text -> text);
    String name = section.find("name", NameText.shown());
    if (!section.isSound("kind")) {
      QuestionReader.KEYS.forEach(section::has);
      var _ = section.has("required");
      return;
    }
    Question question = QuestionReader.read(section, kind);
    boolean required = section.read("required", false, Choice::flag);
    if (written == null || question == null || !section.isSound("name", "address")) {
      return;
    }
    String called = name == null ? written : name;
    if (!names.add(called)) {
      section.error("name", "a second target is called " + Quoted.of(called));
      return;
    }
    if (!probed.add(question)) {
      section.error(
          "address", "a second target is asked the same, at " + QuestionKeys.address(question));
      return;
    }
    targets.add(new Target(new TargetId(called, targets.size()), question, required));
  }
}
