package dev.linkflux.notify;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server on loopback that webhooks are sent to; it answers as it is told, and 204 otherwise. */
final class Receiver implements AutoCloseable {
  /** A request as it came. */
  record Got(String method, String target, Headers headers, String body) {
    String header(String name) {
      return String.valueOf(headers.getFirst(name));
    }
  }

  private record Told(int status, Map<String, String> headers) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private final Queue<Told> answers = new ArrayDeque<>();

  private Receiver(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static Receiver plain() {
    try {
      return new Receiver(HttpServer.create(anywhere(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Receiver by(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(anywhere(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new Receiver(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anywhere() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String target) {
    return "http://127.0.0.1:" + port() + target;
  }

  /** The answer to a later request, after those that were told before. */
  synchronized void answer(int status, Map<String, String> headers) {
    answers.add(new Told(status, headers));
  }

  void answer(int status) {
    answer(status, Map.of());
  }

  /** The next request. */
  Got next() {
    try {
      Got next = got.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no request");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many requests nobody has asked for yet. */
  int more() {
    return got.size();
  }

  private synchronized @Nullable Told told() {
    return answers.poll();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      Told told = told();
      if (told != null) {
        told.headers().forEach(exchange.getResponseHeaders()::set);
      }
      got.add(
          new Got(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              text));
      exchange.sendResponseHeaders(told == null ? 204 : told.status(), -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
