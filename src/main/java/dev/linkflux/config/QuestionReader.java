package dev.linkflux.config;

import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a target is asked: the keys of its kind. Those of other kinds are refused. */
final class QuestionReader {
  private static final int MOST_BYTES = 1 << 20;

  /** Of which kinds each key is that not all have. */
  private static final Map<String, Set<ProbeKind>> KINDS_OF =
      Map.ofEntries(
          Map.entry("port", Set.of(ProbeKind.UDP, ProbeKind.TCP, ProbeKind.DNS)),
          Map.entry("protocol", Set.of(ProbeKind.UDP)),
          Map.entry("keyFile", Set.of(ProbeKind.UDP)),
          Map.entry("status", Set.of(ProbeKind.HTTP)),
          Map.entry("text", Set.of(ProbeKind.HTTP)),
          Map.entry("pin", Set.of(ProbeKind.HTTP)),
          Map.entry("maxBytes", Set.of(ProbeKind.HTTP)),
          Map.entry("query", Set.of(ProbeKind.DNS)),
          Map.entry("type", Set.of(ProbeKind.DNS)),
          Map.entry("expect", Set.of(ProbeKind.DNS)));

  /** All of them. */
  static final Set<String> KEYS = KINDS_OF.keySet();

  /** Types of records whose content is compared as it is printed (RFC 1035, 3596, 2782). */
  private static final List<String> TYPES =
      List.of("A", "AAAA", "CNAME", "MX", "NS", "PTR", "SOA", "SRV", "TXT");

  static final String ECHO = "echo";
  static final String STAMP = "stamp";

  private final Section section;
  private final ProbeKind kind;
  private final @Nullable Server server;

  private QuestionReader(Section section, ProbeKind kind, @Nullable Server server) {
    this.section = section;
    this.kind = kind;
    this.server = server;
  }

  /** The question, or null if something is wrong with it, which is reported then. */
  static @Nullable Question read(Section section, ProbeKind kind) {
    return new QuestionReader(section, kind, null).read();
  }

  /** The same to a server, where it is met first; its port is that of a connection by default. */
  static @Nullable Question ofServer(Section section, ProbeKind kind, Server server) {
    if (kind == ProbeKind.HTTP || kind == ProbeKind.DNS) {
      section.error(
          "kind",
          "a server is asked by icmp, udp or tcp; for this kind write its address, in place of"
              + " server");
      return null;
    }
    return new QuestionReader(section, kind, server).read();
  }

  private @Nullable Question read() {
    refuseForeignKeys();
    Question question =
        switch (kind) {
          case ICMP -> icmp();
          case UDP -> udp();
          case TCP -> tcp();
          case HTTP -> http();
          case DNS -> dns();
        };
    return section.isSound(KEYS.toArray(String[]::new)) ? question : null;
  }

  private void refuseForeignKeys() {
    KINDS_OF.forEach(
        (key, kinds) -> {
          if (section.has(key) && !kinds.contains(kind)) {
            String words =
                String.join(
                    " and ",
                    Arrays.stream(ProbeKind.values())
                        .filter(kinds::contains)
                        .map(TargetsSection::word)
                        .toList());
            section.error(key, "is for targets of kind " + words);
          }
        });
  }

  private @Nullable Question icmp() {
    return server == null
        ? section.find("address", text -> new Question.Icmp(HostText.farAway(HostText.parse(text))))
        : new Question.Icmp(server.hosts().getFirst());
  }

  private @Nullable Question udp() {
    String protocol = section.read("protocol", ECHO, Choice.of(ECHO, STAMP));
    String keyFile = section.find("keyFile", Function.identity());
    if (protocol.equals(STAMP)) {
      return endpoint(
          Question.Stamp.PORT,
          (host, port) -> new Question.Stamp(HostText.farAway(host), port, keyFile));
    }
    if (keyFile != null) {
      section.error("keyFile", "is for protocol: stamp");
    }
    return endpoint(null, (host, port) -> new Question.Echo(HostText.farAway(host), port));
  }

  private @Nullable Question tcp() {
    return endpoint(server == null ? null : server.check().port(), Question.Tcp::new);
  }

  private @Nullable Question dns() {
    String name = section.need("query", "query: example.net", HostText::name);
    String type = section.read("type", "A", Choice.of(TYPES));
    List<String> expected = section.oneOrMore("expect", text -> AnswerText.expected(type, text));
    return name == null
        ? null
        : endpoint(
            Question.Dns.PORT,
            (host, port) ->
                new Question.Dns(
                    HostText.addressOf(HostText.farAway(host)), port, name, type, expected));
  }

  private @Nullable Question http() {
    UrlText url = section.find("address", UrlText::parse);
    int status = section.read("status", 0, NumberText.whole(100, 599));
    String text = section.read("text", "", AnswerText::part);
    String pin = section.find("pin", AnswerText::pin);
    int bytes =
        section.read("maxBytes", Question.Http.DEFAULT_BYTES, NumberText.whole(1, MOST_BYTES));
    if (url == null) {
      return null;
    }
    if (pin != null && !url.tls()) {
      section.error("pin", "is for https: there is no key in http");
    }
    return new Question.Http(
        url.tls(), url.host(), url.port(), url.target(), status, text, pin, bytes);
  }

  private interface Endpoint {
    Question at(Host host, int port);
  }

  /**
   * A question to a host and port.
   *
   * @param byDefault the port if none is given; null if one must be
   */
  private @Nullable Question endpoint(@Nullable Integer byDefault, Endpoint make) {
    Integer port = section.find("port", NumberText.whole(1, 65_535));
    if (!section.isSound("port")) {
      return null;
    }
    Integer known = port == null ? byDefault : port;
    if (server != null && known == null) {
      section.error("port", "is missing: write it as in port: 7");
      return null;
    }
    if (server != null && known != null) {
      return make.at(server.hosts().getFirst(), known);
    }
    return section.find(
        "address",
        text ->
            known != null && (port != null || !HostText.hasPort(text))
                ? make.at(HostText.parse(text), known)
                : HostText.withPort(make::at).apply(text));
  }
}
