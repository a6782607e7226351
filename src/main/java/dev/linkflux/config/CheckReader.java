package dev.linkflux.config;

import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Check.Api;
import dev.linkflux.uplink.Check.Credentials;
import dev.linkflux.uplink.Check.Kind;
import dev.linkflux.uplink.Check.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The keys of a server that say how it is found out whether it works. */
final class CheckReader {
  static final String FIRST_USE = "first-use";

  private static final int HTTPS = 443;

  private static final List<String> OF_THE_API =
      List.of("type", "path", "status", "text", "pin", "credentials", "clock");
  private static final List<String> OF_A_CHECK =
      List.of("interval", "timeout", "confirm", "fails", "holdDown");

  private static final Function<String, String> KINDS =
      Choice.of("api", "ping", "api+ping", "none");
  private static final Function<String, String> TYPES = Choice.of("https", "omr");

  private final Section section;
  private final boolean looksForFiles;

  private CheckReader(Section section, boolean looksForFiles) {
    this.section = section;
    this.looksForFiles = looksForFiles;
  }

  /**
   * The check; what has no effect is reported, and left out of it.
   *
   * @param looksForFiles whether to warn of files that are not there
   */
  static Check read(Section section, boolean looksForFiles) {
    CredentialsReader.refuseSecrets(section);
    return new CheckReader(section, looksForFiles).read();
  }

  static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '+');
  }

  private Check read() {
    List<String> asking = given(OF_THE_API);
    Kind kind = section.read("check", asking.isEmpty() ? Kind.PING : Kind.API, CheckReader::kind);
    if (!kind.asksApi() && !asking.isEmpty()) {
      section.warning(
          asking.getFirst(),
          "no effect with check: %s, which does not ask the API (%s); make it check: api or api+ping, or remove it"
              .formatted(word(kind), String.join(", ", asking)));
    }
    Check.Type type =
        section.read("type", Check.Type.HTTPS, text -> Check.Type.valueOf(constant(text)));
    int port =
        section.read(
            "port",
            type == Check.Type.OMR ? Check.DEFAULT_PORT : HTTPS,
            NumberText.whole(1, 65_535));
    Api api = api(type);
    Duration interval =
        section.read(
            "interval",
            Check.DEFAULT_INTERVAL,
            DurationText.between(Duration.ofMillis(100), Duration.ofHours(1)));
    Duration timeout =
        section.read(
            "timeout",
            Check.DEFAULT_TIMEOUT,
            DurationText.between(Duration.ofMillis(100), Duration.ofMinutes(1)));
    List<String> slowing = given(OF_A_CHECK);
    if (kind == Kind.NONE && !slowing.isEmpty()) {
      section.warning(
          slowing.getFirst(),
          "no effect with check: none (%s): such a server is taken to work"
              .formatted(String.join(", ", slowing)));
    }
    return kind == Kind.NONE
        ? new Check(kind, port, Api.DEFAULT, Check.DEFAULT_INTERVAL, Check.DEFAULT_TIMEOUT)
        : new Check(kind, port, kind.asksApi() ? api : Api.DEFAULT, interval, timeout);
  }

  private Api api(Check.Type type) {
    Credentials credentials = CredentialsReader.read(section, looksForFiles);
    Duration skew =
        section.read(
            "clock",
            Api.DEFAULT_SKEW,
            DurationText.between(Duration.ofSeconds(1), Duration.ofHours(1)));
    String forOmr =
        type == Check.Type.OMR || !section.isSound("type")
            ? null
            : Stream.of("credentials", "clock").filter(section::has).findFirst().orElse(null);
    if (forOmr != null) {
      section.error(
          forOmr,
          "is for type: omr, which has a log-in and tells the time; say so, or remove the key");
    } else if (section.has("clock") && !section.has("credentials")) {
      section.warning(
          "clock", "no effect: the time is told only after a log-in; give it credentials");
      skew = Api.DEFAULT_SKEW;
    }
    return new Api(
        type,
        section.read("path", "/", CheckReader::path),
        section.read("status", 0, NumberText.whole(100, 599)),
        section.read("text", "", AnswerText::part),
        section.read("pin", new Trust.Authority(), CheckReader::trust),
        credentials,
        skew);
  }

  private List<String> given(List<String> keys) {
    return keys.stream().filter(section::has).toList();
  }

  private static Kind kind(String text) {
    return Kind.valueOf(KINDS.apply(text).toUpperCase(Locale.ROOT).replace('+', '_'));
  }

  private static String constant(String type) {
    return TYPES.apply(type).toUpperCase(Locale.ROOT);
  }

  private static Trust trust(String text) {
    if (text.equals(FIRST_USE)) {
      return new Trust.FirstUse();
    }
    try {
      return new Trust.Pin(AnswerText.pin(text));
    } catch (MalformedValue wrong) {
      throw new MalformedValue(
          wrong.reason() + ", or first-use for the key that it has when it is first seen");
    }
  }

  private static String path(String text) {
    if (!text.startsWith("/") || text.startsWith("//")) {
      throw new MalformedValue(
          (text.contains("@") ? "" : Quoted.of(text) + " ") // which may come with a password
              + "is not a path: write it as in /health, with one slash at its beginning");
    }
    return UrlText.parse("https://server" + text).target();
  }
}
