package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for servers, as far as they go without any. */
class ServersCommandTest {
  @TempDir private Path directory = Path.of("");

  private record Ended(int status, String out, String err) {}

  private static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ended(status, out.toString().strip(), err.toString().strip());
  }

  private String config(String servers) throws IOException {
    return Files.writeString(
            directory.resolve("config.yml"),
            """
            uplinks: [{name: fibre, interface: none1}, {name: lte, interface: none2, tier: 2}]
            state: %s
            """
                    .formatted(directory)
                + servers)
        .toString();
  }

  @Test
  void bothCommandsExplainThemselves() {
    Ended servers = run("servers", "--help");
    assertThat(servers.status()).isZero();
    assertThat(servers.out()).contains("CONFIG", "NAME", "--json", "3 something is broken");
    Ended server = run("server", "--help");
    assertThat(server.status()).isZero();
    assertThat(server.out()).contains("use|auto", "as long as it works", "--url");
  }

  @Test
  void aConfigurationWithoutServersHasNothingToCheck() throws IOException {
    String config = config("");
    Ended ended = run("servers", config);
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).endsWith("linkflux: " + config + " has no servers");
  }

  @Test
  void aNameThatNobodyHasIsToldWithThoseThatThereAre() throws IOException {
    String config =
        config("servers: [{name: vps, address: 192.0.2.1}, {name: spare, address: 192.0.2.2}]");
    Ended ended = run("servers", config, "vsp");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).endsWith("has no server vsp; it has vps, spare");
  }

  @Test
  void aServerThatIsNotCheckedIsTakenToWork() throws IOException {
    Ended ended = run("servers", config("servers: [{name: vps, address: 192.0.2.1, check: none}]"));
    assertThat(ended.status()).isZero();
    assertThat(ended.out()).isEqualTo("vps (main, not checked: it is taken to work)");
  }

  @Test
  void throughUplinksWithoutInterfacesNothingServes() throws IOException {
    String config = config("servers: [{name: vps, address: 192.0.2.1, check: api}]");
    Ended ended = run("servers", config);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out())
        .startsWith("vps (main, api, port 443)")
        .contains("fibre: uplink: ", "lte: uplink: ", "no-interface");
    Ended json = run("servers", config, "vps", "--json");
    assertThat(json.status()).isEqualTo(1);
    assertThat(json.out()).contains("\"name\":\"vps\"", "\"serves\":false", "\"rung\":\"uplink\"");
  }

  @Test
  void anOrderNeedsAServiceAndAWordThatThereIs() {
    Ended nobody = run("server", "vps", "use", "--url", "http://127.0.0.1:1");
    assertThat(nobody.status()).isEqualTo(1);
    assertThat(nobody.err())
        .contains("cannot reach http://127.0.0.1:1", "linkflux server --url http://HOST:PORT");
    Ended wrong = run("server", "vps", "pin");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("pin");
    assertThat(run("server", "vps").status()).isEqualTo(2);
  }
}
