package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Access.Source;
import dev.linkflux.control.Hook.On;
import dev.linkflux.control.Notifications;
import dev.linkflux.control.Notifications.Login;
import dev.linkflux.control.Notifications.Mail;
import dev.linkflux.control.Notifications.Manner;
import dev.linkflux.control.Notifications.Mqtt;
import dev.linkflux.control.Notifications.Peer;
import dev.linkflux.control.Notifications.Secured;
import dev.linkflux.control.Notifications.Webhook;
import dev.linkflux.control.QuietHours;
import dev.linkflux.control.Wording;
import dev.linkflux.uplink.Check.Trust;
import dev.linkflux.uplink.Host;
import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of whom to tell in words. */
class NotificationsSectionTest {
  private static final Manner USUAL =
      new Manner(
          EnumSet.allOf(On.class), Wording.DEFAULT, null, Notifications.Manner.DEFAULT_DAMPENING);
  private static final Trust AUTHORITY = new Trust.Authority();

  private static Configuration read(String channels) {
    return Samples.valid(
        Samples.UPLINKS + "timezone: Europe/Berlin\nnotifications:\n" + channels.indent(2));
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    Configuration configuration =
        read(
            """
            - {mqtt: "mqtt://Broker.example.net"}
            - {mail: "smtp://[2001:db8::1]", from: router@example.net, to: me@Example.net}
            - {webhook: "https://example.net/geheim"}
            """);
    assertThat(configuration.notifications().channels())
        .containsExactly(
            new Mqtt(
                false,
                new Peer(Host.named("broker.example.net"), 1883, AUTHORITY, null),
                5,
                "linkflux",
                "homeassistant",
                Duration.ofSeconds(30),
                USUAL),
            new Mail(
                Secured.IF_OFFERED,
                new Peer(Host.of(InetAddress.ofLiteral("2001:db8::1")), 25, AUTHORITY, null),
                "router@example.net",
                List.of("me@example.net"),
                Duration.ofSeconds(20),
                USUAL),
            new Webhook("https://example.net/geheim", null, Duration.ofSeconds(10), USUAL));
  }

