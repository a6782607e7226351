package dev.linkflux.config;

import dev.linkflux.config.Configuration.Shadowing;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code shadow}: the file of a second configuration, of the same uplinks and targets. */
final class ShadowSection {
  private static final String KEY = "shadow";

  private final Section root;
  private final String written;
  private final Settings live;

  private ShadowSection(Section root, String written, Settings live) {
    this.root = root;
    this.written = written;
    this.live = live;
  }

  /**
   * The shadow, or null if there is none or it cannot be used.
   *
   * @param file in whose directory a relative path begins
   */
  static @Nullable Shadowing read(
      Section root, String file, Purpose purpose, Settings live, Findings findings) {
    if (!root.has(KEY) || purpose == Purpose.REPLAY) {
      return null;
    }
    if (purpose == Purpose.SHADOW) {
      root.error(KEY, "a shadow has no shadow of its own; remove it");
      return null;
    }
    String written = root.find(KEY, ShadowSection::path);
    if (written == null) {
      return null;
    }
    Reading reading =
        Configurations.read(Path.of(file).resolveSibling(written).normalize(), Purpose.SHADOW);
    findings.add(reading.problems());
    return switch (reading) {
      case Reading.Valid(Configuration other, _) ->
          new ShadowSection(root, written, live).fitted(other.settings());
      case Reading.Invalid _ -> {
        root.error(KEY, written + " cannot be used; what is wrong with it is told, too");
        yield null;
      }
    };
  }

  private static String path(String text) {
    try {
      if (text.isEmpty()) {
        throw new MalformedValue("the name of a file is expected");
      }
      Path _ = Path.of(text);
      return text;
    } catch (InvalidPathException _) {
      throw new MalformedValue(Quoted.of(text) + " is not a path");
    }
  }

  private @Nullable Shadowing fitted(Settings other) {
    boolean sameUplinks =
        same("uplink", names(live.uplinks(), Uplink::name), names(other.uplinks(), Uplink::name));
    boolean sameTargets =
        same("target", names(live.targets(), Target::name), names(other.targets(), Target::name));
    if (!sameUplinks || !sameTargets) {
      return null;
    }
    warnOfOtherProbing(live.probing(), other.probing());
    Settings asAsked =
        new Settings(
            other.uplinks(),
            IntStream.range(0, live.targets().size())
                .mapToObj(i -> asAsked(live.targets().get(i), other.targets().get(i)))
                .toList(),
            other.demands(),
            other.probing(),
            other.windowing(),
            other.rules(),
            other.routing(),
            other.servers());
    return new Shadowing(written, asAsked);
  }

  /** What a target is asked is the live configuration's; whether it is required the shadow's. */
  private static Target asAsked(Target asked, Target weighed) {
    return new Target(asked.id(), asked.question(), weighed.required());
  }

  private boolean same(String what, List<String> here, List<String> there) {
    if (here.equals(there)) {
      return true;
    }
    List<String> missing = here.stream().filter(name -> !there.contains(name)).toList();
    List<String> more = there.stream().filter(name -> !here.contains(name)).toList();
    if (missing.isEmpty() && more.isEmpty()) {
      root.error(
          KEY,
          "%s has the %ss in another order (%s): among equals the first one counts, so keep it as here (%s)"
              .formatted(written, what, String.join(", ", there), String.join(", ", here)));
    } else {
      root.error(
          KEY,
          "%s must have the same %ss%s%s"
              .formatted(
                  written, what, list("; it lacks ", missing), list("; only it has ", more)));
    }
    return false;
  }

  private static String list(String words, List<String> names) {
    return names.isEmpty() ? "" : words + String.join(", ", names);
  }

  private void warnOfOtherProbing(Probing here, Probing there) {
    if (!here.interval().equals(there.interval()) || !here.fast().equals(there.fast())) {
      root.warning(
          KEY,
          "%s would probe every %s (fast %s), but probes are sent as this file says, every %s (fast %s): what the others would have shown, a shadow cannot know"
              .formatted(
                  written,
                  DurationText.print(there.interval()),
                  DurationText.print(there.fast()),
                  DurationText.print(here.interval()),
                  DurationText.print(here.fast())));
    }
  }

  private static <T> List<String> names(List<T> all, Function<T, String> name) {
    return all.stream().map(name).toList();
  }
}
