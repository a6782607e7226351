package dev.linkflux.notify;

import dev.linkflux.control.Notifications.Login;
import dev.linkflux.control.Notifications.Mail;
import dev.linkflux.control.Notifications.Secured;
import dev.linkflux.uplink.Check.Trust;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** Speaks SMTP (RFC 5321) on a connection, to hand over one message. Blocks. */
final class Postman {
  private static final String TRUE = "true";

  private final Mail channel;
  private final String host;
  private final MailTrust trust;

  /**
   * @param host the name of this machine
   */
  Postman(Mail channel, String host) {
    this.channel = channel;
    this.host = host;
    this.trust = new MailTrust(channel.server().trust());
  }

  /**
   * Hands it over.
   *
   * @param late how late it is, in words, or empty
   * @param socket connected to the server; its address bears the server's name
   */
  void deliver(Dispatch dispatch, String late, Socket socket)
      throws MessagingException, IOException {
    SSLSocketFactory factory = trust.factory();
    Session session = Session.getInstance(properties(factory), authenticator());
    Message message = message(session, dispatch, late);
    try (SMTPTransport transport = new SMTPTransport(session, null)) {
      transport.connect(channel.secured() == Secured.AT_ONCE ? secured(socket, factory) : socket);
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private Properties properties(SSLSocketFactory factory) {
    Properties properties = new Properties();
    String limit = String.valueOf(channel.timeout().toMillis());
    boolean authority = channel.server().trust() instanceof Trust.Authority;
    properties.setProperty("mail.smtp.timeout", limit);
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.localhost", "[127.0.0.1]"); // else it asks the name service
    properties.setProperty("mail.smtp.auth", String.valueOf(channel.server().login() != null));
    properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.setProperty("mail.smtp.ssl.checkserveridentity", String.valueOf(authority));
    properties.put("mail.smtp.ssl.socketFactory", factory);
    if (channel.secured() != Secured.AT_ONCE) {
      properties.setProperty("mail.smtp.starttls.enable", TRUE);
      properties.setProperty(
          "mail.smtp.starttls.required", String.valueOf(channel.secured() == Secured.REQUIRED));
    }
    return properties;
  }

  private @Nullable Authenticator authenticator() throws IOException {
    Login login = channel.server().login();
    if (login == null) {
      return null;
    }
    PasswordAuthentication known =
        new PasswordAuthentication(login.username(), Password.read(login.password()));
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return known;
      }
    };
  }

  private SSLSocket secured(Socket socket, SSLSocketFactory factory) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            factory.createSocket(
                socket, socket.getInetAddress().getHostName(), socket.getPort(), true);
    if (channel.server().trust() instanceof Trust.Authority) {
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
    }
    secured.startHandshake();
    return secured;
  }

  /** A name that is not ASCII goes as RFC 2047 has it. */
  private static InternetAddress address(String text) throws MessagingException {
    try {
      InternetAddress address = new InternetAddress(text);
      address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
      return address;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every platform has UTF-8", e);
    }
  }

  private Message message(Session session, Dispatch dispatch, String late)
      throws MessagingException {
    String utf8 = StandardCharsets.UTF_8.name();
    InternetAddress from = address(channel.from());
    String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    MimeMessage message =
        new MimeMessage(session) {
          // The same at each try, so that a mail that arrives twice is known to be one.
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<%s@%s>".formatted(dispatch.id(), domain));
          }
        };
    message.setFrom(from);
    for (String to : channel.to()) {
      message.addRecipient(Message.RecipientType.TO, address(to));
    }
    message.setSubject(dispatch.subject(), utf8);
    String text = late.isEmpty() ? dispatch.text() : dispatch.text() + "\n\n" + late;
    message.setText(text.replace("\n", "\r\n") + "\r\n", utf8);
    message.setSentDate(Date.from(dispatch.at()));
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 section 5
    if (dispatch.severity() == Severity.CRITICAL) {
      message.setHeader("Importance", "high"); // RFC 2156 section 5.3.4
    }
    message.setHeader("X-Mailer", "linkflux on " + Plain.text(host));
    message.saveChanges();
    return message;
  }
}
