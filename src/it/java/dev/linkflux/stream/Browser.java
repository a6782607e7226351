package dev.linkflux.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real Chromium without a window, driven by the DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final Path profile;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger number = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();

  private Browser(Path executable) throws IOException {
    profile = Files.createTempDirectory("browser");
    process =
        new ProcessBuilder(
                executable.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    socket = http.newWebSocketBuilder().buildAsync(URI.create(page()), new Inbox()).join();
    call("Runtime.enable", JSON.createObjectNode());
    call("Log.enable", JSON.createObjectNode());
    call("Page.enable", JSON.createObjectNode());
  }

  /** Where Chromium is on this machine, if it is. */
  static Optional<Path> executable() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .map(name -> Path.of("/usr/bin", name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser open(Path executable) throws IOException {
    return new Browser(executable);
  }

  private String page() throws IOException {
    Path told = profile.resolve("DevToolsActivePort");
    await(() -> Files.exists(told) && !read(told).isBlank(), "the browser says its port");
    URI list =
        URI.create(
            "http://127.0.0.1:" + read(told).lines().findFirst().orElseThrow() + "/json/list");
    String answer =
        http.sendAsync(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
            .join()
            .body();
    for (JsonNode target : JSON.readTree(answer)) {
      if (target.path("type").asText().equals("page")) {
        return target.path("webSocketDebuggerUrl").asText();
      }
    }
    throw new IOException("the browser has no page: " + answer);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  private JsonNode call(String method, ObjectNode parameters) {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  void resize(int width, int height, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    ObjectNode media = JSON.createObjectNode();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", media);
  }

  void go(String url) {
    call("Page.navigate", JSON.createObjectNode().put("url", url));
  }

  /** The value of an expression on the page. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            JSON.createObjectNode().put("expression", expression).put("returnByValue", true));
    return answer.path("result").path("result").path("value");
  }

  /** Waits until an expression is true. */
  void awaitTrue(String expression) {
    await(() -> evaluate(expression).asBoolean(), expression);
  }

  void screenshot(Path file) throws IOException {
    JsonNode answer =
        call("Page.captureScreenshot", JSON.createObjectNode().put("captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(answer.path("result").path("data").asText()));
  }

  /** What the page has complained of: exceptions, console errors, refused resources. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition, String what) {
    Instant limit = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      if (Instant.now().isAfter(limit)) {
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    http.close();
    process.destroy();
    process
        .onExit()
        .orTimeout(10, TimeUnit.SECONDS)
        .exceptionally(_ -> process.destroyForcibly())
        .join();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** Sorts what the browser says into answers and complaints. */
  private final class Inbox implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(String message) {
      JsonNode node;
      try {
        node = JSON.readTree(message);
      } catch (IOException e) {
        throw new IllegalStateException(message, e);
      }
      CompletableFuture<JsonNode> answer = waiting.remove(node.path("id").asInt(-1));
      if (answer != null) {
        answer.complete(node);
        return;
      }
      JsonNode said = node.path("params");
      switch (node.path("method").asText()) {
        case "Runtime.exceptionThrown" -> errors.add(said.toString());
        case "Runtime.consoleAPICalled" -> {
          if (said.path("type").asText().equals("error")) {
            errors.add(said.toString());
          }
        }
        case "Log.entryAdded" -> {
          if (said.path("entry").path("level").asText().equals("error")) {
            errors.add(said.toString());
          }
        }
        default -> {}
      }
    }
  }
}
