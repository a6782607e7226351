package dev.linkflux.failover;

import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.NodeScript;
import dev.linkflux.lab.RouterProcess.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboard of the built service in a real browser, while its network fails and it is killed.
 */
@NeedsLab
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class BrowserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @BeforeEach
  void needsBrowser() {
    NodeScript.assumeBrowser();
  }

  @Test
  void showsASwitchAndItsReasonTakesOrdersAndComesBackAfterAKill() {
    try (Trial trial = Trial.start(Setup.standard(), directory)) {
      trial.awaitSteady();
      try (NodeScript browser =
          NodeScript.start(trial.lab().router(), "dashboard.mjs", "http://127.0.0.1:8470/")) {
        browser.awaitCue("freeze wan1", PATIENCE);
        var _ = trial.lab().uplink(1).freeze();
        browser.awaitCue("kill", PATIENCE);
        var _ = trial.end(Signal.KILL);
        trial.restart();
        System.out.println("in a browser:\n" + browser.awaitSuccess(PATIENCE));
      }
    }
  }
}
