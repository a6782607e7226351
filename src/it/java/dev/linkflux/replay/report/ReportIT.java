package dev.linkflux.replay.report;

import dev.linkflux.lab.NodeScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a trace with real trouble, opened as a file in a browser. */
class ReportIT {
  private static final Path TRACE = Path.of("src/test/resources/traces/frozen-main.ndjson.gz");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path directory;

  @Test
  void aFileThatAsksNobodyShowsCurvesLanesAndTheEvidenceOfEachSwitch() throws Exception {
    NodeScript.assumeBrowser();
    Path file = directory.resolve("report of \"ä\" & b.html");
    Reports.write(
        file,
        TRACE,
        Map.of(
            "other.yml",
            """
            {"decision": {"confirm": "10s", "holdDown": "2s"},
             "demands": {"rtt": {"fail": "2s", "recover": "1s"}}}\
            """));
    try (NodeScript browser = NodeScript.start("report.mjs", file.toString())) {
      var _ = browser.awaitSuccess(PATIENCE);
    }
  }
}
