package dev.linkflux.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files of the dashboard, read once from the program itself. */
final class Assets {
  private static final List<String> FILES =
      List.of(
          "index.html",
          "card.css",
          "controls.css",
          "print.css",
          "servers.css",
          "style.css",
          "timeline.css",
          "main.js",
          "card.js",
          "chart.js",
          "curve.js",
          "decisions.js",
          "desk.js",
          "details.js",
          "dialog.js",
          "favicon.js",
          "figures.js",
          "header.js",
          "icons.js",
          "ladder.js",
          "lanes.js",
          "login.js",
          "model.js",
          "plans.js",
          "recent.js",
          "serverlist.js",
          "servers.js",
          "session.js",
          "source.js",
          "spark.js",
          "summary.js",
          "targets.js",
          "timeline.js",
          "words.js");

  /**
   * One file.
   *
   * @param tag changes with the content (RFC 9110 section 8.8.3)
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Asset(String contentType, byte[] bytes, String tag) {}

  private final Map<String, Asset> byPath;

  Assets() {
    byPath = FILES.stream().collect(Collectors.toMap(Assets::path, Assets::read));
  }

  @Nullable Asset at(String path) {
    return byPath.get(path);
  }

  private static String path(String file) {
    return file.equals("index.html") ? "/" : "/" + file;
  }

  private static Asset read(String file) {
    try (InputStream in = Assets.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: no " + file);
      }
      byte[] bytes = in.readAllBytes();
      return new Asset(contentType(file), bytes, tag(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("the program cannot be read: " + file, e);
    }
  }

  private static String contentType(String file) {
    return switch (file.substring(file.lastIndexOf('.'))) {
      case ".html" -> "text/html; charset=utf-8";
      case ".css" -> "text/css; charset=utf-8";
      default -> "text/javascript; charset=utf-8";
    };
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
