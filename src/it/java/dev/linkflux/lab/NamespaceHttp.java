package dev.linkflux.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** An HTTP client on a thread inside a namespace, for a server on its loopback. */
public final class NamespaceHttp {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 10_000;

  private final Namespace namespace;
  private final int port;

  NamespaceHttp(Namespace namespace, int port) {
    this.namespace = namespace;
    this.port = port;
  }

  /** An answer, whatever its status. */
  public record Answer(int status, String body) {}

  /** Gets a path; an UncheckedIOException or CompletionException if nobody answers. */
  public Answer get(String path) {
    return ask("GET", path);
  }

  /** Puts a path, with nothing in it: an order. Fails like {@link #get}. */
  public Answer put(String path) {
    return ask("PUT", path);
  }

  private Answer ask(String method, String path) {
    return namespace.call(
        () -> {
          HttpURLConnection connection = connection(path);
          connection.setRequestMethod(method);
          connection.setReadTimeout(READ_MILLIS);
          int status = connection.getResponseCode();
          InputStream stream =
              status < 400 ? connection.getInputStream() : connection.getErrorStream();
          if (stream == null) {
            return new Answer(status, "");
          }
          try (stream) {
            return new Answer(status, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
          }
        });
  }

  /** Lines of an endless answer; closing it hangs up. */
  public Stream stream(String path) {
    return new Stream(path);
  }

  /** Events of these kinds, from the first of the run that serves now, and of no run before it. */
  public Stream events(String types) {
    try {
      JsonNode status = JSON.readTree(get("/api/v1/status").body());
      long before = status.path("id").asLong() - status.path("events").asLong();
      return stream("/api/v1/events?types=" + types + "&after=" + before);
    } catch (JsonProcessingException wrong) {
      throw new UncheckedIOException("no status", wrong);
    }
  }

  private HttpURLConnection connection(String path) throws IOException {
    var url = URI.create("http://127.0.0.1:" + port + path).toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    // The JVM keeps connections by host and port, and every namespace has the same ones.
    connection.setRequestProperty("Connection", "close");
    return connection;
  }

  /** An answer that is read line by line as it comes. */
  public final class Stream implements AutoCloseable {
    private final Lines lines = new Lines();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Runnable hangUp = () -> {};

    private Stream(String path) {
      var _ = namespace.start("stream " + path, () -> read(path));
    }

    public Lines lines() {
      return lines;
    }

    @Override
    public void close() {
      closed.set(true);
      hangUp.run();
    }

    private void read(String path) {
      BufferedReader reader;
      try {
        HttpURLConnection connection = connection(path);
        hangUp = connection::disconnect;
        reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      } catch (IOException refused) {
        reader = new BufferedReader(new java.io.StringReader("no answer: " + refused));
      }
      if (closed.get()) {
        hangUp.run();
      }
      lines.readAll(reader);
    }
  }
}
