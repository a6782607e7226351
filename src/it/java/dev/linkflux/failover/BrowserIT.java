package dev.linkflux.failover;

import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.NodeScript;
import dev.linkflux.lab.RouterProcess.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The dashboard of the built service in a real browser, while its network fails and it is killed.
 */
@Isolated("a browser leaves the others little time")
@NeedsLab
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class BrowserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String OPERATE = "operate-0123456789abcdef";
  private static final String READ = "read-0123456789abcdef";

  @TempDir private Path directory;

  @BeforeEach
  void needsBrowser() {
    NodeScript.assumeBrowser();
  }

  @Test
  void showsASwitchAndItsReasonTakesOrdersAndComesBackAfterAKill() throws IOException {
    try (Trial trial = Trial.start(Setup.standard().with(access()), directory)) {
      trial.awaitSteady();
      try (NodeScript browser =
          NodeScript.start(
              trial.lab().router(), "dashboard.mjs", "http://127.0.0.1:8470/", OPERATE, READ)) {
        browser.awaitCue("freeze wan1", PATIENCE);
        var _ = trial.lab().uplink(1).freeze();
        browser.awaitCue("kill", PATIENCE);
        var _ = trial.end(Signal.KILL);
        browser.awaitCue("start", PATIENCE);
        trial.restart();
        System.out.println("in a browser:\n" + browser.awaitSuccess(PATIENCE));
      }
    }
  }

  private String access() throws IOException {
    return "access: {tokens: [{name: me, may: operate, file: %s}, {name: wall, may: read, file: %s}]}"
        .formatted(token("operate", OPERATE), token("read", READ));
  }

  private Path token(String name, String secret) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, secret + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
