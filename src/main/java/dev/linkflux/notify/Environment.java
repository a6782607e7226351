package dev.linkflux.notify;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import dev.linkflux.server.Rung;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a program finds in its environment: little of ours, so that no secret of this service gets
 * there, and a notice in variables. All variables of a kind of notice are always there, empty where
 * there is nothing to say.
 */
final class Environment {
  private static final String PATH = "PATH";

  /** Where programs usually are, for who has no path of his own. */
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final List<String> INHERITED =
      List.of(PATH, "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR");

  /** Characters of a value; far below what the kernel takes (execve(2): 128 KiB a string). */
  private static final int LONGEST = 4096;

  private final Map<String, String> variables = new HashMap<>();

  private Environment(Map<String, String> ours) {
    variables.put(PATH, USUAL_PATH);
    for (String name : INHERITED) {
      String value = ours.get(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
  }

  /**
   * The whole of it.
   *
   * @param ours the environment of this process
   */
  static Map<String, String> of(Notice notice, Map<String, String> ours) {
    Environment environment = new Environment(ours);
    environment.put("EVENT", Words.type(notice.on()));
    environment.put("ID", notice.id());
    environment.put("AT", Json.at(notice.at()));
    environment.tell(notice.subject());
    return environment.variables;
  }

  private void tell(Subject subject) {
    switch (subject) {
      case Subject.OfUplink(Transition it, var carrying, var standby) -> {
        put("UPLINK", it.uplink().name());
        change(it.from().wire(), it.to().wire(), it.cause().wire(), it.sentence());
        put("CARRYING", names(carrying));
        put("STANDBY", names(standby));
      }
      case Subject.OfTraffic(Election it, var before) -> {
        String carrying = names(it.carrying());
        change(names(before), carrying, it.cause().wire(), it.sentence());
        put("CARRYING", carrying);
        put("STANDBY", names(it.standby()));
      }
      case Subject.OfServer(ServerTransition it, var addresses) -> {
        server(subject, it.server(), addresses);
        change(it.from().wire(), it.to().wire(), it.cause(), it.sentence());
        remedy(rung(it.cause()), it.hint());
      }
      case Subject.InUse(ServerElection it, ServerId before, var addresses) -> {
        server(subject, it.active(), addresses);
        change(before == null ? "" : before.name(), it.active().name(), it.cause(), it.sentence());
        remedy(rung(it.cause()), "");
      }
      case Subject.Moved(Located it, var before) -> {
        Breach dns = it.dns();
        String rung = dns == null ? "" : dns.rung().wire();
        server(subject, it.server(), it.addresses());
        change(spaced(before), spaced(it.addresses()), rung, Words.sentence(it));
        remedy(rung, "");
      }
    }
  }

  private void change(String from, String to, String cause, String sentence) {
    put("FROM", from);
    put("TO", to);
    put("CAUSE", cause);
    put("SENTENCE", sentence);
  }

  private void server(Subject subject, ServerId server, List<InetAddress> addresses) {
    put("WHAT", Words.what(subject));
    put("SERVER", server.name());
    put("ADDRESSES", spaced(addresses));
  }

  private void remedy(String rung, String hint) {
    put("RUNG", rung);
    put("HINT", hint);
  }

  /** The cause if it is one of the ladder, else nothing. */
  private static String rung(String cause) {
    return Stream.of(Rung.values()).map(Rung::wire).filter(cause::equals).findAny().orElse("");
  }

  private static String names(List<UplinkId> uplinks) {
    return uplinks.stream().map(UplinkId::name).collect(Collectors.joining(" "));
  }

  private static String spaced(List<InetAddress> addresses) {
    return Words.addresses(addresses, " ");
  }

  private void put(String name, @Nullable String value) {
    variables.put("LINKFLUX_" + name, value == null ? "" : Plain.text(value, LONGEST));
  }
}
