package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.engine.Directory;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Resolution;
import dev.linkflux.server.check.ServerChecks;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.KernelPassage;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code linkflux servers}: what is broken on the way to the servers, now. */
@Command(
    name = "servers",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Checks every server of a configuration once, through every uplink, and tells what is"
          + " broken:",
      "how its name is found, where it is, the first rung of the ladder that does not hold, and"
          + " what",
      "to do about it. No service needs to run."
    },
    footer = {
      "",
      "Exit status: 0 all is well, 3 something is broken but one serves, 1 nothing serves, 2 wrong"
          + " usage."
    })
final class ServersCommand implements Callable<Integer> {
  /** Beyond what a check allows itself, for names and for log-ins. */
  private static final Duration MORE = Duration.ofSeconds(20);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "CONFIG", description = "configuration file, YAML")
  private Path config = Path.of("");

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "only that server")
  private @Nullable String name;

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    var err = spec.commandLine().getErr();
    Configuration configuration = Loading.load(Configurations.read(config), err);
    List<Server> servers = asked(configuration.settings().servers());
    Privileges.require(configuration);
    List<Uplink> uplinks =
        configuration.settings().uplinks().stream().filter(uplink -> !uplink.disabled()).toList();
    Instruments instruments = new Instruments();
    Set<String> said = Collections.synchronizedSet(new LinkedHashSet<>());
    try (Loops loops = new Loops()) {
      Probers probers =
          new Probers(
              loops,
              configuration.settings().probing(),
              new KernelPassage(),
              instruments,
              _ -> {},
              warning -> err.println("linkflux: names: " + warning),
              configuration.naming(),
              null);
      ServerChecks checks =
          ServerLookout.checks(
              configuration, loops, probers, instruments, new SecureRandom().nextLong(), said::add);
      ServersReport report = new ServersReport(configuration.settings());
      names(probers.directory(), servers, uplinks, report);
      checks(checks, servers, uplinks, report);
      said.forEach(words -> err.println("linkflux: " + words));
      var out = spec.commandLine().getOut();
      out.print(json ? report.json(servers) : report.text(servers));
      out.flush();
      return report.status(servers);
    }
  }

  private List<Server> asked(List<Server> servers) {
    if (servers.isEmpty()) {
      throw new Refusal(Refusal.WRONG, "linkflux: %s has no servers".formatted(config));
    }
    String only = name;
    if (only == null) {
      return servers;
    }
    List<Server> named = servers.stream().filter(server -> server.name().equals(only)).toList();
    if (named.isEmpty()) {
      throw new Refusal(
          Refusal.WRONG,
          "linkflux: %s has no server %s; it has %s"
              .formatted(
                  config,
                  only,
                  servers.stream().map(Server::name).collect(Collectors.joining(", "))));
    }
    return named;
  }

  /** Each name through each uplink, all at once. */
  private static void names(
      Directory directory, List<Server> servers, List<Uplink> uplinks, ServersReport report) {
    record Asked(Server server, Uplink uplink, String name) {}

    record Heard(Asked asked, Resolution resolution) {}

    List<Asked> all =
        servers.stream()
            .flatMap(
                server ->
                    server.hosts().stream()
                        .filter(host -> host.address() == null)
                        .flatMap(
                            host ->
                                uplinks.stream()
                                    .map(uplink -> new Asked(server, uplink, host.text()))))
            .toList();
    List<Heard> heard =
        Objects.requireNonNull(
            Flux.fromIterable(all)
                .flatMapSequential(
                    asked ->
                        directory
                            .lookUp(asked.uplink(), asked.name())
                            .timeout(MORE)
                            .map(resolution -> new Heard(asked, resolution)),
                    Integer.MAX_VALUE)
                .collectList()
                .block());
    heard.forEach(
        it ->
            report.found(
                it.asked().server(), it.asked().uplink(), it.asked().name(), it.resolution()));
  }

  /** Each server through each uplink, all at once. */
  private static void checks(
      ServerChecks checks, List<Server> servers, List<Uplink> uplinks, ServersReport report) {
    Flux.fromIterable(servers)
        .filter(server -> server.check().kind() != Check.Kind.NONE)
        .flatMapSequential(
            server ->
                Flux.fromIterable(uplinks)
                    .flatMapSequential(
                        uplink ->
                            checks
                                .once(server, uplink)
                                .timeout(server.check().timeout().plus(MORE), Mono.empty()),
                        Integer.MAX_VALUE),
            Integer.MAX_VALUE)
        .collectList()
        .blockOptional()
        .orElse(List.of())
        .forEach(report::checked);
  }
}
