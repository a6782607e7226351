package dev.linkflux.config;

import dev.linkflux.uplink.Check.Credentials;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code credentials} of a server: where its password is. A secret that stands in the configuration
 * itself is refused, and never shown.
 */
final class CredentialsReader {
  private static final String KEY = "credentials";
  private static final String EXAMPLE =
      "credentials: {username: openmptcprouter, file: /etc/linkflux/vps.password}";

  private static final String WHY =
      "a secret does not stand in the configuration, which is printed, recorded and passed on:"
          + " write the password into a file that only its user may read, and ";

  /** What people call it. */
  private static final List<String> SECRETS =
      List.of("password", "passwd", "pass", "passphrase", "secret", "token", "key", "apiKey");

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final int LONGEST_USERNAME = 128;

  private CredentialsReader() {}

  /** Reports keys by which somebody means to give the secret itself. */
  static void refuseSecrets(Section section) {
    SECRETS.forEach(key -> section.refuse(key, WHY + EXAMPLE));
  }

  /** Null if there are none, or something is wrong with them, which is reported then. */
  static @Nullable Credentials read(Section server, boolean looksForFiles) {
    if (!server.has(KEY)) {
      return null;
    }
    if (server.word(KEY) != null) {
      server.error(KEY, WHY + EXAMPLE); // which the one word probably is
      return null;
    }
    Section section = server.section(KEY);
    SECRETS.forEach(key -> section.refuse(key, WHY + "its path here, as file"));
    String username =
        section.read("username", Credentials.DEFAULT_USERNAME, CredentialsReader::username);
    String file = section.find("file", text -> FileText.secret(text, "the password"));
    String environment = section.find("environment", CredentialsReader::variable);
    boolean both = section.has("file") && section.has("environment");
    boolean neither = !section.has("file") && !section.has("environment");
    section.done();
    if (both) {
      section.error("environment", "and file are two places for one password; remove one");
    } else if (neither && section.isSound(SECRETS.toArray(String[]::new))) {
      section.error(
          "file",
          "is missing: where the password is, a file or the name of an environment"
              + " variable; "
              + EXAMPLE);
    }
    if (both || (file == null && environment == null)) {
      return null;
    }
    if (file != null && looksForFiles) {
      FileText.checkSecret(section, "file", file);
    }
    return new Credentials(username, file, environment);
  }

  private static String username(String text) {
    if (text.isEmpty() || text.length() > LONGEST_USERNAME || !text.equals(Quoted.oneLine(text))) {
      throw new MalformedValue("1 to " + LONGEST_USERNAME + " printable characters expected");
    }
    return text;
  }

  /** What stands there may be the password: it is not shown. */
  private static String variable(String text) {
    if (!VARIABLE.matcher(text).matches()) {
      throw new MalformedValue(
          "is not the name of an environment variable, such as VPS_PASSWORD: the password stands in"
              + " the variable, and its name here");
    }
    return text;
  }
}
