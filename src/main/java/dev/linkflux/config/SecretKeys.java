package dev.linkflux.config;

import dev.linkflux.control.Access.Source;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code file} or {@code environment}: where a secret stands, which is never the configuration. */
final class SecretKeys {
  /** What people call it. */
  private static final List<String> SECRETS =
      List.of("token", "secret", "password", "value", "key", "bearer");

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  private SecretKeys() {}

  /** Reports keys by which somebody means to give the secret itself. */
  static void refuse(Section section, String what, String example) {
    SECRETS.forEach(
        key ->
            section.refuse(
                key,
                what
                    + " does not stand in the configuration, which is printed, recorded and passed"
                    + " on: write it into a file that only its user may read, and "
                    + example));
  }

  /** Null if it is missing or wrong, which is reported. What stands there is never shown. */
  static @Nullable Source source(Section section, String what, String example) {
    String file = section.find("file", text -> FileText.secret(text, what));
    String variable = section.find("environment", text -> variable(text, what));
    if (section.has("file") && section.has("environment")) {
      section.error("environment", "and file are two places for one secret; remove one");
      return null;
    }
    if (!section.has("file") && !section.has("environment")) {
      if (section.isSound(SECRETS.toArray(String[]::new))) {
        section.error(
            "file",
            "is missing: where %s is, a file or the name of an environment variable; %s"
                .formatted(what, example));
      }
      return null;
    }
    return file != null
        ? new Source.File(file)
        : variable != null ? new Source.Environment(variable) : null;
  }

  private static String variable(String text, String what) {
    if (!VARIABLE.matcher(text).matches()) {
      throw new MalformedValue(
          "is not the name of an environment variable, such as LINKFLUX_OPERATE: %s stands in the variable, and its name here"
              .formatted(what));
    }
    return text;
  }
}
