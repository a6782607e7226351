package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.config.DurationText;
import dev.linkflux.uplink.Steering;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

  @Mixin private Reaching reaching = new Reaching();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    JsonNode body = new Ordering("steer").put(reaching.client(), path());
    spec.commandLine().getOut().println(line(body));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private String path() {
    return "/api/v1/uplinks/"
        + Ordering.segment(name)
        + "/"
        + steering.wire()
        + (lasting == null ? "" : "?for=" + DurationText.print(lasting));
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
