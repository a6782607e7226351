package dev.linkflux;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of the house, and which of them each may use. */
final class Parts {
  static final String BASE = "dev.linkflux";

  /** The pure chain: every part uses only those before it. */
  private static final List<String> CHAIN =
      List.of("time", "uplink", "probe", "quality", "decision", "server", "route", "control");

  /** What builds everything and so may use everything. */
  private static final String BUILDER = "cli";

  /** What each of the other parts may use; the star stands for any one adapter. */
  private static final Map<String, Set<String>> SHELL =
      Map.ofEntries(
          part("kernel", chainUpTo("time")),
          part("credential", chainUpTo("control")),
          part("config", chainUpTo("control"), "credential"),
          part("trace", chainUpTo("control")),
          part("engine", chainUpTo("control"), "trace"),
          part("wire", chainUpTo("uplink"), "kernel"),
          part("resolve", chainUpTo("server"), "engine", "kernel", "wire"),
          part("replay", chainUpTo("control"), "engine", "trace"),
          part("probe.*", chainUpTo("probe"), "engine", "kernel", "wire"),
          part("route.*", chainUpTo("route"), "engine", "kernel"),
          part("server.*", chainUpTo("server"), "engine", "kernel", "wire"),
          part("stream", chainUpTo("control"), "credential", "engine", "trace"),
          part("notify", chainUpTo("control"), "engine", "wire"),
          part("doctor", chainUpTo("control"), "config", "kernel"),
          part("demo", chainUpTo("control"), "engine", "config"));

  private Parts() {}

  /**
   * The part that a type belongs to. probe.icmp is an adapter, and not of the chain as probe is.
   */
  static String of(JavaClass type) {
    String[] names = type.getPackageName().substring(BASE.length()).split("\\.", -1);
    if (names.length < 2) {
      return "";
    }
    boolean adapter = names.length > 2 && Set.of("probe", "server", "route").contains(names[1]);
    return adapter ? names[1] + "." + names[2] : names[1];
  }

  static boolean inTheChain(JavaClass type) {
    return type.getPackageName().startsWith(BASE) && CHAIN.contains(of(type));
  }

  static boolean isKnown(String part) {
    return CHAIN.contains(part) || part.equals(BUILDER) || SHELL.containsKey(starred(part));
  }

  static boolean mayUse(JavaClass user, JavaClass used) {
    if (!used.getPackageName().startsWith(BASE)) {
      return true;
    }
    String from = of(user);
    String to = of(used);
    if (from.equals(to) || from.equals(BUILDER)) {
      return true;
    }
    return CHAIN.contains(from)
        ? chainUpTo(from).contains(to)
        : SHELL.getOrDefault(starred(from), Set.of()).contains(to);
  }

  private static List<String> chainUpTo(String last) {
    return CHAIN.subList(0, CHAIN.indexOf(last) + 1);
  }

  private static String starred(String part) {
    return part.replaceFirst("\\..*", ".*");
  }

  private static Map.Entry<String, Set<String>> part(
      String name, Collection<String> chain, String... others) {
    return Map.entry(
        name, Stream.concat(chain.stream(), Arrays.stream(others)).collect(Collectors.toSet()));
  }
}
