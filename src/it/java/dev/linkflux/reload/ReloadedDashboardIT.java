package dev.linkflux.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.NodeScript;
import dev.linkflux.lab.RouterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The dashboard of the built service in a real browser, while reloads bring and take uplinks. */
@Isolated("a browser leaves the others little time")
@NeedsLab
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ReloadedDashboardIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path directory;

  private Path config(int... uplinks) throws IOException {
    String listed =
        IntStream.of(uplinks)
            .mapToObj(
                it ->
                    "  - {name: wan%1$d, interface: wan%1$d, gateway: 10.%1$d.0.1, tier: %1$d}\n"
                        .formatted(it))
            .collect(Collectors.joining());
    return Files.writeString(
        directory.resolve("linkflux.yml"),
        """
        targets: [{address: 198.51.100.1}, {address: 198.51.100.2}]
        uplinks:
        %sstate: %s
        trace: {directory: %s}
        """
            .formatted(listed, directory.resolve("state"), directory.resolve("trace")));
  }

  @Test
  void theCardOfAnUplinkComesAndGoesWithIt() throws IOException {
    NodeScript.assumeBrowser();
    try (Lab lab = Lab.open();
        RouterProcess service = RouterProcess.service(lab, List.of(), config(1, 2), List.of())) {
      var _ = service.output().await(line -> line.contains("dashboard:"), PATIENCE);
      try (NodeScript browser =
          NodeScript.start(lab.router(), "reload.mjs", "http://127.0.0.1:8470/")) {
        browser.awaitCue("add wan3", PATIENCE);
        Path _ = config(1, 2, 3);
        assertThat(service.http().put("/api/v1/reload").status()).isEqualTo(200);
        browser.awaitCue("remove wan2", PATIENCE);
        Path _ = config(3, 1);
        assertThat(service.http().put("/api/v1/reload").status()).isEqualTo(200);
        System.out.println("in a browser:\n" + browser.awaitSuccess(PATIENCE));
      }
    }
  }
}
