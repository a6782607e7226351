package dev.linkflux.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Which linkflux this is and what runs it, as the build wrote it down. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    var build = new Properties();
    try (@Nullable InputStream in = Version.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        build.load(in);
      }
    }
    return new String[] {
      "linkflux %s (commit %s, Java %s)"
          .formatted(
              build.getProperty("version", "unknown"),
              build.getProperty("commit", "unknown"),
              Runtime.version())
    };
  }
}
