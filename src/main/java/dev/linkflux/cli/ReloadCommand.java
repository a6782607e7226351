package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.engine.ReloadAnswer.Problem;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code linkflux reload}: a running service reads its configuration again. */
@Command(
    name = "reload",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Tells a running linkflux on this machine to read its configuration again.",
      "What is wrong with the file is told, and then nothing changes; else it holds at once, and",
      "what has not changed goes on as if nothing had happened. As kill -HUP does, with an answer."
    })
final class ReloadCommand implements Callable<Integer> {
  @Mixin private Reaching reaching = new Reaching();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    JsonNode answer = new Ordering("reload").reload(reaching.client());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    problems(answer).forEach(problem -> err.println(Reloading.line(problem)));
    err.flush();
    if (!answer.path("applied").asBoolean()) {
      throw new Refusal(Refusal.FAILED, "linkflux: nothing has changed");
    }
    lines(answer).forEach(out::println);
    out.flush();
    return 0;
  }

  /** What came of it, for a person. */
  static List<String> lines(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    answer.path("changes").forEach(change -> lines.add(Shown.clean(change.asText(), true)));
    if (lines.isEmpty()) {
      lines.add("nothing is new that could be followed");
    }
    answer
        .path("restart")
        .forEach(key -> lines.add(Shown.clean(key.asText(), true) + ": needs a restart"));
    return lines;
  }

  private static List<Problem> problems(JsonNode answer) {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode one : answer.path("problems")) {
      problems.add(
          new Problem(
              Shown.clean(one.path("file").asText(), true),
              one.path("line").asInt(),
              one.path("column").asInt(),
              Shown.clean(one.path("path").asText(), true),
              Shown.clean(one.path("message").asText(), true),
              one.path("error").asBoolean()));
    }
    return problems;
  }
}
