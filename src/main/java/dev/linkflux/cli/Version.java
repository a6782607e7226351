package dev.linkflux.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Which linkflux this is and what runs it, as the build wrote it down. */
final class Version implements IVersionProvider {
  /** The number alone, such as {@code 0.1.0}. */
  static String number() {
    return build().getProperty("version", "unknown");
  }

  /** The commit that it was built from. */
  static String commit() {
    return build().getProperty("commit", "unknown");
  }

  private static Properties build() {
    var build = new Properties();
    try (@Nullable InputStream in = Version.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build;
  }

  @Override
  public String[] getVersion() {
    Properties build = build();
    return new String[] {
      "linkflux %s (commit %s, Java %s)"
          .formatted(
              build.getProperty("version", "unknown"),
              build.getProperty("commit", "unknown"),
              Runtime.version())
    };
  }
}
