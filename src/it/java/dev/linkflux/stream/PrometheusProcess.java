package dev.linkflux.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus on a free port of loopback, asked over its HTTP API. */
final class PrometheusProcess implements AutoCloseable {
  static final Path EXECUTABLE = Path.of("/usr/bin/prometheus");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;

  private PrometheusProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Skips the test, loudly, if the tool is missing. */
  static void require(Path tool) {
    if (!Files.isExecutable(tool)) {
      System.err.println("SKIPPED: metrics are not tested against Prometheus: there is no " + tool);
      Assumptions.abort("SKIPPED: there is no " + tool + " (Debian: prometheus)");
    }
  }

  /**
   * Starts it.
   *
   * @param directory for its data and its log
   */
  static PrometheusProcess start(Path configuration, Path directory) throws IOException {
    Path log = directory.resolve("prometheus.log");
    Process process =
        new ProcessBuilder(
                EXECUTABLE.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new PrometheusProcess(process, log);
  }

  /** What it answers to a query, once that has as many results. */
  List<JsonNode> query(String expression, int results) throws IOException, InterruptedException {
    String path = "query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return await(path, answer -> answer.at("/data/result").size() >= results)
        .at("/data/result")
        .valueStream()
        .toList();
  }

  /** What it answers under {@code /api/v1/}, once that is as it should be. */
  JsonNode await(String path, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String latest = "nothing";
    while (System.nanoTime() < end) {
      int port = ListeningPort.of(process.pid());
      if (port > 0) {
        latest = get("http://127.0.0.1:" + port + "/api/v1/" + path);
        JsonNode answer = JSON.readTree(latest);
        if (wanted.test(answer)) {
          return answer;
        }
      } else if (!process.isAlive()) {
        break;
      }
      process.waitFor(100, TimeUnit.MILLISECONDS); // between two questions
    }
    throw new AssertionError(path + ": " + latest + "\n" + Files.readString(log));
  }

  private String get(String url) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? answer.body()
          : "{\"status\":" + answer.statusCode() + "}";
    } catch (IOException starting) {
      return JSON.createObjectNode().put("failed", starting.toString()).toString();
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly().onExit().join();
  }
}
