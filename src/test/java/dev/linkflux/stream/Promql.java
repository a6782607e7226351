package dev.linkflux.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an expression of PromQL names: series with their matchers, and labels to group by. */
record Promql(List<Selector> selectors, List<String> grouping) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\\$\\{?\\w+}?|[a-zA-Z_:][a-zA-Z0-9_:]*"
              + "|[0-9][\\w.]*|=~|!~|!=|==|<=|>=|\\S");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "offset", "atan2", "start", "end", "inf", "nan");
  private static final Set<String> GROUPERS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  /** A label and what it must be. */
  record Matching(String label, String operator, String value) {}

  /** A series, as it is asked for. */
  record Selector(String metric, List<Matching> matchers) {}

  static Promql of(String expression) {
    return new Reading(tokens(expression)).read();
  }

  private static List<String> tokens(String expression) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) {
      tokens.add(token.group());
    }
    tokens.add("");
    return tokens;
  }

  /** One pass over the tokens. */
  private static final class Reading {
    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final List<String> grouping = new ArrayList<>();
    private int at;

    Reading(List<String> tokens) {
      this.tokens = tokens;
    }

    private String next() {
      return tokens.get(at++);
    }

    private boolean follows(String token) {
      return tokens.get(at).equals(token);
    }

    Promql read() {
      while (at < tokens.size()) {
        String token = next();
        if (token.equals("[")) {
          while (!next().equals("]")) {}
        } else if (GROUPERS.contains(token)) {
          group();
        } else if (token.matches("[a-zA-Z_:].*") && !WORDS.contains(token) && !isCalled()) {
          selectors.add(new Selector(token, matchers()));
        }
      }
      return new Promql(selectors, grouping);
    }

    /** A function, or an aggregation: its parenthesis may come after the labels to group by. */
    private boolean isCalled() {
      return follows("(") || GROUPERS.contains(tokens.get(at));
    }

    private void group() {
      if (follows("(")) {
        for (String token = next(); !token.equals(")"); token = next()) {
          if (token.matches("\\w+")) {
            grouping.add(token);
          }
        }
      }
    }

    private List<Matching> matchers() {
      List<Matching> matchers = new ArrayList<>();
      if (follows("{")) {
        next();
        while (!follows("}")) {
          String label = next();
          String operator = next();
          String quoted = next();
          matchers.add(new Matching(label, operator, quoted.substring(1, quoted.length() - 1)));
          if (follows(",")) {
            next();
          }
        }
        next();
      }
      return matchers;
    }
  }
}
