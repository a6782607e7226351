package dev.linkflux.config;

import dev.linkflux.control.Preset;
import java.util.List;
import java.util.function.Function;

/** Presets by their names. */
final class PresetText {
  private static final List<String> NAMES = Preset.ALL.stream().map(Preset::name).toList();
  private static final Function<String, String> KNOWN = Choice.of(NAMES);

  private PresetText() {}

  /**
   * The preset of a name.
   *
   * @throws MalformedValue if there is none
   */
  static Preset parse(String text) {
    return Preset.ALL.get(NAMES.indexOf(KNOWN.apply(text)));
  }
}
