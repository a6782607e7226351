package dev.linkflux.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Where a running service listens, as {@code --url} says it. */
final class Place {
  static final String USUAL = "http://127.0.0.1:8470";

  private Place() {}

  /**
   * A URL without a path; {@code http} if no scheme is named.
   *
   * @throws ParameterException if that is none
   */
  static String of(CommandSpec spec, String url) {
    String place = url.replaceFirst("/+$", "");
    String whole = place.contains("://") ? place : "http://" + place;
    if (!whole.matches("https?://[^/?#\\s]+") || !hasHost(whole)) {
      throw new ParameterException(
          spec.commandLine(), "--url: `" + url + "` is no URL like " + USUAL);
    }
    return whole;
  }

  private static boolean hasHost(String url) {
    try {
      return new URI(url).getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
