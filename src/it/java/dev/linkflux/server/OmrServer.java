package dev.linkflux.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.Lab;
import dev.linkflux.server.Site.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The API of an OpenMPTCProuter server: a welcome to everybody, a token (HS256, of a key that is
 * random in each process) for name and password, and the status for a token.
 */
final class OmrServer implements Site.Manner {
  static final int PORT = 65_500;

  private static final Duration DAY = Duration.ofDays(1);
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder FROM_BASE64 = Base64.getUrlDecoder();

  private final String username;
  private final String password;
  private final SecureRandom random = new SecureRandom();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private volatile byte[] key = new byte[32];
  private volatile Duration life = DAY;
  private volatile Duration skew = Duration.ZERO;
  private volatile boolean restarting;
  private volatile int denial = 403;

  OmrServer(String username, String password) {
    this.username = username;
    this.password = password;
    restart();
  }

  /** It serves at this address, with a certificate that it has signed itself. */
  OmrServer at(Lab lab, Identity identity, InetAddress address) {
    Site _ = Site.start(lab, PORT, identity, this, address);
    return this;
  }

  /** From now on it has another key, and so knows no token of before. */
  void restart() {
    byte[] fresh = new byte[32];
    random.nextBytes(fresh);
    key = fresh;
  }

  /** It restarts as soon as it has given a token. */
  OmrServer restartingOnce() {
    restarting = true;
    return this;
  }

  /** Its tokens are good for so long. */
  OmrServer life(Duration length) {
    life = length;
    return this;
  }

  /** Its clock goes ahead by this. */
  OmrServer skew(Duration ahead) {
    skew = ahead;
    return this;
  }

  /** The status of a denial: 403, or 401 of newer ones. */
  OmrServer denying(int status) {
    denial = status;
    return this;
  }

  /** How often something was asked, such as {@code POST /token 200}: with what came of it. */
  long count(String what) {
    return asked.stream().filter(what::equals).count();
  }

  /** All that was asked, with what came of it, oldest first. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** All tokens that it gave. */
  List<String> tokens() {
    return List.copyOf(tokens);
  }

  @Override
  public void answer(Request request, OutputStream out) throws IOException {
    String[] line = request.line().split(" ", -1);
    String what = line[0] + " " + (line.length > 1 ? line[1].replaceAll("\\?.*", "") : "");
    switch (what) {
      case "GET /" -> say(what, 200, "\"Welcome to OpenMPTCProuter Server part\"", out);
      case "POST /token" -> logIn(what, request, out);
      case "GET /status" -> status(what, request, out);
      default -> say(what, 404, "{\"detail\":\"Not Found\"}", out);
    }
  }

  private void logIn(String what, Request request, OutputStream out) throws IOException {
    Map<String, String> form = new HashMap<>();
    for (String field : request.body().split("&", -1)) {
      String[] words = field.split("=", 2);
      form.put(decoded(words[0]), words.length > 1 ? decoded(words[1]) : "");
    }
    if (!form.containsKey("username") || !form.containsKey("password")) {
      say(what, 422, "{\"detail\":[{\"msg\":\"field required\"}]}", out);
    } else if (!username.equals(form.get("username")) || !password.equals(form.get("password"))) {
      say(what, 400, "{\"detail\":\"Incorrect username or password\"}", out);
    } else {
      String token = token();
      tokens.add(token);
      say(what, 200, "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\"}", out);
      if (restarting) {
        restarting = false;
        restart();
      }
    }
  }

  private void status(String what, Request request, OutputStream out) throws IOException {
    String authorization = request.headers().getOrDefault("authorization", "");
    if (!authorization.startsWith("Bearer ")) {
      say(what, denial, "{\"detail\":\"Not authenticated\"}", out);
    } else if (!isValid(authorization.substring("Bearer ".length()))) {
      say(what, denial, "{\"detail\":\"Could not validate credentials\"}", out);
    } else {
      double time = Instant.now().plus(skew).toEpochMilli() / 1e3;
      say(
          what,
          200,
          """
          {"vps":{"time":%.3f,"loadavg":"0.01 0.02 0.00","uptime":"1234.5","mptcp":"1",\
          "hostname":"vps","kernel":"6.6.36-x64v3","omr_version":"0.1033"},\
          "network":{"tx":1,"rx":2},"shadowsocks":{"traffic":0},"vpn":{"tx":0,"rx":0}}\
          """
              .formatted(time),
          out);
    }
  }

  private void say(String what, int status, String text, OutputStream out) throws IOException {
    asked.add(what + " " + status);
    out.write(Site.answer(status, text));
  }

  private String token() {
    long expires = Instant.now().plus(life).getEpochSecond();
    String payload = "{\"sub\":\"%s\",\"exp\":%d}".formatted(username, expires);
    String signed = base64(HEADER) + "." + base64(payload);
    return signed + "." + BASE64.encodeToString(signature(signed));
  }

  private boolean isValid(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3
        || !BASE64.encodeToString(signature(parts[0] + "." + parts[1])).equals(parts[2])) {
      return false;
    }
    JsonNode payload =
        Program.json(new String(FROM_BASE64.decode(parts[1]), StandardCharsets.UTF_8));
    return payload.path("exp").asLong() > Instant.now().getEpochSecond();
  }

  private byte[] signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
