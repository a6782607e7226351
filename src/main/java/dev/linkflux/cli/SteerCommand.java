package dev.linkflux.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.config.DurationText;
import dev.linkflux.uplink.Steering;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.netty.http.client.HttpClient;

/** {@code linkflux steer}: the operator's word on an uplink of a running service. */
@Command(
    name = "steer",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Tells a running linkflux on this machine what is wanted of an uplink:",
      "  pin    it carries, whatever its tier, as long as anything comes through it;",
      "  avoid  it carries only if nothing comes through any other;",
      "  auto   it is as the evidence says."
    })
final class SteerCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JsonMapper JSON = new JsonMapper();

  @Parameters(index = "0", paramLabel = "NAME", description = "of the uplink")
  private String name = "";

  @Parameters(index = "1", paramLabel = "pin|avoid|auto", description = "what is wanted of it")
  private Steering steering = Steering.AUTO;

  @Option(
      names = "--for",
      paramLabel = "D",
      converter = DurationOption.class,
      description = "then auto again, such as 2h; default: until something else is said")
  private @Nullable Duration lasting;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = Place.USUAL,
      description = "where it listens (default: ${DEFAULT-VALUE})")
  private String url = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What the service has said. */
  private record Said(int status, String body) {}

  @Override
  public Integer call() {
    String place = Place.of(spec, url);
    Said said = ask(place);
    JsonNode body = json(place, said);
    if (said.status == 200) {
      spec.commandLine().getOut().println(line(body));
      spec.commandLine().getOut().flush();
      return 0;
    }
    boolean wrong = said.status == 400 || said.status == 404;
    String detail = body.path("detail").asText("it answers with status " + said.status);
    throw new Refusal(wrong ? Refusal.WRONG : Refusal.FAILED, "linkflux: " + detail);
  }

  private Said ask(String place) {
    try {
      return HttpClient.newConnection()
          .resolver(DefaultAddressResolverGroup.INSTANCE)
          .baseUrl(place)
          .put()
          .uri(path())
          .responseSingle(
              (response, body) ->
                  body.asString()
                      .defaultIfEmpty("")
                      .map(text -> new Said(response.status().code(), text)))
          .timeout(PATIENCE)
          .blockOptional()
          .orElseThrow();
    } catch (RuntimeException failure) {
      throw new Refusal(
          Refusal.FAILED,
          "linkflux: cannot reach %s: %s%nIs `linkflux run` or `linkflux demo` running? Elsewhere:"
                  .formatted(place, Watching.explain(failure, PATIENCE))
              + " linkflux steer --url http://127.0.0.1:PORT");
    }
  }

  private String path() {
    String uplink = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "/api/v1/uplinks/"
        + uplink
        + "/"
        + steering.wire()
        + (lasting == null ? "" : "?for=" + DurationText.print(lasting));
  }

  private static JsonNode json(String place, Said said) {
    try {
      JsonNode body = JSON.readTree(said.body);
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException _) {
      // said below
    }
    throw new Refusal(
        Refusal.FAILED,
        "linkflux: %s answers with status %d, and not in JSON: is that linkflux?"
            .formatted(place, said.status));
  }

  /** How the uplink stands now. */
  private static String line(JsonNode uplink) {
    String until = uplink.path("steering_until").asText("");
    String why = uplink.path("why").asText("");
    return "%s: %s%s; it is %s and %s%s"
        .formatted(
            uplink.path("name").asText(),
            uplink.path("steering").asText(),
            until.isEmpty() ? "" : " until " + until,
            uplink.path("state").asText(),
            uplink.path("carrying").asBoolean() ? "carries traffic" : "does not carry traffic",
            why.isEmpty() ? "" : ": " + why);
  }
}
