package dev.linkflux.config;

import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Question;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Name servers as text: {@code 9.9.9.9}, {@code 9.9.9.9:5353}, {@code [2620:fe::fe]:53}, {@code
 * tls://9.9.9.9#dns.quad9.net}; or the same as a section.
 */
final class NameserverText {
  private static final String TLS = "tls://";
  private static final String TLS_EXAMPLE = TLS + "9.9.9.9#dns.quad9.net";
  private static final String EXAMPLE = "{address: 9.9.9.9, tls: dns.quad9.net}";
  private static final Pattern HAS_PORT = Pattern.compile("\\[.*|[^:]*:[^:]*");
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)\\]");
  private static final Function<String, InetSocketAddress> ENDPOINT = EndpointText.ports(1, 65_535);

  private NameserverText() {}

  /** Those of a key that takes one or a list; reports one that stands there twice. */
  static List<Nameserver> read(Section section, String key) {
    List<Nameserver> servers =
        section.oneOrMore(key, NameserverText::parse, NameserverText::section);
    servers.stream()
        .filter(server -> servers.indexOf(server) != servers.lastIndexOf(server))
        .findFirst()
        .ifPresent(server -> section.error(key, print(server) + " stands there twice"));
    return servers;
  }

  /**
   * The name server that a text is.
   *
   * @throws MalformedValue if it is none
   */
  static Nameserver parse(String text) {
    if (!text.startsWith(TLS)) {
      if (text.contains("://")) {
        throw new MalformedValue(
            Quoted.of(text)
                + " is not asked: by plain DNS, as in 9.9.9.9, or as in "
                + TLS_EXAMPLE);
      }
      return at(text, Question.Dns.PORT, null);
    }
    int hash = text.indexOf('#');
    if (hash < 0) {
      throw new MalformedValue(
          Quoted.of(text)
              + " does not say which name its certificate has: write it behind a #, as in "
              + TLS_EXAMPLE);
    }
    return at(
        text.substring(TLS.length(), hash),
        Nameserver.TLS_PORT,
        HostText.name(text.substring(hash + 1)));
  }

  /** As it is parsed again. */
  static String print(Nameserver server) {
    boolean secret = server.tls() != null;
    String address = server.address().getHostAddress();
    String place =
        server.port() == (secret ? Nameserver.TLS_PORT : Question.Dns.PORT)
            ? address
            : EndpointText.print(server.address(), server.port());
    return secret ? TLS + place + "#" + server.tls() : place;
  }

  private static Nameserver at(String place, int usualPort, @Nullable String tls) {
    Matcher bare = BRACKETS.matcher(place);
    if (bare.matches()) {
      return new Nameserver(host(bare.group(1)), usualPort, tls);
    }
    if (HAS_PORT.matcher(place).matches()) {
      InetSocketAddress endpoint = ENDPOINT.apply(place);
      return new Nameserver(host(endpoint.getAddress().getHostAddress()), endpoint.getPort(), tls);
    }
    return new Nameserver(host(place), usualPort, tls);
  }

  private static InetAddress host(String text) {
    InetAddress address = AddressText.host(text);
    if (address.isLinkLocalAddress()) {
      throw new MalformedValue(
          text + " is link-local: which uplink it is at cannot be said; write another address");
    }
    return address;
  }

  private static @Nullable Nameserver section(Section section) {
    InetAddress address = section.need("address", EXAMPLE, NameserverText::host);
    String tls = section.find("tls", HostText::name);
    int port =
        section.read(
            "port",
            tls == null ? Question.Dns.PORT : Nameserver.TLS_PORT,
            NumberText.whole(1, 65_535));
    section.done();
    return address == null ? null : new Nameserver(address, port, tls);
  }
}
