package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linkflux server}: the operator's word on which server a running service uses. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Tells a running linkflux on this machine which server to use:",
      "  use   that one, as long as it works;",
      "  auto  as the checks say."
    })
final class ServerCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "of the server")
  private String name = "";

  @Parameters(index = "1", paramLabel = "use|auto", description = "what is wanted of it")
  private Word word = Word.AUTO;

  @Mixin private Reaching reaching = new Reaching();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What can be wanted of a server. */
  enum Word {
    USE,
    AUTO
  }

  @Override
  public Integer call() {
    JsonNode server =
        new Ordering("server")
            .put(
                reaching.client(),
                "/api/v1/servers/"
                    + Ordering.segment(name)
                    + "/"
                    + word.name().toLowerCase(Locale.ROOT));
    spec.commandLine().getOut().println(line(server));
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** How the server stands now. */
  private static String line(JsonNode server) {
    String sentence = server.path("sentence").asText("");
    return "%s: %s; it is %s and %s%s"
        .formatted(
            server.path("name").asText(),
            server.path("appointed").asBoolean() ? "use" : "auto",
            server.path("state").asText(),
            server.path("active").asBoolean() ? "in use" : "not in use",
            sentence.isEmpty() ? "" : ": " + sentence);
  }
}
