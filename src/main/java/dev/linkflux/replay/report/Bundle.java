package dev.linkflux.replay.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The style sheets and scripts of the page, as it has them in itself: the dashboard's where both
 * show the same. A page in a file can import nothing, so the modules become one script.
 */
final class Bundle {
  /** Where the webjar has uPlot; the version is the pom's. */
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final String SHARED = "/dev/linkflux/stream/";

  private static final List<String> STYLES =
      List.of(
          UPLOT + "uPlot.min.css",
          SHARED + "style.css",
          SHARED + "timeline.css",
          SHARED + "curves.css",
          SHARED + "print.css",
          "report.css");

  /** Each behind those that it imports. */
  private static final List<String> MODULES =
      List.of(
          SHARED + "words.js",
          SHARED + "icons.js",
          "ink.js",
          "times.js",
          "view.js",
          "canvas.js",
          "curve.js",
          "bands.js",
          "course.js",
          "lane.js",
          "sayings.js",
          "explain.js",
          "pointing.js",
          "chart.js",
          "main.js");

  private static final Pattern IMPORT = Pattern.compile("(?m)^import (\\{[^}]*}) from '(.*)';$");
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export (?=(?:const|class|function\\*?) (\\w+))");

  private Bundle() {}

  /** One style sheet of all. */
  static String styles() {
    StringBuilder all = new StringBuilder();
    STYLES.forEach(name -> all.append(text(name)).append('\n'));
    return all.toString();
  }

  /** One script of all: each module a function that gives what it exports. */
  static String scripts() {
    StringBuilder all = new StringBuilder(text(UPLOT + "uPlot.iife.min.js"));
    all.append("\n'use strict';\nconst modules = {};\n");
    for (String name : MODULES) {
      all.append(module(name.substring(name.lastIndexOf('/') + 1), text(name)));
    }
    return all.toString();
  }

  private static String module(String name, String source) {
    String linked =
        IMPORT
            .matcher(source)
            .replaceAll(
                it ->
                    Matcher.quoteReplacement(
                        "const %s = modules['%s'];"
                            .formatted(
                                it.group(1),
                                it.group(2).substring(it.group(2).lastIndexOf('/') + 1))));
    List<String> exported = new ArrayList<>();
    Matcher exports = EXPORT.matcher(linked);
    while (exports.find()) {
      exported.add(exports.group(1));
    }
    return "modules['%s'] = (() => {\n%s\nreturn {%s};\n})();\n"
        .formatted(name, exports.replaceAll(""), String.join(", ", exported));
  }

  /** How a Content-Security-Policy names exactly this text (CSP 3, section 2.3.1). */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String text(String name) {
    try (InputStream in = Bundle.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the program cannot be read: " + name, e);
    }
  }
}
