package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.control.Access.Source;
import dev.linkflux.control.Notifications.Login;
import dev.linkflux.control.Notifications.Peer;
import dev.linkflux.uplink.Check.Credentials;
import dev.linkflux.uplink.Check.Trust;
import org.jspecify.annotations.Nullable;

/** The keys of a channel that say as whom to log in, and whom to trust. */
final class PeerReader {
  private static final String CREDENTIALS = "credentials";

  private PeerReader() {}

  /**
   * Reads them.
   *
   * @param url null if something is wrong with it
   * @param tls whether there may be a certificate
   * @return null if there is no url
   */
  static @Nullable Peer read(
      Section section, @Nullable ServiceUrlText url, boolean tls, boolean looksForFiles) {
    CredentialsReader.refuseSecrets(section);
    Credentials credentials = CredentialsReader.read(section, looksForFiles);
    if (credentials != null && !section.section(CREDENTIALS).has("username")) {
      section.error(CREDENTIALS, "has no username: {username: NAME, file: PATH}");
    }
    Trust trust =
        section.read("pin", new Trust.Authority(), text -> new Trust.Pin(AnswerText.pin(text)));
    if (url == null) {
      return null;
    }
    if (section.has("pin") && !tls) {
      section.error("pin", "is of a key that nobody shows without TLS; use mqtts://");
    }
    return new Peer(url.host(), url.port(), trust, login(credentials));
  }

  static void write(Peer peer, ObjectNode node) {
    if (peer.trust() instanceof Trust.Pin(String pin)) {
      node.put("pin", pin);
    }
    Login login = peer.login();
    if (login != null) {
      ObjectNode credentials = node.putObject(CREDENTIALS).put("username", login.username());
      switch (login.password()) {
        case Source.File(String path) -> credentials.put("file", path);
        case Source.Environment(String name) -> credentials.put("environment", name);
      }
    }
  }

  private static @Nullable Login login(@Nullable Credentials credentials) {
    if (credentials == null) {
      return null;
    }
    String file = credentials.file();
    String environment = credentials.environment();
    return new Login(
        credentials.username(),
        file != null
            ? new Source.File(file)
            : new Source.Environment(environment == null ? "" : environment));
  }
}
