package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscretionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode without(String json) throws IOException {
    return Discretion.without(JSON.readTree(json.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.net/linkflux, https://example.net/linkflux",
    "https://example.net, https://example.net",
    "https://me:s3cret@example.net/x, https://***@example.net/x",
    "https://me@example.net, https://***@example.net",
    "https://me:a/b@c@example.net/x, https://***@example.net/x",
    "https://example.net/x?token=abc, https://example.net/x?***",
    "https://hooks.slack.com/services/T0AB/B0CD/xyzXYZ,"
        + " https://hooks.slack.com/services/***/***/***",
    "https://discord.com/api/webhooks/12345/abcDEF, https://discord.com/api/webhooks/***/***",
    "https://ha.local/api/webhook/door, https://ha.local/api/webhook/***",
    "https://api.telegram.org/bot123:AAF/sendMessage, https://api.telegram.org/***/***",
    "https://ntfy.sh/averyveryverylongtopic, https://ntfy.sh/***",
    "mqtt://user:pass@broker:1883, mqtt://***@broker:1883",
    "mqtt://broker:1883, mqtt://broker:1883",
    "smtps://me%40x:pw@mail:465, smtps://***@mail:465",
  })
  void anAddressToWhichSomethingIsSentHasNoSecretInIt(String written, String shown)
      throws IOException {
    for (String key : List.of("hooks", "notifications")) {
      assertThat(without("{'%s':[{'url':'%s'}]}".formatted(key, written)).at("/" + key + "/0/url"))
          .hasToString('"' + shown + '"');
    }
  }

  @Test
  void anAddressThatIsProbedKeepsItsPathButNotWhatIsAsked() throws IOException {
    assertThat(
            without(
                """
                {'targets':[{'address':'https://example.net/generate_204?key=abc'}],
                 'servers':[{'path':'/health?token=abc'}], 'listen':'127.0.0.1:8470'}\
                """))
        .hasToString(
            """
            {"targets":[{"address":"https://example.net/generate_204?***"}],\
            "servers":[{"path":"/health?***"}],"listen":"127.0.0.1:8470"}\
            """);
  }

  @Test
  void argumentsOfProgramsThatMayBeSecretAreHidden() throws IOException {
    assertThat(
            without(
                """
                {'hooks':[{'run':['/etc/linkflux/hook2','quietly','--token=abc','--password','x',
                'S3cretS3cret','/etc/linkflux/t0ken']}]}\
                """))
        .hasToString(
            """
            {"hooks":[{"run":["/etc/linkflux/hook2","quietly","***","--password","***","***",\
            "/etc/linkflux/t0ken"]}]}\
            """);
  }

  @Test
  void whereASecretIsReadFromIsNone() throws IOException {
    String kept =
        """
        {"access":{"tokens":[{"name":"me","file":"/etc/linkflux/me.token"},\
        {"name":"x","environment":"LINKFLUX_X"}]},"hooks":[{"secret":"/etc/linkflux/s3cret"}]}\
        """;

    assertThat(without(kept)).hasToString(kept);
  }
}
