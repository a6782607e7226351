package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.control.Settings;
import dev.linkflux.replay.Changes;
import dev.linkflux.replay.trial.Beginning;
import dev.linkflux.trace.Header;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A configuration that is tried on a trace, made to fit it.
 *
 * @param name of its file, or where else it is from
 * @param configuration at the beginning
 * @param changes what becomes of changes of the configuration in the trace: its own follows them
 */
record ReplayChoice(String name, Configuration configuration, Changes changes) {
  /** What is asked for on the command line. */
  record Wish(List<Path> configs, List<String> uplinks) {}

  Settings settings() {
    return configuration.settings();
  }

  /**
   * Those that are asked for; without any the one that the trace was recorded with, or, if it does
   * not say, the defaults.
   *
   * @param err takes warnings
   * @throws Refusal if one is wrong, or lacks an uplink that is asked for
   */
  static List<ReplayChoice> of(Wish wish, Beginning beginning, PrintWriter err) {
    List<ReplayChoice> choices = new ArrayList<>();
    if (wish.configs.isEmpty()) {
      choices.add(recorded(beginning, err));
    }
    for (Path path : wish.configs) {
      choices.add(fitted(path, beginning, err));
    }
    return wish.uplinks.isEmpty()
        ? choices
        : choices.stream().map(choice -> choice.only(wish.uplinks, err)).toList();
  }

  private static ReplayChoice recorded(Beginning beginning, PrintWriter err) {
    Header header = beginning.header();
    return header == null
        ? new ReplayChoice(
            "defaults",
            Loading.load(Configurations.ofNames(beginning.uplinks(), beginning.targets()), err),
            Changes.IGNORED)
        : new ReplayChoice(
            "as recorded",
            Loading.load(Configurations.fromTrace(header.config()), err),
            config -> Loading.load(Configurations.fromTrace(config), err).settings());
  }

  private static ReplayChoice fitted(Path path, Beginning beginning, PrintWriter err) {
    Configuration given = Loading.load(Configurations.read(path), err);
    if (beginning.header() != null) {
      Settings settings = given.settings();
      compare(
          path + ": uplink",
          settings.uplinks().stream().map(Uplink::name).toList(),
          beginning.uplinks(),
          err);
      compare(
          path + ": target",
          settings.targets().stream().map(Target::name).toList(),
          beginning.targets(),
          err);
    }
    Configuration fitted =
        beginning.header() == null
            ? Loading.load(
                Configurations.withUplinksOf(
                    given, path.toString(), beginning.uplinks(), beginning.targets()),
                err)
            : given;
    return new ReplayChoice(path.toString(), fitted, Changes.IGNORED);
  }

  /** What is not in the trace is never known; if that is everything, there is nothing to try. */
  private static void compare(
      String what, List<String> wanted, List<String> recorded, PrintWriter err) {
    if (recorded.isEmpty()) {
      return;
    }
    List<String> missing = wanted.stream().filter(name -> !recorded.contains(name)).toList();
    if (missing.size() == wanted.size()) {
      throw new Refusal(
          Refusal.WRONG,
          "%ss: none of %s is in the trace, which has %s"
              .formatted(what, String.join(", ", wanted), String.join(", ", recorded)));
    }
    missing.forEach(name -> err.println(what + " `" + name + "` is not in the trace"));
  }

  private ReplayChoice only(List<String> uplinks, PrintWriter err) {
    List<String> known = settings().uplinks().stream().map(Uplink::name).toList();
    for (String uplink : uplinks) {
      if (!known.contains(uplink)) {
        throw new Refusal(
            Refusal.WRONG,
            "linkflux: --uplink: there is no `%s` in %s, which has %s"
                .formatted(
                    uplink,
                    name.equals("defaults") ? "the trace" : "`" + name + "`",
                    String.join(", ", known)));
      }
    }
    return new ReplayChoice(
        name,
        Loading.load(Configurations.withUplinks(configuration, name, uplinks), err),
        Changes.IGNORED);
  }
}
