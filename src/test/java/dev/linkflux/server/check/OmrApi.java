package dev.linkflux.server.check;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The API of an OpenMPTCProuter server, as FastAPI answers: HTTPS with a self-signed certificate,
 * TLS 1.2 only; {@code /}, {@code /token} and {@code /status}; tokens that nobody knows any more
 * after a restart. Listens in the network namespace of the thread that makes it.
 */
public final class OmrApi implements AutoCloseable {
  public static final String USERNAME = "openmptcprouter";

  private final HttpsServer server;
  private final String pin;
  private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> forms = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private volatile String password;
  private volatile Duration life = Duration.ofDays(1);
  private volatile Duration ahead = Duration.ZERO;
  private volatile String error = "";
  private final Set<String> withheld = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean endless;

  /**
   * Makes a key and a certificate, and listens.
   *
   * @param directory of these; an empty one for each server
   * @param port 0 for any that is free
   */
  public OmrApi(Path directory, InetAddress address, int port, String password) {
    this.password = password;
    openssl(
        directory,
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem"
            + " -out cert.pem -days 30 -subj /CN=OpenMPTCProuter"
            + " && openssl pkcs12 -export -in cert.pem -inkey key.pem -out store.p12"
            + " -passout pass:store");
    this.pin =
        "sha256/"
            + openssl(
                    directory,
                    "openssl x509 -in cert.pem -noout -pubkey | openssl pkey -pubin -outform der"
                        + " | openssl dgst -sha256 -binary | base64")
                .strip();
    try {
      SSLContext context = context(directory.resolve("store.p12"));
      server = HttpsServer.create(new InetSocketAddress(address, port), 64);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters wanted = context.getDefaultSSLParameters();
              wanted.setProtocols(new String[] {"TLSv1.2"});
              parameters.setSSLParameters(wanted);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private static SSLContext context(Path store) throws IOException {
    char[] secret = "store".toCharArray();
    try (InputStream input = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(input, secret);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, secret);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Of the key: {@code sha256/} and the base64 digest. */
  public String pin() {
    return pin;
  }

  /** Method and path of each request so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How often this was asked. */
  public long asked(String request) {
    return requests.stream().filter(request::equals).count();
  }

  /** Bodies of log-ins so far, as they came. */
  public List<String> forms() {
    return List.copyOf(forms);
  }

  /** As after a restart: the key that tokens are signed with is another. */
  public void restart() {
    tokens.clear();
  }

  /** How long new tokens are good for. */
  public void tokensLive(Duration duration) {
    life = duration;
  }

  /** The password of the one user from now on. */
  public void password(String other) {
    password = other;
  }

  /** Its clock is ahead of this machine's by so much; negative for behind. */
  public void clockAhead(Duration by) {
    ahead = by;
  }

  /** Answers a path with this status and nothing else; 0 as usual. */
  public void answering(String path, int status) {
    statuses.put(path, status);
  }

  /** Takes requests for a path and answers none of them, or answers again. */
  public void withhold(String path, boolean whether) {
    if (whether) {
      withheld.add(path);
    } else {
      withheld.remove(path);
    }
  }

  /** {@code /status} answers with this as its error; empty for none. */
  public void error(String text) {
    error = text;
  }

  /** Bodies never end. */
  public void endless(boolean whether) {
    endless = whether;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String request = exchange.getRequestMethod() + " " + path;
      requests.add(request);
      if (withheld.contains(path)) {
        awaitClose();
        return;
      }
      int told = statuses.getOrDefault(path, 0);
      if (told != 0) {
        reply(exchange, told, "Internal Server Error");
        return;
      }
      switch (request) {
        case "GET /" -> reply(exchange, 200, "\"Welcome to OpenMPTCProuter Server part\"");
        case "POST /token" -> logIn(exchange);
        case "GET /status" -> status(exchange);
        default -> reply(exchange, 404, "{\"detail\":\"Not Found\"}");
      }
    }
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void logIn(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    forms.add(form);
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (!"application/x-www-form-urlencoded".equals(type)) {
      reply(exchange, 422, "{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"username\"]}]}");
      return;
    }
    Map<String, String> fields =
        Arrays.stream(form.split("&", -1))
            .map(field -> field.split("=", 2))
            .filter(field -> field.length == 2)
            .collect(Collectors.toMap(field -> decoded(field[0]), field -> decoded(field[1])));
    if (USERNAME.equals(fields.get("username")) && password.equals(fields.get("password"))) {
      String token = UUID.randomUUID().toString();
      tokens.put(token, Instant.now().plus(life));
      reply(exchange, 200, "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\"}");
    } else {
      reply(exchange, 400, "{\"detail\":\"Incorrect username or password\"}");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void status(HttpExchange exchange) throws IOException {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (given == null || !given.startsWith("Bearer ")) {
      reply(exchange, 403, "{\"detail\":\"Not authenticated\"}");
      return;
    }
    Instant until = tokens.get(given.substring("Bearer ".length()));
    if (until == null || !Instant.now().isBefore(until)) {
      reply(exchange, 403, "{\"detail\":\"Could not validate credentials\"}");
      return;
    }
    if (!error.isEmpty()) {
      reply(exchange, 200, "{\"error\":\"" + error + "\"}");
      return;
    }
    String time = BigDecimal.valueOf(Instant.now().plus(ahead).toEpochMilli(), 3).toPlainString();
    reply(
        exchange,
        200,
        "{\"vps\":{\"time\":%s,\"loadavg\":\"0.00 0.01 0.05\",\"uptime\":\"86400\",".formatted(time)
            + "\"mptcp\":true,\"hostname\":\"vps\",\"kernel\":\"6.6.36\","
            + "\"omr_version\":\"0.1032\"},\"network\":{\"tx\":\"1\",\"rx\":\"2\"},"
            + "\"shadowsocks\":{\"traffic\":0},\"vpn\":{\"tx\":0,\"rx\":0}}");
  }

  private void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, endless ? 0 : bytes.length);
    OutputStream output = exchange.getResponseBody();
    output.write(bytes);
    while (endless) {
      output.write(' ');
      output.flush();
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static String openssl(Path directory, String command) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", command)
              .directory(directory.toFile())
              .redirectError(directory.resolve("errors").toFile())
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(Files.readString(directory.resolve("errors")));
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
