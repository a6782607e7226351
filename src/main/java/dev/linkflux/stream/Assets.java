package dev.linkflux.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The files of the dashboard, and the plotting library, read once from the program itself. */
final class Assets {
  /** Where the webjar has uPlot; the version is the pom's. */
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final List<String> FILES =
      List.of(
          "index.html",
          "card.css",
          "controls.css",
          "curves.css",
          "decisions.css",
          "print.css",
          "servers.css",
          "style.css",
          "timeline.css",
          "archive.js",
          "card.js",
          "curves.js",
          "decisions.js",
          "desk.js",
          "details.js",
          "dialog.js",
          "evidence.js",
          "favicon.js",
          "figures.js",
          "header.js",
          "icons.js",
          "ladder.js",
          "lane.js",
          "lanes.js",
          "login.js",
          "main.js",
          "measures.js",
          "model.js",
          "palette.js",
          "past.js",
          "plans.js",
          "recent.js",
          "search.js",
          "segments.js",
          "serverlist.js",
          "servers.js",
          "session.js",
          "smoke.js",
          "source.js",
          "span.js",
          "spark.js",
          "summary.js",
          "supply.js",
          "targets.js",
          "timeline.js",
          "toolbar.js",
          "words.js");

  /**
   * One file.
   *
   * @param tag changes with the content (RFC 9110 section 8.8.3)
   * @param kept what {@link #packed} has made
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Asset(
      String contentType, byte[] bytes, String tag, AtomicReference<@Nullable Asset> kept) {
    Asset(String contentType, byte[] bytes) {
      this(contentType, bytes, Assets.tag(bytes), new AtomicReference<>());
    }

    /** The same by gzip, with a tag of its own; made when it is first asked for, not at start. */
    Asset packed() {
      Asset known = kept.get();
      if (known == null) {
        known = new Asset(contentType, Assets.packed(bytes));
        kept.set(known);
      }
      return known;
    }
  }

  private final Map<String, Asset> byPath;

  Assets() {
    byPath = new HashMap<>();
    FILES.forEach(file -> byPath.put(path(file), asset(file, bytes(file))));
    byPath.put("/uplot.css", asset("uplot.css", bytes(UPLOT + "uPlot.min.css")));
    byPath.put("/uplot.js", asset("uplot.js", module(bytes(UPLOT + "uPlot.iife.min.js"))));
  }

  @Nullable Asset at(String path) {
    return byPath.get(path);
  }

  private static String path(String file) {
    return file.equals("index.html") ? "/" : "/" + file;
  }

  /** The small build is a script that sets a name; the page's modules import it. */
  private static byte[] module(byte[] script) {
    ByteArrayOutputStream module = new ByteArrayOutputStream();
    module.writeBytes(script);
    module.writeBytes("\nexport default uPlot;\n".getBytes(StandardCharsets.US_ASCII));
    return module.toByteArray();
  }

  private static Asset asset(String file, byte[] bytes) {
    return new Asset(contentType(file), bytes);
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes everything", e);
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(String file) {
    try (InputStream in = Assets.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: no " + file);
      }
      return in.readAllBytes();
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
