package dev.linkflux.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Problem;
import dev.linkflux.config.Reading;
import dev.linkflux.doctor.Doctor;
import dev.linkflux.doctor.Finding;
import dev.linkflux.doctor.Finding.Level;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linkflux doctor}: what this machine lacks, and the command that mends it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Examines this machine for a configuration: rights, interfaces, filters, forwarding, other"
          + " managers of routes, Multipath TCP, clock, directories, files, memory. Says what to"
          + " change, with the command. It changes nothing and sends nothing.",
      "Needs no privileges; what it could not see without them, it says."
    },
    footer = {
      "",
      "Exit status: 0 nothing is wrong, though there may be warnings; 1 something that the"
          + " configuration asks for cannot work; 2 wrong usage or wrong configuration."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CONFIG", description = "configuration file, YAML")
  private Path config = Path.of("");

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = new ArrayList<>();
    Configuration configuration =
        switch (Configurations.read(config)) {
          case Reading.Valid(Configuration valid, var problems) -> {
            problems.list().forEach(problem -> findings.add(finding(problem)));
            yield valid;
          }
          case Reading.Invalid(var problems) ->
              throw new Refusal(Refusal.WRONG, problems.toString());
        };
    findings.addAll(Doctor.examine(config.toAbsolutePath(), configuration));
    findings.add(service(configuration));
    if (json) {
      out.println(json(findings));
    } else {
      boolean coloured = Terminal.present().coloured();
      findings.forEach(finding -> out.println(line(finding, coloured)));
      out.println(sum(findings));
    }
    out.flush();
    return count(findings, Level.ERROR) == 0 ? 0 : Refusal.FAILED;
  }

  private static Finding finding(Problem problem) {
    // The level is told already.
    String what = problem.toString().replaceFirst(": " + problem.severity() + ": ", ": ");
    return new Finding(Level.WARNING, "configuration", what, "");
  }

  private static Finding service(Configuration configuration) {
    RunningService running = RunningService.of(configuration);
    if (running == null) {
      return new Finding(
          Level.NOTE,
          "service",
          "none of this configuration answers at " + OwnService.client(configuration).place(),
          "systemctl enable --now linkflux; systemctl status linkflux");
    }
    return running.observes()
        ? new Finding(
            Level.NOTE,
            "service",
            "it runs, and changes nothing (--observe)",
            "when you like what it decides: take --observe out of /etc/default/linkflux; systemctl"
                + " restart linkflux")
        : new Finding(Level.OK, "service", "it runs", "");
  }

  static String line(Finding finding, boolean coloured) {
    String level = String.format(Locale.ROOT, "%-7s", finding.level().wire());
    String cure = finding.cure().isEmpty() ? "" : " → " + finding.cure();
    return "%s  %s: %s%s"
        .formatted(
            paint(finding.level()).on(level, coloured), finding.about(), finding.what(), cure);
  }

  private static Paint paint(Level level) {
    return switch (level) {
      case OK -> Paint.GREEN;
      case NOTE -> Paint.CYAN;
      case WARNING -> Paint.YELLOW;
      case ERROR -> Paint.RED;
    };
  }

  private static long count(List<Finding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  private static String sum(List<Finding> findings) {
    return "%d errors, %d warnings, %d notes; %d fine"
        .formatted(
            count(findings, Level.ERROR),
            count(findings, Level.WARNING),
            count(findings, Level.NOTE),
            count(findings, Level.OK));
  }

  private String json(List<Finding> findings) {
    ObjectNode node = JSON.createObjectNode().put("config", config.toString());
    node.put("errors", count(findings, Level.ERROR));
    node.put("warnings", count(findings, Level.WARNING));
    ArrayNode list = node.putArray("findings");
    findings.forEach(
        finding ->
            list.addObject()
                .put("level", finding.level().wire())
                .put("about", finding.about())
                .put("what", finding.what())
                .put("do", finding.cure()));
    return node.toPrettyString();
  }
}