  @Test
  void allCanBeSaid() {
    Configuration configuration =
        read(
            """
            - mqtt: "mqtts://192.0.2.1:8884"
              version: 3
              topic: home/wan
              discovery: off
              figures: 5s
              credentials: {username: me, environment: BROKER}
              pin: "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
              on: server
            - mail: "smtps://mail.example.net"
              from: "The router <router@example.net>"
              to: [me@example.net, "You <you@example.org>"]
              credentials: {username: me, file: /nonexistent}
              quiet: {from: 22:00, to: "7:30", urgent: false}
              dampening: 0s
            """);
    assertThat(configuration.notifications().channels())
        .containsExactly(
            new Mqtt(
                true,
                new Peer(
                    Host.of(InetAddress.ofLiteral("192.0.2.1")),
                    8884,
                    new Trust.Pin("sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
                    new Login("me", new Source.Environment("BROKER"))),
                3,
                "home/wan",
                null,
                Duration.ofSeconds(5),
                new Manner(Set.of(On.SERVER), Wording.DEFAULT, null, Duration.ofMinutes(5))),
            new Mail(
                Secured.AT_ONCE,
                new Peer(
                    Host.named("mail.example.net"),
                    465,
                    AUTHORITY,
                    new Login("me", new Source.File("/nonexistent"))),
                "The router <router@example.net>",
                List.of("me@example.net", "You <you@example.org>"),
                Duration.ofSeconds(20),
                new Manner(
                    EnumSet.allOf(On.class),
                    Wording.DEFAULT,
                    new QuietHours(
                        LocalTime.of(22, 0),
                        LocalTime.of(7, 30),
                        ZoneId.of("Europe/Berlin"),
                        false),
                    Duration.ZERO)));
    assertThat(Samples.valid(configuration.effective().toString())).isEqualTo(configuration);
  }

  @Test
  void noPathOfAWebhookAndNoQueryIsShown() {
    Configuration configuration =
        Samples.valid(
            Samples.UPLINKS
                + "hooks: [{url: 'https://a.b/geheim/x'}, {url: 'https://a.b/'}]\n"
                + "notifications: [{webhook: 'https://a.b:444/geheim?y=geheim'}]");
    String effective = configuration.effective().toString();
    assertThat(effective)
        .doesNotContain("geheim")
        .contains("\"https://a.b/...\"", "\"https://a.b/\"", "\"https://a.b:444/...\"");
    assertThat(Samples.valid(effective).effective()).isEqualTo(configuration.effective());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {on: server}                             | a channel has mqtt, mail or webhook
          {mqtt: 'mqtt://b', mail: 'smtp://b'}     | make several of it
          {mqtt: 'http://b'}                       | is not an address of one of mqtt, mqtts
          {mqtt: 'mqtt://me:geheim@b'}             | they belong under credentials
          {mqtt: 'mqtt://b/geheim'}                | something behind host and port
          {mqtt: 'mqtt://b:0'}                     | out of range
          {mqtt: 'mqtt://b', password: geheim}     | a secret does not stand in the configuration
          {mqtt: 'mqtt://b', topic: 'a/#'}         | is not a topic
          {mqtt: 'mqtt://b', topic: a//b}          | is not a topic
          {mqtt: 'mqtt://b', version: 4}           | is not one of 5, 3
          {mqtt: 'mqtt://b', credentials: {file: /x}} | has no username
          {mqtt: 'mqtt://b', pin: 'sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='} | without TLS
          {mqtt: 'mqtt://b', templates: {body: '{}'}} | is for webhook
          {mail: 'smtp://b', from: a@b.c}          | to: is missing
          {mail: 'smtp://b', to: a@b.c}            | from: is missing
          {mail: 'smtp://b', from: a@b.c, to: a b@c.d} | is not an address of mail
          {mail: 'smtp://b', from: a@b.c, to: a@b@c} | is not an address of mail
          {mail: 'smtp://b', from: a@b.c, to: 'x" <a@b.c>'} | is not an address of mail
          {mail: 'smtp://b', from: a@b.c, to: "a@b.c\\nBcc: x@y.z"} | is not an address of mail
          {mail: 'smtp://b', from: a@b.c, to: []}  | to whom
          {mail: 'smtps://b', from: a@b.c, to: a@b.c, starttls: required} | no meaning with smtps
          {webhook: 'http://b', templates: {text: '{sentense}'}} | did you mean sentence?
          {webhook: 'http://b', templates: {subject: "a\\nb"}} | one line
          {webhook: 'http://b', templates: {body: '{"text": {sentence}}'}} | is not JSON
          {webhook: 'http://b', quiet: {from: '22:00'}} | to: is missing
          {webhook: 'http://b', quiet: {from: '25:00', to: '07:00'}} | is not a time of day
          {webhook: 'http://b', quiet: {from: '07:00', to: '07:00'}} | is the same as from
          {webhook: 'http://b', dampening: 2d}     | out of range
          {webhook: 'http://b', on: []}            | is empty
          """)
  void whatIsWrongIsSaidAndWhatToDo(String channel, String told) {
    List<String> problems = Samples.problems(Samples.UPLINKS + "notifications: [" + channel + "]");
    assertThat(problems).anySatisfy(problem -> assertThat(problem).contains("error", told));
    assertThat(problems).allSatisfy(it -> assertThat(it).doesNotContain("geheim", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {mqtt: 'mqtt://b', credentials: {username: a, environment: X}} | in the clear
          {mqtt: 'mqtt://localhost', credentials: {username: a, environment: X}} | ''
          {mail: 'smtp://b', from: a@b.c, to: a@b.c, credentials: {username: a, environment: X}} | ''
          {mail: 'smtp://b', from: a@b.c, to: a@b.c, starttls: offered, credentials: {username: a, environment: X}} | read the password
          """)
  void aPasswordThatAnybodyCanReadIsAWarning(String channel, String told) {
    List<String> problems = Samples.problems(Samples.UPLINKS + "notifications: [" + channel + "]");
    if (told.isEmpty()) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).singleElement().asString().contains("warning", told);
    }
  }

  @Test
  void withAPasswordTheMailIsEncryptedOrNotSent() {
    Configuration configuration =
        read(
            "- {mail: 'smtp://b', from: a@b.c, to: a@b.c, credentials: {username: a, environment:"
                + " X}}");
    assertThat(configuration.notifications().channels())
        .singleElement()
        .isInstanceOfSatisfying(
            Mail.class, mail -> assertThat(mail.secured()).isEqualTo(Secured.REQUIRED));
  }

  @Test
  void twoChannelsMayNotWriteTheSameTopics() {
    assertThat(
            Samples.problems(
                Samples.UPLINKS + "notifications: [{mqtt: 'mqtt://b'}, {mqtt: 'mqtts://b:1883'}]"))
        .singleElement()
        .asString()
        .contains("another channel's");
  }

  @Test
  void thereIsAnEndToChannels() {
    String many = "{webhook: 'http://b'}, ".repeat(16) + "{webhook: 'http://b'}";
    assertThat(Samples.problems(Samples.UPLINKS + "notifications: [" + many + "]"))
        .singleElement()
        .asString()
        .contains("there are 17; at most 16");
  }
}
