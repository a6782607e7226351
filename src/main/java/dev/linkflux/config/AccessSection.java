package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Role;
import dev.linkflux.control.Access.Source;
import dev.linkflux.control.Access.Tls;
import dev.linkflux.control.Access.Token;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code access}: who may read and give orders over HTTP, and how that is kept from others. */
final class AccessSection {
  private static final String EXAMPLE =
      "- {name: grafana, may: read, file: /etc/linkflux/grafana.token}";
  private static final int MOST_TOKENS = 64;
  private static final int MOST_ORIGINS = 64;
  private static final int MOST_CLIENTS = 10_000;
  private static final Function<String, String> MAY = Choice.of("read", "operate");

  private AccessSection() {}

  /**
   * What is said of it.
   *
   * @param listen where the server listens
   * @param purpose files are looked at only if they are going to be used
   */
  static Access read(Section root, InetSocketAddress listen, Purpose purpose) {
    Section section = root.section("access");
    boolean looksForFiles = purpose == Purpose.SERVICE;
    List<Token> tokens = tokens(section, looksForFiles);
    Tls tls = section.has("tls") ? tls(section.section("tls"), looksForFiles) : null;
    Set<String> origins =
        new LinkedHashSet<>(section.oneOrMore("origins", text -> OriginText.parse(text)));
    if (origins.size() > MOST_ORIGINS) {
      section.error("origins", "there are " + origins.size() + "; at most " + MOST_ORIGINS);
    }
    int clients =
        section.read("clients", Access.DEFAULT_CLIENTS, NumberText.whole(1, MOST_CLIENTS));
    section.done();
    if (!listen.getAddress().isLoopbackAddress()) {
      checkReach(root, section, listen, tls != null || section.has("tls"), looksForFiles);
    }
    return new Access(tokens, tls, origins, clients);
  }

  static ObjectNode write(Access access, ObjectNode node) {
    ArrayNode tokens = node.putArray("tokens");
    for (Token token : access.tokens()) {
      ObjectNode one = tokens.addObject().put("name", token.name()).put("may", word(token.role()));
      switch (token.source()) {
        case Source.File(String path) -> one.put("file", path);
        case Source.Environment(String name) -> one.put("environment", name);
      }
    }
    Tls tls = access.tls();
    if (tls != null) {
      node.putObject("tls").put("certificate", tls.certificate()).put("key", tls.key());
    }
    ArrayNode origins = node.putArray("origins");
    access.origins().stream().sorted().forEach(origins::add);
    return node.put("clients", access.clients());
  }

  private static void checkReach(
      Section root, Section section, InetSocketAddress listen, boolean isEncrypted, boolean tells) {
    String where = EndpointText.print(listen);
    if (!section.has("tokens") || (section.isSound("tokens") && section.isEmpty("tokens"))) {
      root.error(
          "listen",
          where
              + " can be reached from outside, and nobody has a token: name one in access.tokens,"
              + " as in "
              + EXAMPLE
              + ", or listen on a loopback address such as 127.0.0.1:8470");
    } else if (!isEncrypted && tells) {
      root.warning(
          "listen",
          where
              + " can be reached from outside, and whoever is on the way reads the tokens: have"
              + " access.tls, or listen on a loopback address behind a proxy that has it");
    }
  }

  private static List<Token> tokens(Section section, boolean looksForFiles) {
    List<Section> sections = section.sections("tokens", EXAMPLE);
    if (sections.size() > MOST_TOKENS) {
      section.error("tokens", "there are " + sections.size() + "; at most " + MOST_TOKENS);
    }
    List<String> names = new ArrayList<>();
    return sections.stream()
        .map(one -> token(one, names, looksForFiles))
        .filter(Objects::nonNull)
        .map(Token.class::cast)
        .toList();
  }

  private static @Nullable Token token(Section section, List<String> names, boolean looksForFiles) {
    SecretKeys.refuse(section, "a token", EXAMPLE);
    String name = section.need("name", EXAMPLE, NameText.shown());
    String may = section.need("may", EXAMPLE, MAY);
    Source source = SecretKeys.source(section, "the token", EXAMPLE);
    section.done();
    if (name != null && names.contains(name)) {
      section.error("name", "there is another token of that name; whose is whose is to be seen");
    }
    if (name != null) {
      names.add(name);
    }
    if (name == null || may == null || source == null) {
      return null;
    }
    if (looksForFiles) {
      CredentialFiles.checkToken(section, source);
    }
    return new Token(name, Role.valueOf(may.toUpperCase(Locale.ROOT)), source);
  }

  private static @Nullable Tls tls(Section section, boolean looksForFiles) {
    String example = "tls: {certificate: /etc/linkflux/cert.pem, key: /etc/linkflux/key.pem}";
    String certificate = section.need("certificate", example, FileText::absolute);
    String key = section.need("key", example, text -> FileText.secret(text, "the private key"));
    section.done();
    if (certificate == null || key == null) {
      return null;
    }
    Tls tls = new Tls(certificate, key);
    if (looksForFiles) {
      CredentialFiles.checkTls(section, tls);
    }
    return tls;
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
