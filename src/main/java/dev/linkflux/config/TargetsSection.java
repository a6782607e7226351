package dev.linkflux.config;

import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code targets}: the hosts that are probed through every uplink, in the order of the file. */
final class TargetsSection {
  private static final String EXAMPLE = "- {name: cloudflare, address: 1.1.1.1}";
  private static final int MOST = 64;

  private static final Function<String, String> KINDS =
      Choice.of(Arrays.stream(ProbeKind.values()).map(TargetsSection::word).toList());

  private final Set<String> names = new HashSet<>();
  private final Set<Question> probed = new HashSet<>();
  private final List<Target> targets = new ArrayList<>();

  private final List<Server> servers;

  private TargetsSection(List<Server> servers) {
    this.servers = servers;
  }

  /**
   * @param servers that may be targets, too
   */
  static List<Target> read(Section root, List<Server> servers) {
    if (!root.has("targets")) {
      return Target.DEFAULTS;
    }
    TargetsSection reader = new TargetsSection(servers);
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
    Server server = section.find("server", this::server);
    boolean asksApi = server != null && server.check().kind().asksApi();
    ProbeKind kind =
        ProbeKind.valueOf(
            section.read("kind", asksApi ? "tcp" : "icmp", KINDS).toUpperCase(Locale.ROOT));
    String written = written(section, server);
    String name = section.find("name", NameText.shown());
    if (!section.isSound("kind", "server")) {
      QuestionReader.KEYS.forEach(section::has);
      var _ = section.has("required");
      return;
    }
    Question question =
        server == null
            ? QuestionReader.read(section, kind)
            : QuestionReader.ofServer(section, kind, server);
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
          server == null ? "address" : "server",
          "a second target is asked the same, at " + QuestionKeys.address(question));
      return;
    }
    targets.add(new Target(new TargetId(called, targets.size()), question, required));
  }

  /** What it is called if it has no name. */
  private static @Nullable String written(Section section, @Nullable Server server) {
    if (!section.has("server")) {
      return section.need("address", EXAMPLE, text -> text);
    }
    if (section.has("address")) {
      section.error("address", "is the server's: remove it, or the key server");
    }
    return server == null ? null : server.name();
  }

  private Server server(String name) {
    return servers.stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedValue(
                    Quoted.of(name)
                        + " is not a server; "
                        + (servers.isEmpty()
                            ? "there is none under servers"
                            : Suggestion.among(
                                servers.stream().map(Server::name).toList(), name))));
  }
}
